// Answering without hands: the question is read, then the microphone listens; a pause, or the word for it, submits after a
// countdown that any key, click or voice stops. Nothing is submitted while words are still being written down.

const NOTHING_HEARD_MS = 120000;

/** Sessions that are answered hands-free in this page, also their next questions. @type {Set<string>} */
const handsFree = new Set();

/** @typedef {"off" | "opening" | "reading" | "listening" | "writing" | "asking" | "submitting"} HandsFreeState */
/** @type {Record<HandsFreeState, SpeechWord | "">} */
const SAID_OF_STATE = {
  off: "", opening: "isOpening", reading: "isReading", listening: "isListening", writing: "isWriting",
  asking: "", submitting: "isSubmitting",
};

class HandsFree {
  /** @type {HandsFreeState} */
  state = "off";
  /** Words came in since somebody last held the answer back: only then does a pause mean that it is finished. */
  isAnswered = false;
  /** The answer is to be submitted as soon as all that was said is written down. */
  isAsked = false;
  waiting = 0;
  heardAt = 0;
  left = 0;
  /** @type {RecordedEars | DeviceEars | null} */
  ears = null;
  /** @type {Timer | undefined} */
  quiet;
  /** @type {Timer | undefined} */
  nothing;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  countdown;

  /** @param {Speaking} speaking */
  constructor(speaking) {
    this.speaking = speaking;
    this.box = speaking.box;
    this.speech = this.box.data.speech;
    this.words = this.speech.words;
    this.button = this.box.button("hands-free");
    this.button.textContent = this.words.handsFree;
    this.box.find("hearing-wait").textContent = this.words.wait;
    this.box.on("hands-free", () => (this.isOn ? this.end("off") : this.begin()));
    this.box.on("hearing-wait", () => this.holdBack());
    const { signal } = this.box.listeners;
    // Before what was pressed: a key that submits, or a click on a button, does its own work afterwards.
    for (const kind of ["keydown", "click"]) window.addEventListener(kind, () => this.touched(), { signal, capture: true });
    document.addEventListener("visibilitychange", () => {
      if (this.isOn && document.visibilityState === "hidden") this.end("hidden");
    }, { signal });
    this.show("off");
  }

  get isOn() {
    return this.state !== "off";
  }

  /** @param {HandsFreeState} state */
  is(state) {
    return this.state === state;
  }

  /** A question that follows one answered so goes on by itself. */
  goOn() {
    if (handsFree.has(this.box.data.sessionId) && !this.isOn) this.begin();
  }

  async begin() {
    const { reading } = this.speaking;
    this.speaking.stop();
    const ears = this.ears = this.speaking.newEars(this, true);
    if (!ears) return;
    handsFree.add(this.box.data.sessionId);
    this.isAnswered = false;
    this.isAsked = false;
    this.waiting = 0;
    this.speaking.note("");
    this.show("opening");
    // First, so that a browser that asks asks at the click, not in the middle of an answer.
    const problem = await ears.open();
    if (this.ears !== ears) return;
    if (problem) {
      this.end(problem);
      return;
    }
    if (reading.canRead) {
      this.show("reading");
      await reading.question();
    }
    if (this.ears === ears) this.listen();
  }

  /**
   * @param {SpeechWord | ""} why "" where something else says it
   */
  end(why) {
    if (!this.isOn) return;
    this.show("off");
    this.stopTimers();
    handsFree.delete(this.box.data.sessionId);
    this.speaking.reading.stop();
    this.ears?.close();
    this.ears = null;
    if (why === "off") this.box.announce(this.words.off);
    else if (why) this.speaking.note(this.words[why]);
  }

  /** The page shows something else. The next question goes on, once this one was submitted so. */
  close() {
    const goesOn = this.state === "submitting" && this.box.done;
    this.end("off");
    if (goesOn) handsFree.add(this.box.data.sessionId);
  }

  stopTimers() {
    clearTimeout(this.quiet);
    clearTimeout(this.nothing);
    clearInterval(this.countdown);
  }

  /** Something was said that is not written down yet. */
  get isBehind() {
    return this.waiting > 0 || (this.ears instanceof RecordedEars && this.ears.isHearing);
  }

  listen() {
    this.stopTimers();
    this.isAsked = false;
    this.show("listening");
    this.heardAt = Date.now();
    this.nothing = setTimeout(() => this.heardNothing(), NOTHING_HEARD_MS);
    this.ears?.listen();
  }

  heardNothing() {
    const isKept = this.ears instanceof RecordedEars && this.ears.keepSilence();
    this.end(isKept ? "nothingHeardKept" : "nothingHeard");
  }

  // --- what the ears say -----------------------------------------------------------------------------------------

