// A backup of unsaved answers in this browser, for when the server is out of reach or the page is suddenly gone.
// Each editor with unsaved words has one entry. What storage that is full or switched off does not take is there for as
// long as the page is open.

const BACKUP_PREFIX = "mi:draft:";
const LONG_TEXT_CHARS = 50;
// What stands in place of words, for a moment, before they are removed.
const SEEN_TO = "seen to";

/**
 * @typedef {object} Backup
 * @property {string} text
 * @property {number} base the last revision on the server that its editor has seen
 * @property {number} revision of the last save that its editor has sent
 * @property {string} writer which editor wrote it
 * @property {number} at when the words changed, in milliseconds of the epoch; 0 when unknown
 */
/** @typedef {Backup & {key: string}} StoredBackup */

/** What the browser does not keep, by key; `isSaved`: the server has it. @type {Map<string, Backup & {isSaved: boolean}>} */
const refusedBackups = new Map();

window.addEventListener("beforeunload", (event) => {
  if ([...refusedBackups.values()].some(({ isSaved }) => !isSaved)) event.preventDefault();
});

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
   * False when it is there as long as the page is open, and no longer. Where the browser refuses, what it held under this
   * key is then still there.
   * @param {string} key
   * @param {Backup} backup
   * @param {boolean} isSaved whether the server has its words
   * @param {boolean} isForgotten the browser is to keep nothing of it
   */
  write(key, backup, isSaved, isForgotten) {
    if (isForgotten) LocalBackup.remove(key);
    refusedBackups.set(key, { ...backup, isSaved });
    if (isForgotten) return false;
    try {
      localStorage.setItem(key, JSON.stringify(backup));
    } catch {
      return false;
    }
    refusedBackups.delete(key);
    return true;
  },

  /** @param {string} key */
  remove(key) {
    refusedBackups.delete(key);
    try {
      localStorage.removeItem(key);
    } catch { /* storage is switched off: there is nothing to remove */ }
  },

  /**
   * The person has discarded these words, or taken them elsewhere: a tab in which they still stand puts them back no more.
   * @param {string} key
   */
  removeAsSeenTo(key) {
    try {
      localStorage.setItem(key, SEEN_TO);
    } catch { /* storage is switched off: there is nothing to remove */ }
    LocalBackup.remove(key);
  },

  /**
   * Unless another tab has written more under it by now.
   * @param {{key: string, text: string}} backup
   */
  forget({ key, text }) {
    if (readBackups(key).some((now) => now.key === key && now.text === text)) LocalBackup.remove(key);
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
    return LocalBackup.ofSession(sessionId).filter(({ key }) => !key.startsWith(`${BACKUP_PREFIX}${question}:`));
  },

  /**
   * What was written for this interview, newest first.
   * @param {string} sessionId
   */
  ofSession(sessionId) {
    return readBackups(`${BACKUP_PREFIX}${sessionId}:`).filter(hasWords);
  },

  /**
   * Whether the server has these words: with their own question, or where they are so long that they stand nowhere by
   * chance, with any.
   * @param {StoredBackup} backup
   * @param {string} sessionId
   * @param {AskedQuestion[]} questions
   */
  isHeld({ key, text }, sessionId, questions) {
    return questions.some(({ questionIndex: index, swaps, answer, draft }) => {
      const isOwn = key.startsWith(LocalBackup.key(questionKey({ sessionId, index, swaps }), ""));
      return (isOwn || text.length >= LONG_TEXT_CHARS) && (draft.includes(text) || Boolean(answer?.includes(text)));
    });
  },

  /**
   * Of other interviews: whoever opens this one sees what was kept for it.
   * @param {string} sessionId
   */
  removeOld(sessionId) {
    for (const { key, at } of readBackups(BACKUP_PREFIX)) {
      if (!key.startsWith(`${BACKUP_PREFIX}${sessionId}:`)) removeIfOld(key, at);
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
  const refused = [...refusedBackups].map(([key, backup]) => ({ key, ...backup }));
  return [...refused, ...storedBackups()]
    .filter(({ key }) => key.startsWith(prefix))
    .sort((a, b) => b.at - a.at);
}

/** Without those that were written since and refused. */
function storedBackups() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(BACKUP_PREFIX) && !refusedBackups.has(key))
      .flatMap((key) => parseBackup(key, localStorage.getItem(key)));
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
  const { text, base, revision, writer, at } = found;
  const number = (/** @type {unknown} */ value) => (typeof value === "number" ? value : 0);
  return [{
    key, text, base: number(base), revision: number(revision), writer: typeof writer === "string" ? writer : "", at: number(at),
  }];
}
