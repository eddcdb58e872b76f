// Numbers and times as words.

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** @param {string | number} moment */
function clockTime(moment) {
  const date = new Date(moment);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

/**
 * Words between blanks; in scripts without blanks every character counts, as word processors do.
 * @param {string} text
 */
function countWords(text) {
  const characters = (text.match(EAST_ASIAN) || []).length;
  return characters + (text.replace(EAST_ASIAN, " ").match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) || []).length;
}

/**
 * @param {number} number
 * @param {string} word
 */
function plural(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

/** @param {number} milliseconds */
function duration(milliseconds) {
  const minutes = Math.floor(milliseconds / 60000);
  return minutes < 1 ? "under a minute" : `${minutes} min`;
}