  heard() {
    if (this.state === "asking") this.listen();
    if (this.state !== "listening" && this.state !== "writing") return;
    this.heardAt = Date.now();
    this.isAsked = false;
    this.show("listening");
    clearTimeout(this.nothing);
    this.nothing = setTimeout(() => this.heardNothing(), NOTHING_HEARD_MS);
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.paused(), 1000 * this.speech.quietSeconds);
  }

  /** @param {string} words */
  heardWords(words) {
    const command = commandOf(words, this.speech.commands);
    if (command === "stop") this.end("off");
    else if (command === "wait") this.holdBack();
    else if (command === "next") this.ask();
    else {
      if (words) {
        // Said before it was asked whether to submit, and written down only now.
        this.wait();
        this.isAnswered = true;
        this.speaking.add(words);
      }
      if (this.waiting) return;
      if (this.isAsked) this.ask(true);
      else this.paused();
    }
  }

  /** @param {string} words */
  hears(words) {
    this.speaking.showInterim(words);
  }

  /** @param {number} count */
  writes(count) {
    this.waiting = count;
  }

  /** @param {SpeechWord | ""} problem */
  fails(problem) {
    this.end(problem);
  }

  paused() {
    if (this.state !== "listening" && this.state !== "writing") return;
    if (Date.now() - this.heardAt < 1000 * this.speech.quietSeconds) return;
    if (this.waiting) this.show("writing");
    else if (this.isAnswered) this.ask();
    else this.show("listening");
  }

  // --- submitting ------------------------------------------------------------------------------------------------

  /** @param {boolean} isBack what was said until it was asked is written down now */
  async ask(isBack = false) {
    if (this.state !== "listening" && this.state !== "writing") return;
    this.stopTimers();
    if (this.box.choosing.other || this.box.submitting || this.box.draft.stopped) {
      this.end("off");
      return;
    }
    if (!isBack && this.ears instanceof RecordedEars) this.ears.writeSoFar();
    if (this.isBehind) {
      this.waitForWords();
      return;
    }
    this.isAsked = false;
    const lacks = !this.box.text.trim() ? "emptyYet" : this.speaking.recordings.isOneOpen ? "writeFirst" : "";
    if (lacks) {
      this.speaking.note(this.words[lacks]);
      this.isAnswered = false;
      this.listen();
      return;
    }
    this.left = this.speech.countdownSeconds;
    this.show("asking");
    this.box.announce(this.words.soon);
    if (this.speaking.reading.canRead) {
      this.ears?.pause();
      await this.speaking.reading.readyToSubmit();
      if (!this.is("asking")) return;
      this.ears?.listen();
    }
    this.countdown = setInterval(() => this.count(), 1000);
  }

  count() {
    this.left -= 1;
    if (this.left > 0) this.show("asking");
    else this.submit();
  }

  /** Asks again when everything is written down. */
  waitForWords() {
    this.stopTimers();
    this.isAsked = true;
    this.show("writing");
  }

  /** Holds the answer back until more was said. */
  holdBack() {
    this.isAnswered = false;
    clearTimeout(this.quiet);
    if (this.isAsked) this.listen();
    this.wait();
  }

  /** Stops the countdown. */
  wait() {
    if (this.state !== "asking") return;
    this.speaking.reading.stop();
    this.listen();
    this.box.announce(this.words.goOn);
  }

  // Whoever types or clicks is at work on the answer.
  touched() {
    if (this.state === "asking" || this.state === "listening" || this.state === "writing") this.holdBack();
  }

  submit() {
    if (this.isBehind) {
      this.waitForWords();
      return;
    }
    this.leave();
    this.box.submission.submit();
  }

  leave() {
    this.stopTimers();
    this.speaking.reading.stop();
    this.show("submitting");
    this.ears?.close();
  }

  /**
   * The box begins or ends an attempt to submit.
   * @param {boolean} isBusy
   */
  busy(isBusy) {
    // By hand, or by whatever else submits.
    if (isBusy && this.isOn && this.state !== "submitting") this.leave();
    if (!isBusy && this.state === "submitting" && !this.box.done) this.end("off");
  }

  // --- what it shows ---------------------------------------------------------------------------------------------

  /** @param {HandsFreeState} state */
  show(state) {
    this.state = state;
    this.button.ariaPressed = String(this.isOn);
    this.box.find("hearing").hidden = !this.isOn;
    this.box.find("hearing").dataset.state = state;
    this.box.find("hearing-wait").hidden = state !== "asking";
    const name = SAID_OF_STATE[state];
    const said = this.box.find("hearing-state");
    const now = name ? this.words[name] : "";
    if (said.textContent !== now) said.textContent = now;
    // Seconds are seen, not spoken: five announcements would talk over each other.
    this.box.find("hearing-count").textContent = state === "asking"
      ? this.words.isAsking.replace("{seconds}", String(this.left)) : "";
    this.speaking.look();
  }
}

/**
 * @param {string} words all that was said between two pauses
 * @param {Record<string, string[]>} commands
 * @returns {string} the command that they are, "" for words of an answer
 */
function commandOf(words, commands) {
  const bare = words.toLowerCase().replace(/[\p{P}\p{S}\s]+/gu, " ").trim();
  return Object.keys(commands).find((name) => commands[name]?.includes(bare)) ?? "";
}
