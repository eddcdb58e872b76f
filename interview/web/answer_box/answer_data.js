// What the page hands to the editor, and what this page has seen saved since.

/**
 * What the page hands to the editor (see __init__.py).
 * @typedef {object} AnswerData
 * @property {string} sessionId
 * @property {string} permit
 * @property {number} index
 * @property {number} swaps how many questions stood at this place before
 * @property {boolean} canSwap
 * @property {string} last which words say that submitting ends the interview, "" for none
 * @property {boolean} canSkip
 * @property {boolean} hintShown the hint stands on the page
 * @property {boolean} reopened it was submitted before and is being changed
 * @property {string | null} before what was submitted then, "" for a skip; null when it is not known
 * @property {number | null} secondsLeft of a real interview
 * @property {Record<string, string>} words see box_words.py
 * @property {string} language of these words
 * @property {string} draft
 * @property {number} revision
 * @property {string} writer
 * @property {string | null} savedAt
 * @property {SpeechData} speech
 * @property {number} minutes
 */

// What this page has seen saved, by question. A run of the page may have read the database before the last save.
/** @type {Map<string, {draft: string, revision: number, writer: string, savedAt: string | null, seen: string[]}>} */
const lastSaved = new Map();

/**
 * @param {string} question
 * @param {AnswerData} data
 * @returns {AnswerData}
 */
function newest(question, data) {
  const saved = lastSaved.get(question);
  return saved && saved.revision > data.revision ? { ...data, ...saved } : data;
}
