// What this browser keeps until the server has confirmed it: for each editor with unsaved words one entry of the words,
// the last revision it saw, its name and when the words changed. Storage that is full or switched off reads as empty.

const KEPT_DAYS = 30;

const LocalBackup = {
  write(key, entry) {
    try {
      localStorage.setItem(key, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  },

  drop(key) {
    try {
      localStorage.removeItem(key);
    } catch { /* nothing was kept */ }
  },

  // Entries whose key starts so, newest first.
  all(prefix) {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => ({ key, ...parse(localStorage.getItem(key)) }))
        .filter((entry) => typeof entry.text === "string" && entry.text.trim())
        .sort((a, b) => b.at - a.at);
    } catch {
      return [];
    }
  },

  dropOld() {
    const oldest = Date.now() - KEPT_DAYS * 86400000;
    for (const entry of LocalBackup.all("mi:draft:")) if (!(entry.at > oldest)) LocalBackup.drop(entry.key);
  },

  // Since when this tab shows a question, in milliseconds of the epoch.
  start(place) {
    try {
      const key = `mi:start:${place}`;
      const known = Number(sessionStorage.getItem(key)) || Date.now();
      sessionStorage.setItem(key, String(known));
      return known;
    } catch {
      return Date.now();
    }
  },
};

function parse(text) {
  try {
    return JSON.parse(text) || {};
  } catch {
    return {};
  }
}
