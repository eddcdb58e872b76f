// Saves the answer while it is typed: one request at a time with the latest text, repeated until the server confirms it,
// and never over words of another tab or device that this editor has not seen.

const TYPING_PAUSE_MS = 800;
const LONGEST_UNSAVED_MS = 2000;
const SLOW_MS = 3000;
const TEXTS_REMEMBERED = 12;

/**
 * The editor, as a draft sees it.
 * @typedef {object} DraftView
 * @property {string} text what stands in the box
 * @property {boolean} submitting
 * @property {Wording} words
 * @property {(state: string, text: string) => void} say the state of saving
 * @property {(at: string | null) => void} saved
 * @property {(at: string | null) => void} rest nothing waits to be saved; what was saved last was at this time
 * @property {(text: string) => void} announce to screen readers
 * @property {(text: string) => void} note a message to read; "" takes it away
 * @property {(text: string) => void} unnote takes this one away, where it is the one that is shown
 * @property {(text: string) => void} show replaces the text in the box
 * @property {(key: string) => void} sayKept the same, of words on where it is kept what is not on the server
 * @property {() => void} sayKeptAgain where it is kept has changed
 * @property {{isSending: boolean, sayUnsent: () => void}} submission the answer as a whole, on its way to the server
 * @property {{ask: (other: OtherText) => void}} choosing asks which text to keep; `resolved` follows
 * @property {{overtaken: (message: string, isGone?: boolean) => void}} movingOn this question takes no more answers;
 *   `isGone`: the whole interview is not there any more
 */
/** @typedef {{answer: string, revision: number, savedAt: string | null}} ServerText */
/** @typedef {ReturnType<typeof setTimeout>} Timer */

class Draft {
  /** Why nothing can be saved now; "" when it can. @type {"" | "conflict" | "moved on" | "closed"} */
  stopped = "";
  /** The text when it was stopped. */
  lastText = "";
  /** The save under way, resolved with whether the words are on the server. @type {Promise<boolean> | null} */
  inFlight = null;
  /** Something changed since the save under way began. */
  again = false;
  /** The last revision sent with other words than were confirmed, while nobody knows whether the server has them; else 0. */
  unanswered = 0;
  changedAt = Date.now();
  /** @type {Timer | undefined} */
  typingPause;
  /** @type {Timer | undefined} */
  longestUnsaved;

  /**
   * @param {DraftView} view
   * @param {InterviewApi} api
   * @param {string} question see questionKey
   * @param {AnswerData} data
   */
  constructor(view, api, question, data) {
    this.view = view;
    this.api = api;
    this.question = question;
    this.index = data.index;
    this.swaps = data.swaps;
    // crypto.randomUUID is missing on pages that come without TLS from another machine.
    this.writer = crypto.randomUUID?.() ?? `${Math.random()}${Date.now()}`;
    this.copies = new Copies(this, question);
    this.retrying = new Retrying(this);
    this.confirmed = view.text;
    this.savedAt = data.savedAt;
    /** Texts that stood in this box, or in one of this page that was here before. */
    this.seen = [...lastSaved.get(question)?.seen ?? []];
    this.remember(view.text);
    /** The last revision on the server that this editor has seen. */
    this.base = data.revision;
    this.revision = data.revision;
  }

  get text() {
    return this.stopped === "closed" ? this.lastText : this.view.text;
  }

  get isSaved() {
    return this.isOnServer(this.text);
  }

  /** @param {string} text */
  isOnServer(text) {
    return !this.unanswered && text === this.confirmed;
  }

  /** @param {number} revision of ours or of the server's, up to which it is known what the server has */
  heard(revision) {
    if (revision >= this.unanswered) this.unanswered = 0;
  }

  /** @param {"conflict" | "moved on" | "closed"} reason */
  stop(reason) {
    this.stopTimers();
    this.lastText = this.text;
    this.stopped = reason;
  }

  stopTimers() {
    for (const timer of [this.typingPause, this.longestUnsaved, this.retrying.timer]) clearTimeout(timer);
    this.longestUnsaved = undefined;
  }

