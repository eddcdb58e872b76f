// What this browser keeps of a draft until the server has it, and what it says where it keeps nothing.

class Copies {
  /** This browser keeps none. */
  isFragile = false;
  /** Of these words, or of fewer of them, by other editors: there until a newer one is. @type {StoredBackup[]} */
  older = [];
  madeAt = Date.now();

  /**
   * @param {Draft} draft
   * @param {string} question see questionKey
   */
  constructor(draft, question) {
    this.draft = draft;
    this.key = LocalBackup.key(question, draft.writer);
  }

  make() {
    const { text, changedAt, stopped, view } = this.draft;
    const wasFragile = this.isFragile;
    this.isFragile = !this.keep(text, changedAt);
    if (!this.isFragile) this.dropOlder();
    if (this.isFragile === wasFragile || stopped) return;
    const told = view.words.of(isForgotten(this.madeAt) ? "no_copies_any_more" : "no_copies");
    if (this.isFragile) view.note(told);
    else view.unnote(told);
  }

  /**
   * @param {string} text
   * @param {number} at
   * @returns {boolean} whether this browser keeps it: nothing of a box that was there when the person had it forget all
   */
  keep(text, at) {
    const { base, revision, writer } = this.draft;
    const backup = { text, base, revision, writer, at };
    const isSaved = this.draft.isOnServer(text);
    if (!isForgotten(this.madeAt)) return LocalBackup.write(this.key, backup, isSaved);
    LocalBackup.hold(this.key, backup, isSaved);
    return false;
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
    this.isFragile = true;
  }
}
