// Words that this browser kept for other questions of the interview. Those for an open question are sent to it, over
// nothing that their editor has not seen; those that no answer holds are offered to the answer that is shown.

class Leftovers {
  /** Words that no answer holds and no open question waits for. @type {StoredBackup[]} */
  offered = [];
  /** @type {Promise<number[] | null> | null} */
  sending = null;
  /** What was discarded last, until that is undone. @type {StoredBackup | null} */
  dropped = null;
  failures = 0;
  /** @type {Timer | undefined} */
  retry;

  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    box.on("leftover-add", () => this.take(true));
    box.on("leftover-drop", () => this.take(false));
    box.on("leftover-undo", () => this.undo());
    window.addEventListener("online", () => this.send(), { signal: box.listeners.signal });
    this.send();
  }

  close() {
    clearTimeout(this.retry);
  }

  /** @returns {StoredBackup[]} */
  find() {
    return LocalBackup.ofOtherQuestions(this.box.data.sessionId, this.box.question);
  }

  /**
   * Sends what is meant for open questions and shows what is meant for none.
   * @returns {Promise<number[] | null>} the numbers of the questions with words that are still in this browser alone;
   *   null when nobody could say
   */
  send() {
    clearTimeout(this.retry);
    this.sending ??= this.sendAll().finally(() => { this.sending = null; });
    return this.sending;
  }

  async sendAll() {
    const found = this.find();
    if (!found.length) {
      this.offer([]);
      return [];
    }
    const reply = await this.box.api.wholeSession();
    if (this.box.closed) return null;
    if (!reply?.data) {
      this.tryLater(reply);
      return null;
    }
    const { questions } = reply.data;
    const rest = [];
    const unsent = new Set();
    for (const backup of found) {
      const open = questions.find((question) => question.answer === null && this.isFor(question, backup));
      if (!open && LocalBackup.isHeld(backup, this.box.data.sessionId, questions)) LocalBackup.forget(backup);
      else if (!open) rest.push(backup);
      else if (!(await this.put(open, backup))) unsent.add(open.questionNumber);
    }
    this.offer(rest);
    return [...unsent];
  }

  /**
   * @param {AskedQuestion} question
   * @param {StoredBackup} backup
   */
  isFor({ questionIndex, swaps }, backup) {
    return backup.key.startsWith(LocalBackup.key(this.keyOf({ questionIndex, swaps }), ""));
  }

  /** @param {{questionIndex: number, swaps: number}} question */
  keyOf({ questionIndex, swaps }) {
    return questionKey({ sessionId: this.box.data.sessionId, index: questionIndex, swaps });
  }

  /**
   * @param {AskedQuestion} question
   * @param {StoredBackup} backup
   * @returns {Promise<boolean>} whether its words are on the server
   */
  async put(question, backup) {
    const { text, writer } = backup;
    if (question.draft.includes(text)) {
      LocalBackup.forget(backup);
      return true;
    }
    // Nothing is lost by writing over what these words only continue.
    const isContinued = text.startsWith(question.draft);
    // Their editor has saved newer ones since: the person chooses, when the question is shown.
    if (!isContinued && Math.max(backup.base, backup.revision) < question.revision) return false;
    const baseRevision = isContinued ? question.revision : backup.base;
    const { questionIndex, swaps } = question;
    const revision = question.revision + 1;
    const reply = await this.box.api.saveDraft({ questionIndex, swaps, answer: text, revision, baseRevision, writer });
    if (!reply?.data) {
      this.tryLater(reply);
      return false;
    }
    this.failures = 0;
    const saved = reply.data;
    // What others wrote there meanwhile waits for the person to choose, when the question is shown.
    if (!saved.stored && saved.answer !== text) return false;
    Object.assign(question, { draft: saved.answer, revision: saved.revision });
    lastSaved.set(this.keyOf(question), { draft: text, revision: saved.revision, writer, savedAt: saved.savedAt, seen: [text] });
    LocalBackup.forget(backup);
    return true;
  }

  /** @param {Reply<unknown> | null} reply why it failed; null when the server was out of reach */
  tryLater(reply) {
    if (this.box.closed || (reply && [404, 409, 422].includes(reply.status))) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.send(), backOff(this.failures, reply?.retryAfterMs));
    this.failures += 1;
  }

  // --- what belongs to no answer -----------------------------------------------------------------------------------

  /** @param {StoredBackup[]} backups */
  offer(backups) {
    if (this.box.closed) return;
    this.offered = backups;
    const [first] = backups;
    this.box.find("leftover").hidden = !first;
    this.box.find("dropped").hidden = !this.dropped;
    if (first) this.box.find("leftover-words").textContent = first.text;
  }

  /** @param {boolean} add to this answer, or else discard them */
  take(add) {
    const { box } = this;
    const [leftover, ...others] = this.offered;
    if (!leftover) return;
    if (add) {
      box.show(box.text ? `${box.text}\n\n${leftover.text}` : leftover.text);
      box.draft.typed();
    }
    this.dropped = add ? null : leftover;
    LocalBackup.removeAsSeenTo(leftover.key);
    // Storage that was full may have room for them now.
    if (add && box.draft.copies.keepsNothing) box.draft.copies.make();
    this.offer(others);
    if (!add) box.announce(box.words.of("removed"));
    (add ? box.area : box.find("leftover-undo")).focus();
  }

  undo() {
    if (!this.dropped) return;
    const { key, ...backup } = this.dropped;
    const offered = [this.dropped, ...this.offered];
    this.dropped = null;
    LocalBackup.write(key, backup, false, this.box.draft.copies.isForgotten);
    this.offer(offered);
    this.box.find("leftover-drop").focus();
  }
}
