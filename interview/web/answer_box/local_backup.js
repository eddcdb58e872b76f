// A backup of unsaved answers in this browser, for when the server is out of reach or the page is suddenly gone.
// Each editor with unsaved words has one entry. Storage that is full or switched off reads as empty.

const BACKUP_DAYS = 30;
const BACKUP_PREFIX = "mi:draft:";

/**
 * @typedef {object} Backup
 * @property {string} text
 * @property {number} base the last revision on the server that its editor has seen; -1 when unknown
 * @property {string} writer which editor wrote it
 * @property {number} at when the words changed, in milliseconds of the epoch; 0 when unknown
 */
/** @typedef {Backup & {key: string}} StoredBackup */

/**
 * What a question is known by in this browser: "session id:question index", and "~" with the number of questions that
 * stood at its place before, if any did. Words for one of them are never taken for words for another.
 * @param {{sessionId: string, index: number, swaps: number}} asked
 */
function questionKey({ sessionId, index, swaps }) {
  return `${sessionId}:${index}${swaps ? `~${swaps}` : ""}`;
}

/** `question` is a questionKey. Every entry of a question has a key of its own, one per writer. */
const LocalBackup = {
  /**
   * @param {string} question
   * @param {string} writer
   */
  key(question, writer) {
    return `${BACKUP_PREFIX}${question}:${writer}`;
  },

  /**
   * False when the browser refuses; what it held under this key is then still there.
   * @param {string} key
   * @param {Backup} backup
   */
  write(key, backup) {
    try {
      localStorage.setItem(key, JSON.stringify(backup));
      return true;
    } catch {
      return false;
    }
  },

  /** @param {string} key */
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch { /* storage is switched off: there is nothing to remove */ }
  },

  /**
   * What was written for this question, newest first.
   * @param {string} question
   */
  ofQuestion(question) {
    return readBackups(`${BACKUP_PREFIX}${question}:`).filter(hasWords);
  },

  /**
   * What was written for other questions of the same interview, newest first.
   * @param {string} sessionId
   * @param {string} question
   */
  ofOtherQuestions(sessionId, question) {
    return readBackups(`${BACKUP_PREFIX}${sessionId}:`)
      .filter((backup) => hasWords(backup) && !backup.key.startsWith(`${BACKUP_PREFIX}${question}:`));
  },

  /** One without a time may be of today: it stays. */
  removeOld() {
    const oldest = Date.now() - BACKUP_DAYS * 86400000;
    for (const backup of readBackups(BACKUP_PREFIX)) {
      if (backup.at && backup.at <= oldest) LocalBackup.remove(backup.key);
    }
  },
};

/** @param {Backup} backup */
function hasWords(backup) {
  return backup.text.trim() !== "";
}

/**
 * Entries whose key starts so, newest first.
 * @param {string} prefix
 * @returns {StoredBackup[]}
 */
function readBackups(prefix) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => parseBackup(key, localStorage.getItem(key)))
      .sort((a, b) => b.at - a.at);
  } catch {
    return [];
  }
}

/**
 * The entry, or none when these are not the words of an answer.
 * @param {string} key
 * @param {string | null} json
 * @returns {StoredBackup[]}
 */
function parseBackup(key, json) {
  let found;
  try {
    found = JSON.parse(json ?? "");
  } catch {
    return [];
  }
  if (typeof found?.text !== "string") return [];
  const { text, base, writer, at } = found;
  return [{
    key,
    text,
    base: typeof base === "number" ? base : -1,
    writer: typeof writer === "string" ? writer : "",
    at: typeof at === "number" ? at : 0,
  }];
}
