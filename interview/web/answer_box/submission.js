// Submitting the answer, or nothing to skip the question, or keeping what was submitted before: tried until the server has
// it or says why not.

// A page that comes back to an app draws its box anew soon after; later somebody has gone elsewhere meanwhile.
const LONGEST_HANDED_OVER_MS = 10000;

/**
 * What a box that was taken away was sending, by question, and what stood in it.
 * @type {Map<string, {answer: string, doing: string, shown: string, at: number}>}
 */
const handedOver = new Map();

// A hand moves a mouse so far in one click.
const CLICK_PX = 8;

/** Where the submit button of a question was pressed that is not let go yet. @type {{question: string, x: number, y: number} | null} */
let pressed = null;

class Submission {
  /** The attempt that is under way. @type {{answer: string, doing: string} | null} */
  attempt = null;
  /** What an attempt sent that was taken back: the server may have it all the same. @type {string | null} */
  takenBack = null;

  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    box.on("submit", () => {
      pressed = null;
      this.submit();
    });
    box.button("submit").onmousedown = (event) => this.press(event);
    document.addEventListener("mouseup", (event) => this.letGo(event), { signal: box.listeners.signal });
    box.on("as-it-was", () => this.keepAsItWas());
    box.on("skip", () => this.askSkip(true));
    box.on("skip-no", () => this.askSkip(false));
    box.on("skip-yes", () => this.skip());
  }

  /** @param {MouseEvent} event */
  press(event) {
    // The cursor stays in the box.
    event.preventDefault();
    const { question, submitting } = this.box;
    pressed = event.button || submitting ? null : { question, x: event.clientX, y: event.clientY };
  }

  /**
   * Where the page moves the button away under a slow click, or draws it anew, the browser makes no click of it.
   * @param {MouseEvent} event
   */
  letGo({ clientX, clientY }) {
    const { box } = this;
    const press = pressed;
    if (press?.question !== box.question) return;
    const isNear = Math.hypot(clientX - press.x, clientY - press.y) <= CLICK_PX;
    // A click comes at once behind it, if one comes.
    setTimeout(() => {
      if (pressed !== press) return;
      pressed = null;
      if (isNear && !box.closed && !box.submitting && !box.button("submit").disabled) void this.submit();
    });
  }

  /** @param {boolean} open */
  askSkip(open) {
    const { box } = this;
    box.find("skip-words").hidden = !box.text.trim();
    this.showSkipping(open);
    box.find(open ? "skip-yes" : "skip").focus();
  }

  /** @param {boolean} open */
  showSkipping(open) {
    this.box.find("skip-ask").hidden = !open;
    this.box.button("skip").ariaExpanded = String(open);
  }

  async skip() {
    const { box } = this;
    this.showSkipping(false);
    const { text } = box;
    if (!(await box.heardOut())) return;
    if (box.text === text) this.send("", box.words.of("skipping"));
    else {
      box.busy(false);
      this.askSkip(true);
    }
  }

  async submit() {
    const { box } = this;
    if (box.hasMovedOn) box.movingOn.go();
    else if (box.submitting) this.takeBack();
    else if (box.choosing.other) box.find("use-other").focus();
    else if (await box.heardOut()) this.sendText();
  }

  sendText() {
    const { box } = this;
    // Signs alone get no score (core/not_knowing.py).
    if (/[\p{L}\p{N}_]/u.test(box.text)) this.send(box.text, box.words.of("reading"));
    else {
      box.busy(false);
      box.note(this.nothingYet);
      box.area.focus();
    }
  }

  /** What is said of an empty box. */
  get nothingYet() {
    const { data, words } = this.box;
    if (data.before === "") return words.of("no_answer_skipped");
    return words.of(data.canSkip ? "no_answer" : "no_answer_again");
  }

  /**
   * Tries until the server has it or says why not, or until it is taken back.
   * @param {string} answer
   * @param {string} doing
   */
  async send(answer, doing) {
    const { box } = this;
    const { draft, words } = box;
    const attempt = this.attempt = { answer, doing };
    const shown = box.text;
    box.busy(true);
    box.note("");
    for (let failures = 0; ; failures += 1) {
      const reply = await this.post(answer, doing);
      if (this.attempt !== attempt || draft.stopped) return;
      if (reply?.status === 200) return this.sent(shown);
      if (reply?.status === 409 || reply?.status === 404) return box.movingOn.overtaken(reply.message, reply.isGone);
      box.note(reply?.message || draft.retrying.reason);
      if (reply?.status === 422) {
        this.attempt = null;
        return box.busy(false);
      }
      this.sayUnsent();
      box.find("submit").textContent = words.of("keep_writing");
      box.button("submit").disabled = false;
      await pause(backOff(failures, reply?.retryAfterMs));
      if (this.attempt !== attempt || draft.stopped) return;
    }
  }

  /** The page takes the box away: the next one of this question goes on with what it was sending. */
  handOver() {
    const { box, attempt } = this;
    if (attempt && !box.draft.stopped) handedOver.set(box.question, { ...attempt, shown: box.text, at: Date.now() });
  }

  /** Sends what a box of this question was sending when it was taken away, if the same words stand here. */
  takeOver() {
    const { box } = this;
    const before = handedOver.get(box.question);
    handedOver.delete(box.question);
    if (!before || Date.now() - before.at > LONGEST_HANDED_OVER_MS) return;
    if (before.shown === box.text && !box.choosing.other && !box.submitting && !box.draft.stopped) void this.send(before.answer, before.doing);
  }

  /** Whether an answer is on its way, and the server may not have it. */
  get isSending() {
    return this.attempt !== null;
  }

  sayUnsent() {
    const { box } = this;
    const { draft, words } = box;
    if (!draft.isSaved) box.sayKept("not_sent");
    else box.say("waiting", words.of(box.text ? "not_sent_saved" : "not_sent_empty"));
  }

  /**
   * The draft goes first, each time: it brings to light what another tab wrote or submitted meanwhile.
   * @param {string} answer
   * @param {string} doing
   * @returns {Promise<Reply<unknown> | null>}
   */
  async post(answer, doing) {
    const { box } = this;
    const { draft, data } = box;
    if (!(await draft.save({ always: true }))) {
      return draft.retrying.refusal ? { status: 422, message: draft.retrying.refusal, retryAfterMs: 0 } : null;
    }
    box.say("saving", doing);
    box.announce(doing);
    return box.api.submitAnswer(data.index, data.swaps, answer);
  }

  /** The answer stays as it was submitted; what stands here is saved first, and comes back when it is changed again. */
  async keepAsItWas() {
    const { box } = this;
    const { draft, data } = box;
    if (box.submitting || draft.stopped || !(await box.heardOut())) return;
    box.busy(true);
    const isSaved = await draft.save();
    if (box.closed || draft.stopped) return;
    // Words that the server refuses stay in this browser, and the next question offers them.
    const reply = isSaved || draft.retrying.refusal ? await box.api.keepAnswer(data.index) : null;
    if (box.closed || draft.stopped) return;
    if (reply?.status === 200) box.movingOn.leave(box.words.of(data.before ? "stays_as_it_was" : "stays_skipped"));
    else if (reply?.status === 409 || reply?.status === 404) box.movingOn.overtaken(reply.message, reply.isGone);
    else {
      box.busy(false);
      box.note(reply?.message || draft.kept("not_kept"));
    }
  }

  takeBack() {
    const { box } = this;
    if (this.attempt) this.takenBack = this.attempt.answer;
    this.attempt = null;
    box.note("");
    box.busy(false);
    box.draft.save();
  }

  /** @param {string} shown what stood in the box when it was submitted */
  sent(shown) {
    const { copies } = this.box.draft;
    // The server has them as the answer, or beside a skipped question. Spoken words, or those of an earlier question, may
    // have come in since: the next question offers them.
    if (this.box.text === shown) copies.drop();
    else copies.make();
    this.box.movingOn.leave(this.box.words.of("next"));
  }
}
