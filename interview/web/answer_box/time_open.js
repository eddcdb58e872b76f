// How long a question was in front of somebody: not while another page is shown or this tab is out of sight, and not long
// after the last sign of them. A question that was worked on elsewhere has a time that nobody knows.

// A tick that comes so much later than it should: the computer slept, or the browser let the tab rest.
const LONGEST_TICK_MS = 5000;
// Whoever thinks may be still for a while.
const LONGEST_STILL_MS = 120000;
const SIGNS = ["keydown", "pointerdown", "pointermove"];

class TimeOpen {
  listeners = new AbortController();

  /**
   * @param {string} question see questionKey
   * @param {boolean} wasBegun there are words for it already
   */
  constructor(question, wasBegun) {
    this.key = `mi:open:${question}`;
    /** Milliseconds; null where it is not known. @type {number | null} */
    this.spent = this.kept() ?? (wasBegun ? null : 0);
    this.at = this.stirredAt = Date.now();
    const { signal } = this.listeners;
    for (const sign of SIGNS) window.addEventListener(sign, () => this.stir(), { signal, passive: true });
  }

  close() {
    this.listeners.abort();
  }

  /** They are there: they type, point or speak. */
  stir() {
    this.stirredAt = Date.now();
  }

  tick() {
    const now = Date.now();
    const passed = now - this.at;
    this.at = now;
    const isThere = document.visibilityState !== "hidden" && now - this.stirredAt <= LONGEST_STILL_MS;
    if (this.spent === null || !isThere || passed > LONGEST_TICK_MS) return;
    this.spent += passed;
    try {
      sessionStorage.setItem(this.key, String(this.spent));
    } catch { /* storage is switched off: a reload begins anew */ }
  }

  /** What this tab counted before, also before a reload. */
  kept() {
    try {
      const kept = sessionStorage.getItem(this.key);
      return kept === null ? null : Number(kept) || 0;
    } catch {
      return null;
    }
  }
}
