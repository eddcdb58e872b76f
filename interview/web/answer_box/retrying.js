// A save that did not get through: what is said of it, and when it is tried again.

class Retrying {
  failures = 0;
  /** Why the server does not take this text, or not from here; "" when it might. */
  refusal = "";
  /** Why it is not saved, where somebody can do something about it; "" for what passes by itself. */
  reason = "";
  saidAway = false;
  /** @type {Timer | undefined} */
  timer;

  /** @param {Draft} draft */
  constructor(draft) {
    this.draft = draft;
  }

  /**
   * @param {Reply<SavedDraft> | null} reply
   * @returns {false} it is not saved
   */
  notSaved(reply) {
    const { draft } = this;
    const { view, isSaved } = draft;
    this.failures += 1;
    this.sayUnsaved();
    // Signing in again, in another tab, mends 401 and 403: saving goes on trying.
    const mayNotWrite = reply?.status === 401 || reply?.status === 403;
    const signIn = isSaved ? view.words.of("sign_in_saved") : draft.kept("sign_in");
    this.setRefusal(mayNotWrite ? reply.message || signIn : "");
    this.setReason(reply?.isFull ? reply.message : "");
    if (this.failures > 1 && !this.saidAway && !isSaved) {
      this.saidAway = true;
      view.announce(draft.kept("not_saved_told"));
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => draft.save(), backOff(this.failures, reply?.retryAfterMs));
    return false;
  }

  /**
   * @param {string} message
   * @returns {false} it is not saved
   */
  refused(message) {
    const { view } = this.draft;
    view.sayKept("not_stored");
    this.setRefusal(message || view.words.of("cannot_be_stored"));
    return false;
  }

  connected() {
    const { view } = this.draft;
    if (this.saidAway) view.announce(view.words.of("connected"));
    this.saidAway = false;
    for (const key of ["end_no_reply", "end_later"]) view.unnote(view.words.of(key));
  }

  sayUnsaved() {
    const { view, isSaved, savedAt } = this.draft;
    if (view.submission.isSending) view.submission.sayUnsent();
    else if (isSaved) view.rest(savedAt);
    else view.sayKept("not_saved");
  }

  /** @param {string} message */
  setReason(message) {
    if (message !== this.reason) this.draft.view.note(message);
    this.reason = message;
  }

  /** @param {string} message */
  setRefusal(message) {
    if (message || this.refusal) this.draft.view.note(message);
    this.refusal = message;
  }
}
