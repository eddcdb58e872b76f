// The answer editor: what is seen and pressed. Saving is the draft's work; who moves on is decided by the server.

const STALE_PAGE_MS = 2500;
const HAND_IN_MS = 1000;
// A hint is drawn by the same run of the page: what is not there after this time will not come.
const LONGEST_WITHOUT_HINT_MS = 5000;
const LOOK_FOR_HINT_MS = 50;

/** What to announce, by session, when the question is shown to which this page led last. @type {Map<string, string>} */
const arrivals = new Map();

class AnswerBox {
  /** The page has gone on to something else: nothing is shown any more. */
  closed = false;
  /** The answer is submitted. */
  done = false;
  submitting = false;
  /** The attempt to submit that is under way. @type {{answer: string} | null} */
  attempt = null;
  /** What an attempt sent that was taken back: the server may have it all the same. @type {string | null} */
  takenBack = null;
  saidSaved = false;
  /** The interview is not there any more. */
  isGone = false;
  /** Somebody went on to another page, which is still being drawn. */
  isLeft = false;
  hasCursor = false;
  listeners = new AbortController();
  /** Tells the page that something has happened. @type {(name: "moved" | "ending") => void} */
  trigger = () => {};
  /** @type {object | null} */
  owner = null;

  /**
   * @param {HTMLElement} root
   * @param {string} question see questionKey
   * @param {AnswerData} data
   */
  constructor(root, question, data) {
    this.root = root;
    this.question = question;
    this.data = data;
    this.area = /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea"));
    this.area.value = data.draft;
    this.words = new Wording(data.words, data.language);
    this.api = new InterviewApi(data.sessionId, data.permit, data.language);
    this.draft = new Draft(this, this.api, question, data);
    this.speaking = new Speaking(this);
    this.swapping = new Swapping(this);
    this.choosing = new Choosing(this);
    this.countdown = new Countdown(this);
    this.timeOpen = new TimeOpen(question, Boolean(data.draft) || data.reopened);
    this.clean();
    this.listen();
    if (data.savedAt) this.sayStored(data.savedAt);
    else this.say("empty", this.words.of("nothing_yet"));
    this.choosing.recover();
    this.leftovers = new Leftovers(this);
    TypingOn.goOnIn(this);
    this.count();
    this.tick();
    this.clock = setInterval(() => this.tick(), 1000);
    this.arrive(data.reopened ? this.opened : arrivals.get(data.sessionId));
    arrivals.clear();
  }

  get text() {
    return this.area.value;
  }

  /** What is said when a submitted answer is open again. */
  get opened() {
    const { before } = this.data;
    if (before === null || before === this.text) return this.words.of(this.text ? "opened_again" : "opened_skipped");
    return this.words.of(before ? "opened_changed" : "opened_unused");
  }

  /** Nothing that was typed in this browser for this interview waits for the server. */
  get isAllSaved() {
    return this.draft.isSaved && !this.leftovers.find().length;
  }

  get hasMovedOn() {
    return this.draft.stopped === "moved on";
  }

  /**
   * @param {string} name
   * @returns {HTMLElement}
   */
  find(name) {
    return /** @type {HTMLElement} */ (this.root.querySelector(`.${name}`));
  }

  /** @param {string} name */
  button(name) {
    return /** @type {HTMLButtonElement} */ (this.find(name));
  }

  /**
   * The second click of a double click answers nothing: what it would answer appeared under it a moment ago.
   * @param {string} name
   * @param {() => unknown} work
   */
  on(name, work) {
    this.button(name).onclick = (event) => { if (event.detail < 2) work(); };
  }

  clean() {
    const { data } = this;
    for (const name of ["conflict", "skip-ask", "swap-ask", "notice", "leftover", "copy"]) this.find(name).hidden = true;
    this.find("copied").textContent = "";
    this.find("as-it-was").textContent = this.words.of(data.before ? "as_it_was" : "stay_skipped");
    this.find("as-it-was").hidden = data.before === null;
    this.find("keys").textContent = this.words.of(/Mac|iP/.test(navigator.platform) ? "keys_mac" : "keys");
    this.tellLast(data.last);
    this.busy(false);
  }

