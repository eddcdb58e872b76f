// The answer editor: what is seen and pressed. Saving is the draft's work; who moves on is decided by the server.

class AnswerBox {
  /** The one that this page made last. @type {AnswerBox | null} */
  static shown = null;
  /** The page has gone on to something else: nothing is shown any more. */
  closed = false;
  /** The answer is submitted. */
  done = false;
  submitting = false;
  saidSaved = false;
  /** Of the words that are said on where it is kept what is not on the server; "" where others are said. */
  keptKey = "";
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
    this.submission = new Submission(this);
    this.movingOn = new MovingOn(this);
    this.ending = new Ending(this);
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
    AnswerBox.shown = this;
    this.submission.takeOver();
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
    for (const name of ["conflict", "skip-ask", "swap-ask", "notice", "leftover", "dropped", "copy"]) this.find(name).hidden = true;
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
        if (!this.submitting) this.submission.submit();
      }
    };
    const { signal } = this.listeners;
    const { draft, movingOn } = this;
    const onVisibility = () => (document.visibilityState === "hidden" ? draft.saveClosing() : movingOn.look());
    document.addEventListener("visibilitychange", onVisibility, { signal });
    window.addEventListener("pagehide", () => draft.saveClosing(), { signal });
    window.addEventListener("pageshow", (event) => { if (event.persisted) movingOn.look(); }, { signal });
    window.addEventListener("focus", () => movingOn.look(), { signal });
    // Streamlit changes the address also by itself, when a page comes that was asked for before one went back.
    const { pathname } = location;
    window.addEventListener("popstate", () => { this.isLeft = location.pathname !== pathname; }, { signal });
    window.addEventListener("online", () => void (movingOn.isGone ? movingOn.look() : draft.save()), { signal });
    window.addEventListener("storage", ({ key, newValue }) => draft.copies.changed(key, newValue), { signal });
  }

  close() {
    if (this.closed) return;
    this.submission.handOver();
    this.draft.saveClosing();
    this.draft.stop("closed");
    this.closed = true;
    this.left();
    this.speaking.close();
    this.leftovers.close();
    this.timeOpen.close();
    this.listeners.abort();
    clearInterval(this.clock);
    // The next box may be there before this one is taken away.
    const { shown } = AnswerBox;
    if (shown !== this && shown?.closed === false) shown.submission.takeOver();
  }

  /** The cursor has left the box, or the box was taken away with it. */
  left() {
    const isTakenAway = !this.area.isConnected;
    if (isTakenAway && this.hasCursor) TypingOn.after(this);
    // A box that is closed may be taken away only then, with the cursor in it.
    if (isTakenAway || !this.closed) this.hasCursor = false;
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

  /** @param {string | undefined} announcement */
  arrive(announcement) {
    if (!announcement) return;
    document.querySelector("h1.mi-question")?.scrollIntoView({ block: "center" });
    this.announce(announcement);
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
   * Words that come in after the page has gone on: this browser keeps them, unless the question is there again.
   * @param {string} words
   */
  keepLate(words) {
    const { draft } = this;
    const shown = AnswerBox.shown?.closed ? null : AnswerBox.shown;
    if (shown?.question === this.question) return shown.speaking.add(words);
    const text = draft.text + gap(draft.text, words) + words;
    draft.lastText = text;
    draft.copies.keep(text, Date.now());
    void shown?.leftovers.send();
  }

  // --- what it says ----------------------------------------------------------------------------------------------

  /** @param {boolean} on */
  busy(on) {
    const { hasMovedOn } = this;
    const isAsking = this.choosing.other !== null;
    const way = this.movingOn.isGone ? "leave_page" : "where_it_stands";
    this.submitting = on;
    this.speaking.busy(on);
    this.area.readOnly = on || hasMovedOn;
    this.button("submit").disabled = on || isAsking;
    this.find("submit").textContent = this.words.of(hasMovedOn && !on ? way : "submit");
    for (const name of ["skip", "end", "swap", "as-it-was"]) this.button(name).disabled = on || hasMovedOn || isAsking;
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
    this.keptKey = "";
  }

  /** @param {string} key of words that say where it is kept what is not on the server */
  sayKept(key) {
    this.say("waiting", this.draft.kept(key));
    this.keptKey = key;
  }

  sayKeptAgain() {
    if (this.keptKey) this.sayKept(this.keptKey);
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

  /** @param {string} text "" for what holds all the time */
  note(text) {
    if (this.closed) return;
    const shown = text || this.draft.copies.warning;
    this.find("notice").textContent = shown;
    this.find("notice").hidden = !shown;
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