  // The view's text came from elsewhere: from this browser's backup, or from a choice between two.
  adopt(changedAt = Date.now()) {
    this.changedAt = changedAt;
    this.remember(this.text);
    this.copies.make();
  }

  /**
   * Words that say where what is typed is kept; where this browser keeps nothing, what to do instead.
   * @param {string} key
   */
  kept(key) {
    return this.view.words.of(this.copies.keepsNothing ? `${key}_fragile` : key);
  }

  /** @param {string} text */
  remember(text) {
    if (!this.seen.includes(text)) this.seen.push(text);
    if (this.seen.length > TEXTS_REMEMBERED) this.seen.shift();
  }

  /**
   * Nothing is lost by writing over a text that was in this box, or that this box's text only continues.
   * @param {string} text
   */
  knows(text) {
    return this.seen.includes(text) || this.text.startsWith(text);
  }

  typed() {
    this.changedAt = Date.now();
    this.copies.make();
    if (this.stopped) return;
    if (!this.retrying.failures) this.view.say("typing", this.view.words.of("typing"));
    clearTimeout(this.typingPause);
    this.typingPause = setTimeout(() => this.save(), TYPING_PAUSE_MS);
    this.longestUnsaved ??= setTimeout(() => this.save(), LONGEST_UNSAVED_MS);
  }

  /**
   * True when the words are on the server. `always` asks the server even when nothing changed here, so that words which
   * another tab saved meanwhile come to light.
   * @returns {Promise<boolean>}
   */
  async save({ always = false } = {}) {
    this.stopTimers();
    if (this.stopped) return false;
    if (this.isSaved && !this.inFlight && !this.retrying.failures && !always) {
      this.copies.drop();
      this.retrying.setRefusal("");
      if (!this.view.submitting) this.view.rest(this.savedAt);
      return true;
    }
    this.again = true;
    this.inFlight ??= this.putUntilSaved().finally(() => { this.inFlight = null; });
    return this.inFlight;
  }

  // The page may be gone in a moment: this request outlives it, whatever else is under way.
  saveClosing() {
    if (!this.stopped && !this.isSaved) this.put(true);
  }

  async putUntilSaved() {
    while (this.again && !this.stopped) {
      this.again = false;
      if (!(await this.put())) return false;
    }
    return this.isSaved && !this.stopped;
  }

  /** @returns {Promise<boolean>} whether the server has answered and saving can go on */
  async put(closing = false) {
    const { text, base } = this;
    this.revision += 1;
    const sent = this.revision;
    if (text !== this.confirmed) this.unanswered = sent;
    this.copies.make();
    this.remember(text);
    if (!closing && !this.retrying.failures) this.view.say("saving", this.view.words.of("saving"));
    const slow = setTimeout(() => this.stopped || this.retrying.sayUnsaved(), SLOW_MS);
    const reply = await this.api.saveDraft({
      questionIndex: this.index, swaps: this.swaps, answer: text, revision: sent, baseRevision: base, writer: this.writer,
    }, closing);
    clearTimeout(slow);
    // A no is an answer, too.
    if (reply?.data || [404, 409, 422].includes(reply?.status ?? 0)) this.heard(sent);
    if (reply?.data) return this.answered(text, reply.data, base);
    if (this.stopped) return false;
    if (reply?.status === 409 || reply?.status === 404) {
      this.view.movingOn.overtaken(reply.message, reply.isGone);
      return false;
    }
    return reply?.status === 422 ? this.retrying.refused(reply.message) : this.retrying.notSaved(reply);
  }

