// Takes out of this browser what was typed and not saved: answers, forms, and when a question was first seen. The time is
// left there first: other tabs that still show such words put them back else. Storage that is full has room for it after.

(() => {
  const OURS = "mi:";
  const FORGOTTEN = "mi:forgotten";
  const note = () => {
    try {
      localStorage.setItem(FORGOTTEN, String(Date.now()));
    } catch { /* storage is full or switched off */ }
  };
  note();
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const name of Object.keys(storage)) {
        if (name.startsWith(OURS) && name !== FORGOTTEN) storage.removeItem(name);
      }
    }
  } catch { /* storage is switched off: there is nothing to take out */ }
  note();
})();
