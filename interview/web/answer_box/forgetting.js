// When this browser gives up words that no save has taken, of answers and of forms: after 30 days, or when it is told to.

const KEPT_DAYS = 30;
const DAY_MS = 86400000;
// No words were kept before: a clock that shows an earlier time is wrong.
const FIRST_DAY = Date.parse("2026-01-01");
// When the person had it forget all words, in milliseconds of the epoch.
const FORGOTTEN_KEY = "mi:forgotten";

/**
 * Removes an entry whose words are old. A clock may be wrong for a while: first it is only noted that they seem so, and
 * what is noted goes on a later day. Words of a time that cannot be may be of today: their days begin with the note.
 * @param {string} name
 * @param {number} at when its words changed, in milliseconds of the epoch; 0 when unknown
 */
function removeIfOld(name, at) {
  const now = Date.now();
  const canBe = (/** @type {number} */ time) => time >= FIRST_DAY && time <= now;
  if (canBe(at) && at > now - (KEPT_DAYS - 1) * DAY_MS) return;
  try {
    const entry = JSON.parse(localStorage.getItem(name) ?? "");
    if (!canBe(entry.oldSince)) localStorage.setItem(name, JSON.stringify({ ...entry, oldSince: now }));
    else if (entry.oldSince <= now - (canBe(at) ? 1 : KEPT_DAYS) * DAY_MS) localStorage.removeItem(name);
  } catch { /* storage is full or switched off: the entry stays as it is */ }
}

/**
 * Whether the person has had this browser forget all words since: with everything else of theirs, or signing out. A time
 * to come was noted while the clock was wrong: it says of no words that they were there before.
 * @param {number} since in milliseconds of the epoch
 */
function isForgotten(since) {
  try {
    const at = Number(localStorage.getItem(FORGOTTEN_KEY));
    return at >= since && at <= Date.now();
  } catch {
    return false;
  }
}