  /**
   * @param {string} text what was sent
   * @param {SavedDraft} reply
   * @param {number} base the last revision that was seen when it was sent
   */
  answered(text, reply, base) {
    this.retrying.setRefusal("");
    this.retrying.setReason("");
    this.revision = Math.max(this.revision, reply.revision);
    if (!reply.stored && reply.answer !== text) return this.superseded(reply, base);
    if (base <= reply.revision && reply.revision < this.base) return true;
    this.base = reply.revision;
    this.confirmed = text;
    this.savedAt = reply.savedAt;
    lastSaved.set(this.question, { draft: text, revision: this.base, writer: this.writer, savedAt: reply.savedAt, seen: this.seen });
    if (this.isSaved) this.copies.drop();
    else this.copies.make();
    if (this.stopped) return true;
    this.retrying.failures = 0;
    if (!this.isSaved) return true;
    this.view.saved(reply.savedAt);
    this.retrying.connected();
    return true;
  }

  /**
   * @param {SavedDraft} reply another text, in place of which ours was not stored
   * @param {number} base the last revision that was seen when ours was sent
   */
  superseded(reply, base) {
    if (this.stopped) return false;
    if (reply.revision < base) {
      this.takenBack(reply);
      return !this.stopped;
    }
    if (reply.revision <= this.base) return true;
    if (!this.knows(reply.answer)) {
      this.view.choosing.ask(reply);
      return false;
    }
    this.base = reply.revision;
    this.confirmed = reply.answer;
    this.again = !this.isSaved;
    return true;
  }

  /** The interview that seemed not to be there is: the browser was signed in as somebody else for a while. */
  goOn() {
    this.stopped = "";
    this.copies.make();
    void this.save({ always: true });
  }

  // See what another tab or device did since.
  async refresh() {
    const isBusy = () => this.stopped || this.inFlight || this.view.submitting;
    if (isBusy()) return;
    const { base } = this;
    const reply = await this.api.currentQuestion();
    if (!reply || isBusy()) return;
    if (reply.status === 404) this.view.movingOn.overtaken(reply.message, reply.isGone);
    if (!reply.data) return;
    const { question } = reply.data;
    if (question?.questionIndex === this.index && question.swaps === this.swaps) {
      const server = { answer: question.draft, revision: question.revision, savedAt: null };
      // However late the reply is, it is no older than what was confirmed before the server was asked.
      if (server.revision < base) this.takenBack(server);
      else this.receive(server);
    } else if (await this.save() && !isBusy()) {
      // A question that was shown takes words also while another one is asked.
      this.view.movingOn.overtaken(this.view.words.of("moved_elsewhere"));
    }
  }

  /** @param {ServerText} server what the server holds, learned without having written */
  receive(server) {
    if (this.stopped || this.inFlight || this.view.submitting || server.revision === this.base) return;
    if (server.revision < this.base) {
      void this.refresh();
      return;
    }
    if (!this.isSaved && !this.knows(server.answer)) {
      this.view.choosing.ask(server);
      return;
    }
    const wasSaved = this.isSaved;
    this.heard(server.revision);
    this.base = server.revision;
    this.revision = Math.max(this.revision, server.revision);
    this.confirmed = server.answer;
    this.savedAt = server.savedAt;
    if (!wasSaved || server.answer === this.text) return;
    this.view.show(server.answer);
    this.confirmed = this.text;
    this.remember(this.text);
    this.view.saved(server.savedAt);
    this.view.note(this.view.words.of("newest"));
  }

  /** @param {ServerText} server what is left of what it had confirmed: its database is an earlier one now */
  takenBack(server) {
    lastSaved.delete(this.question);
    this.base = server.revision;
    this.confirmed = server.answer;
    this.savedAt = server.savedAt;
    if (this.isSaved) return;
    if (this.knows(server.answer)) void this.save();
    else this.view.choosing.ask(server);
  }

  /** @param {OtherText} other the text that was chosen from besides the view's, over which the view's now stands */
  resolved(other) {
    this.stopped = "";
    if (other.revision !== undefined) {
      this.base = other.revision;
      this.revision = Math.max(this.revision, this.base);
      this.confirmed = other.answer;
    }
    this.remember(other.answer);
    this.adopt();
    if (this.isSaved) {
      this.copies.drop();
      this.savedAt = typeof other.savedAt === "string" ? other.savedAt : null;
      this.view.saved(this.savedAt);
    } else this.save();
  }
}
