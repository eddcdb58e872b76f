// What this browser keeps of a draft until the server has it, and what it says where it keeps nothing.

class Copies {
  /** This browser keeps none: it cannot, or it is not to. */
  keepsNothing = false;
  /** Of these words, or of fewer of them, by other editors: there until a newer one is. @type {StoredBackup[]} */
  older = [];
  madeAt = Date.now();
  /** Another tab has had this browser forget all words since. */
  hasHeardToForget = false;
  /** The words that the person has discarded or taken elsewhere in another tab. @type {string | null} */
  seenTo = null;

  /**
   * @param {Draft} draft
   * @param {string} question see questionKey
   */
  constructor(draft, question) {
    this.draft = draft;
    this.key = LocalBackup.key(question, draft.writer);
  }

  get isForgotten() {
    return this.hasHeardToForget || isForgotten(this.madeAt);
  }

  /** What is to be read as long as this browser keeps none. */
  get warning() {
    const { words } = this.draft.view;
    return this.keepsNothing ? words.of(this.isForgotten ? "no_copies_any_more" : "no_copies") : "";
  }

  make() {
    const { text, changedAt, stopped, view } = this.draft;
    const { keepsNothing, warning } = this;
    this.keepsNothing = !this.keep(text, changedAt);
    if (!this.keepsNothing) this.dropOlder();
    if (this.keepsNothing === keepsNothing) return;
    view.sayKeptAgain();
    if (stopped) return;
    if (this.keepsNothing) view.note(this.warning);
    else view.unnote(warning);
  }

  /**
   * @param {string} text
   * @param {number} at
   * @returns {boolean} whether this browser keeps it: nothing of a box that was there when the person had it forget all
   */
  keep(text, at) {
    const { base, revision, writer } = this.draft;
    if (text === this.seenTo) return false;
    return LocalBackup.write(this.key, { text, base, revision, writer, at }, this.draft.isOnServer(text), this.isForgotten);
  }

  /**
   * Another tab has taken something out, or put it in again. What still stands here and no save has taken is put back,
   * unless the person has seen to it there.
   * @param {string | null} key
   * @param {string | null} value
   */
  changed(key, value) {
    if (key === FORGOTTEN_KEY) this.hasHeardToForget = true;
    else if (key !== this.key) return;
    else if (value === SEEN_TO) this.seenTo = this.draft.text;
    else if (value === null) this.takenOut();
    else this.putIn(value);
  }

  takenOut() {
    const { isSaved, stopped } = this.draft;
    const isWaiting = stopped !== "moved on" && !isSaved && this.seenTo !== this.draft.text;
    if (this.isForgotten || isWaiting) this.make();
    else this.sayKept(false);
  }

  /** @param {string} value */
  putIn(value) {
    this.seenTo = null;
    if (parseBackup(this.key, value).some(({ text }) => text === this.draft.text)) this.sayKept(true);
  }

  /** @param {boolean} isKept */
  sayKept(isKept) {
    this.keepsNothing = !isKept;
    this.draft.view.sayKeptAgain();
  }

  dropOlder() {
    for (const backup of this.older.splice(0)) LocalBackup.forget(backup);
  }

  /** These words are kept elsewhere. */
  drop() {
    LocalBackup.remove(this.key);
    this.dropOlder();
  }

  /** These words were deleted with their interview: this browser is to keep nothing of them. */
  dropForGood() {
    this.drop();
    this.keepsNothing = true;
  }
}