  listen() {
    this.area.oninput = () => { this.timeOpen.stir(); this.draft.typed(); this.count(); };
    this.area.onfocus = () => { this.hasCursor = true; };
    this.area.onblur = () => { this.draft.save(); queueMicrotask(() => this.left()); };
    this.area.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        if (!this.submitting) this.submit();
      }
    };
    this.on("submit", () => this.submit());
    this.on("end", () => this.end());
    this.on("as-it-was", () => this.keepAsItWas());
    this.on("skip", () => this.askSkip(true));
    this.on("skip-no", () => this.askSkip(false));
    this.on("skip-yes", () => this.skip());
    this.on("copy", () => this.copy());
    const { signal } = this.listeners;
    const { draft } = this;
    const onVisibility = () => (document.visibilityState === "hidden" ? draft.saveClosing() : this.look());
    document.addEventListener("visibilitychange", onVisibility, { signal });
    window.addEventListener("pagehide", () => draft.saveClosing(), { signal });
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.look(); }, { signal });
    window.addEventListener("focus", () => this.look(), { signal });
    // Streamlit changes the address also by itself, when a page comes that was asked for before one went back.
    const { pathname } = location;
    window.addEventListener("popstate", () => { this.isLeft = location.pathname !== pathname; }, { signal });
    window.addEventListener("online", () => void (this.isGone ? this.look() : draft.save()), { signal });
    window.addEventListener("beforeunload", (event) => {
      const isLostHere = !draft.isSaved || (this.isGone && this.text.trim() !== "");
      if (draft.copies.isFragile && isLostHere) event.preventDefault();
    }, { signal });
  }

  close() {
    if (this.closed) return;
    this.draft.saveClosing();
    this.draft.stop("closed");
    this.closed = true;
    this.left();
    this.speaking.close();
    this.leftovers.close();
    this.timeOpen.close();
    this.listeners.abort();
    clearInterval(this.clock);
  }

  /** The cursor has left the box, or the box was taken away with it. */
  left() {
    const isTakenAway = !this.area.isConnected;
    if (isTakenAway && this.hasCursor) TypingOn.after(this);
    // A box that is closed may be taken away only then, with the cursor in it.
    if (isTakenAway || !this.closed) this.hasCursor = false;
  }

  // --- other tabs and devices ------------------------------------------------------------------------------------

  get other() {
    return this.choosing.other;
  }

  /** @param {OtherText} other */
  conflict(other) {
    this.choosing.ask(other);
  }

  /** See what happened elsewhere; also whether an interview is there again that was not. */
  async look() {
    if (!this.isGone) return this.draft.refresh();
    const reply = await this.api.currentQuestion();
    if (!reply?.data || !this.isGone || this.submitting || this.closed) return;
    this.isGone = false;
    this.find("copy").hidden = true;
    this.note("");
    this.draft.goOn();
    this.busy(false);
  }

  /**
   * @param {string} message
   * @param {boolean} [isGone] the interview is not there any more
   */
  movedOn(message, isGone = false) {
    if (this.done) return;
    const { draft } = this;
    const isSaved = draft.isSaved && (this.takenBack === null || this.takenBack === this.text);
    this.isGone = isGone;
    if (isGone && isSaved) draft.copies.dropForGood();
    // Also words that are saved: the next question offers those that no answer holds.
    else draft.copies.make();
    draft.stop("moved on");
    this.say("waiting", isGone ? draft.kept("gone") : draft.kept("moved_on"));
    this.speaking.hush();
    if (isSaved && !isGone && !this.speaking.isLacking) {
      this.moveOn();
      return;
    }
    if (isGone) this.note(this.words.of("not_here"));
    else this.note(`${message} ${this.words.of(isSaved ? "not_heard" : "not_part")}`);
    this.find("copy").hidden = !this.text;
    this.busy(false);
  }

  async copy() {
    this.area.select();
    const copied = await navigator.clipboard?.writeText(this.text).then(() => true, () => false);
    const said = this.words.of(copied || document.execCommand("copy") ? "copied" : "not_copied");
    this.find("copied").textContent = said;
  }

  // --- moving on -------------------------------------------------------------------------------------------------

  /** @param {boolean} open */
  askSkip(open) {
    this.find("skip-words").hidden = !this.text.trim();
    this.showSkipping(open);
    this.find(open ? "skip-yes" : "skip").focus();
  }

  /** @param {boolean} open */
  showSkipping(open) {
    this.find("skip-ask").hidden = !open;
    this.button("skip").ariaExpanded = String(open);
  }

  async skip() {
    this.showSkipping(false);
    const { text } = this;
    if (!(await this.heardOut())) return;
    if (this.text === text) this.send("", this.words.of("skipping"));
    else {
      this.busy(false);
      this.askSkip(true);
    }
  }

  async submit() {
    if (this.hasMovedOn) this.moveOn();
    else if (this.submitting) this.takeBack();
    else if (this.other) this.find("use-other").focus();
    else if (await this.heardOut()) this.sendText();
  }

  sendText() {
    if (this.text.trim()) this.send(this.text, this.words.of("reading"));
    else {
      this.busy(false);
      this.note(this.nothingYet);
      this.area.focus();
    }
  }

  /** What is said of an empty box. */
  get nothingYet() {
    if (this.data.before === "") return this.words.of("no_answer_skipped");
    return this.words.of(this.data.canSkip ? "no_answer" : "no_answer_again");
  }

  /** Ends what is being said; false when words of it are missing, or something came up that is to be seen first. */
  async heardOut() {
    const { speaking, draft } = this;
    if (!speaking.isOpen && !speaking.isLacking) return true;
    this.busy(true);
    await speaking.finish();
    if (this.closed || draft.stopped) return false;
    if (speaking.isLacking) this.busy(false);
    return !speaking.isLacking;
  }

  /**
   * Tries until the server has it or says why not, or until it is taken back.
   * @param {string} answer
   * @param {string} doing
   */
  async send(answer, doing) {
    const attempt = this.attempt = { answer };
    const shown = this.text;
    this.busy(true);
    this.note("");
    for (let failures = 0; ; failures += 1) {
      const reply = await this.post(answer, doing);
      if (this.attempt !== attempt || this.draft.stopped) return;
      if (reply?.status === 200) return this.sent(shown);
      if (reply?.status === 409 || reply?.status === 404) return this.movedOn(reply.message, reply.isGone);
      this.note(reply?.message || "");
      if (reply?.status === 422) return this.busy(false);
      this.say("waiting", this.draft.isSaved ? this.words.of("not_sent_saved") : this.draft.kept("not_sent"));
      this.find("submit").textContent = this.words.of("keep_writing");
      this.button("submit").disabled = false;
      await pause(backOff(failures, reply?.retryAfterMs));
      if (this.attempt !== attempt || this.draft.stopped) return;
    }
  }

  /**
   * The draft goes first, each time: it brings to light what another tab wrote or submitted meanwhile.
   * @param {string} answer
   * @param {string} doing
   * @returns {Promise<Reply<unknown> | null>}
   */
  async post(answer, doing) {
    const { draft } = this;
    if (!(await draft.save({ always: true }))) {
      return draft.refusal ? { status: 422, message: draft.refusal, retryAfterMs: 0 } : null;
    }
    this.say("saving", doing);
    this.announce(doing);
    return this.api.submitAnswer(this.data.index, this.data.swaps, answer);
  }

  /** The answer stays as it was submitted; what stands here is saved first, and comes back when it is changed again. */
  async keepAsItWas() {
    const { draft } = this;
    if (this.submitting || draft.stopped || !(await this.heardOut())) return;
    this.busy(true);
    const isSaved = await draft.save();
    if (this.closed || draft.stopped) return;
    // Words that the server refuses stay in this browser, and the next question offers them.
    const reply = isSaved || draft.refusal ? await this.api.keepAnswer(this.data.index) : null;
    if (this.closed || draft.stopped) return;
    if (reply?.status === 200) this.leave(this.words.of(this.data.before ? "stays_as_it_was" : "stays_skipped"));
    else if (reply?.status === 409 || reply?.status === 404) this.movedOn(reply.message, reply.isGone);
    else {
      this.busy(false);
      this.note(reply?.message || draft.kept("not_kept"));
    }
  }

  takeBack() {
    if (this.attempt) this.takenBack = this.attempt.answer;
    this.attempt = null;
    this.note("");
    this.busy(false);
    this.draft.save();
  }

  /** @param {string} shown what stood in the box when it was submitted */
  sent(shown) {
    // The server has them as the answer, or beside a skipped question. Spoken words, or those of an earlier question, may
    // have come in since: the next question offers them.
    if (this.text === shown) this.draft.copies.drop();
    else this.draft.copies.make();
    this.leave(this.words.of("next"));
  }

  /** @param {string} announcement when the question is there that comes now */
  leave(announcement) {
    this.done = true;
    this.draft.stop("moved on");
    arrivals.set(this.data.sessionId, announcement);
    this.moveOn();
  }

  // A page whose server was restarted may miss the first word; the address leads to the right question in any case.
  async moveOn() {
    this.busy(true);
    this.trigger("moved");
    for (let rounds = 0; !this.closed; rounds += 1) {
      await pause(STALE_PAGE_MS);
      const reply = await this.api.currentQuestion();
      if (this.closed || !reply || reply.status >= 500) continue;
      if (rounds < 1) this.trigger("moved");
      else window.location.reload();
    }
  }

  async end() {
    if (this.submitting || this.draft.stopped || !(await this.heardOut())) return;
    this.busy(true);
    const isSaved = await this.draft.save({ always: true });
    if (this.closed || this.draft.stopped) return;
    const unsent = isSaved ? await this.leftovers.send() : null;
    if (this.closed || this.draft.stopped) return;
    this.busy(false);
    if (!unsent) this.note(this.draft.refusal || this.words.of(this.isAllSaved ? "end_no_reply" : "end_later"));
    else if (unsent.length) this.note(this.words.of("end_later_other", { numbers: unsent.join(", ") }));
    else this.trigger("ending");
  }

  // The time of a real interview is over: what stands here is saved, and the server makes an answer of it.
  async handIn() {
    if (this.hasMovedOn) return;
    this.speaking.hush();
    if (this.submitting) {
      // What is on its way is the answer; should it be taken back, the words are handed in all the same.
      this.countdown.isOver = false;
      return;
    }
    this.showSkipping(false);
    this.saidSaved = true;
    this.announce(this.words.of("time_is_up"));
    for (;;) {
      // Also a choice that comes up now: nobody has the time to make it.
      while (this.other) this.choosing.keepBoth();
      this.busy(true);
      const isSaved = await this.draft.save();
      if (this.closed || this.hasMovedOn) return;
      if (this.other) continue;
      this.say(isSaved ? "saved" : "waiting", isSaved ? this.words.of("time_is_up") : this.draft.kept("not_saved"));
      await pause(HAND_IN_MS);
      const reply = await this.api.currentQuestion();
      if (this.closed || this.hasMovedOn) return;
      if (reply?.status === 404) return this.movedOn(reply.message, reply.isGone);
      if (reply?.data?.completed) return this.movedOn(this.words.of("time_was_up"));
      if (reply?.data?.secondsLeft) {
        this.countdown.read(reply.data.secondsLeft);
        return this.busy(false);
      }
    }
  }

  /** @param {string | undefined} announcement */
  arrive(announcement) {
    if (!announcement) return;
    document.querySelector("h1.mi-question")?.scrollIntoView({ block: "center" });
    this.announce(announcement);
    if (matchMedia("(hover: hover)").matches) this.area.focus({ preventScroll: true });
  }

  /**
   * The hint that was asked for stands above the box: behind a long answer it would come out of sight. It may be drawn a
   * moment after this is called; the box keeps the words and the place in them.
   */
  async showHint() {
    for (let waited = 0; !document.querySelector(".mi-hint"); waited += LOOK_FOR_HINT_MS) {
      if (this.closed || waited > LONGEST_WITHOUT_HINT_MS) return;
      await pause(LOOK_FOR_HINT_MS);
    }
    document.querySelector(".mi-hint")?.scrollIntoView({ block: "nearest" });
    if (matchMedia("(hover: hover)").matches) this.area.focus({ preventScroll: true });
  }

  /** Words were spoken into the text. */
  spokenIn() {
    this.draft.typed();
    this.count();
  }

  /** @param {string} text that stands where the box would be, which was taken away */
  typedAfter(text) {
    this.area.value = text;
    this.draft.lastText = text;
    this.draft.typed();
  }

  /**
   * Words that come in after the page has gone on: this browser keeps them for when the question is opened again.
   * @param {string} words
   */
  keepLate(words) {
    const { draft } = this;
    const text = draft.text + gap(draft.text, words) + words;
    draft.lastText = text;
    draft.copies.keep(text, Date.now());
  }

  // --- what it says ----------------------------------------------------------------------------------------------

  /** @param {boolean} on */
  busy(on) {
    const { hasMovedOn } = this;
    const way = this.isGone ? "leave_page" : "where_it_stands";
    this.submitting = on;
    this.speaking.busy(on);
    this.area.readOnly = on || hasMovedOn;
    this.button("submit").disabled = on || Boolean(this.other);
    this.find("submit").textContent = this.words.of(hasMovedOn && !on ? way : "submit");
    for (const name of ["skip", "end", "swap", "as-it-was"]) this.button(name).disabled = on || hasMovedOn || Boolean(this.other);
  }

  /** @param {string} text */
  show(text) {
    this.area.value = text;
    this.count();
  }

  /**
   * @param {string} state
   * @param {string} text
   */
  say(state, text) {
    if (this.closed) return;
    const status = this.find("status");
    status.dataset.state = state;
    status.textContent = text;
  }

  /** @param {string | null} at */
  saved(at) {
    this.sayStored(at);
    if (!this.saidSaved) this.announce(this.words.of("saved_told"));
    this.saidSaved = true;
  }

  /** @param {string | null} at */
  sayStored(at) {
    this.say("saved", at ? this.words.of("saved_at", { time: this.words.moment(at) }) : this.words.of("saved"));
  }

  /** @param {string | null} at */
  rest(at) {
    if (["saved", "empty"].includes(this.find("status").dataset.state ?? "")) return;
    if (at || this.text) this.sayStored(at);
    else this.say("empty", this.words.of("nothing_yet"));
  }

  /** @param {string} text */
  note(text) {
    if (this.closed) return;
    this.find("notice").textContent = text;
    this.find("notice").hidden = !text;
  }

  /** @param {string} text */
  unnote(text) {
    if (this.find("notice").textContent === text) this.note("");
  }

  /** @param {string} key of the words that say that submitting ends the interview, "" for none */
  tellLast(key) {
    this.find("last").textContent = this.words.of(key);
    this.find("last").hidden = !key;
  }

  /** @param {string} text */
  announce(text) {
    if (!this.closed) this.find("live").textContent = text;
  }

  count() {
    this.find("words").textContent = this.words.count(this.text, this.data.speech.language);
    this.swapping.look();
    // To skip is to submit nothing: it would take the words of an answer away that is being changed.
    const isInPlace = this.data.before !== null || (this.data.reopened && this.text.trim() !== "");
    this.button("skip").hidden = !this.data.canSkip || isInPlace;
    if (!CSS.supports("field-sizing", "content")) {
      this.area.style.height = "auto";
      this.area.style.height = `${this.area.scrollHeight + 2}px`;
    }
  }

  tick() {
    const { timeOpen } = this;
    if (this.speaking.isOpen) timeOpen.stir();
    timeOpen.tick();
    const isTimed = this.countdown.endsAt !== null;
    const told = isTimed ? this.countdown.told : this.words.elapsed(timeOpen.spent, this.data.minutes);
    this.find("elapsed").textContent = told;
    this.find("elapsed").hidden = !told;
    this.countdown.tick();
  }
}
