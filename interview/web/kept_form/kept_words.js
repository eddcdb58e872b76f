// What this browser keeps of forms: an entry for each form that was written in. Storage that is full or switched off reads
// as empty.

const KEPT_PREFIX = "mi:kept:";

/** @typedef {string | string[]} FormValue */
/** @typedef {Record<string, FormValue>} FormValues */
/**
 * Words that no save has taken. Who has written them may have gone on: then the entry is no longer `raw`.
 * @typedef {object} KeptEntry
 * @property {string} name
 * @property {string} raw
 * @property {FormValues} values
 * @property {Record<string, unknown> | null} body what was sent with what they were written on; null when unknown
 * @property {number} at in milliseconds of the epoch; 0 when unknown
 */

/** `key` is that of a form, `name` that of an entry. */
const KeptWords = {
  /** @param {string} key */
  newName(key) {
    return `${KEPT_PREFIX}${key}:${Math.random().toString(36).slice(2)}`;
  },

  /**
   * False when the browser refuses; what it held under this name is then still there.
   * @param {string} name
   * @param {string} raw
   */
  write(name, raw) {
    try {
      localStorage.setItem(name, raw);
      return true;
    } catch {
      return false;
    }
  },

  /** @param {string} name */
  read(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },

  /** @param {string} name */
  remove(name) {
    try {
      localStorage.removeItem(name);
    } catch { /* storage is switched off: there is nothing to remove */ }
  },

  /**
   * What is kept for a form, newest first.
   * @param {string} key
   */
  ofForm(key) {
    return readKept().filter(({ name }) => name.slice(0, name.lastIndexOf(":")) === KEPT_PREFIX + key);
  },

  /**
   * What is kept for all forms whose keys begin with this one, newest first.
   * @param {string} key
   */
  below(key) {
    return readKept().filter(({ name }) => name.startsWith(`${KEPT_PREFIX}${key}:`));
  },

  removeOld() {
    for (const { name, at } of readKept()) removeIfOld(name, at);
  },
};

/** @returns {KeptEntry[]} newest first */
function readKept() {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(KEPT_PREFIX))
      .flatMap((name) => parseKept(name, localStorage.getItem(name) ?? ""))
      .sort((one, other) => other.at - one.at);
  } catch {
    return [];
  }
}

/**
 * The entry, or none when these are not the words of a form.
 * @param {string} name
 * @param {string} raw
 * @returns {KeptEntry[]}
 */
function parseKept(name, raw) {
  try {
    const { values, body, at } = JSON.parse(raw);
    if (typeof values !== "object" || !values) return [];
    return [{ name, raw, values, body: typeof body === "object" ? body : null, at: typeof at === "number" ? at : 0 }];
  } catch {
    return [];
  }
}
