// Reads the question aloud: by a voice that works on this device, else by the server, and then it says that the question
// goes there. A voice that would send the text elsewhere is never used; with none there is no button.

const VOICE_STARTS_WITHIN_MS = 5000;
const SUBMIT_PATH = "/speech/submit";

/** What the server spoke in this page, by its address; of questions only the last one. @type {Map<string, Blob>} */
const sounds = new Map();

class ReadingAloud {
  /** What is being said; null while it is quiet. @type {object | null} */
  turn = null;
  /** Ends what is being said. */
  hush = () => {};
  /** The voice of this device was asked and said nothing. */
  isVoiceBroken = false;

  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    this.speech = box.data.speech;
    this.button = box.button("read");
    box.on("read", () => (this.turn ? this.stop() : this.question()));
    const { signal } = box.listeners;
    // Browsers learn of their voices some time after the page is there.
    if (this.hasVoices) window.speechSynthesis.addEventListener("voiceschanged", () => this.look(), { signal });
    window.addEventListener("keydown", (event) => { if (event.key === "Escape") this.stop(); }, { signal });
    this.look();
  }

  get hasVoices() {
    return "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;
  }

  get canRead() {
    return this.speech.reads || this.voice !== null;
  }

  /** Whether what is read is sent to the server: only where no voice of this device can read it. */
  get isByServer() {
    return this.speech.reads && (this.voice === null || this.isVoiceBroken);
  }

  /** A voice of this device for the question's language: the one that the person prefers, if it is among them. */
  get voice() {
    const voices = this.hasVoices ? window.speechSynthesis.getVoices() : [];
    const own = voices.filter((voice) => voice.localService === true && isLanguage(voice.lang, this.speech.language));
    return own.find((voice) => voice.default) ?? own[0] ?? null;
  }

  look() {
    this.button.hidden = !this.canRead;
    const where = this.box.find("read-where");
    where.hidden = !this.isByServer;
    // A description counts also where it is hidden.
    where.textContent = this.isByServer ? this.speech.words.readByServer : "";
    this.button.textContent = this.turn ? this.speech.words.readStop : this.speech.words.read;
  }

  /** @returns {Promise<boolean>} whether it was read to its end */
  question() {
    const path = `/questions/${this.box.data.index}/speech?swaps=${this.box.data.swaps}`;
    return this.say(path, this.speech.question);
  }

  /** Says that the answer is about to be submitted. @returns {Promise<boolean>} */
  readyToSubmit() {
    return this.say(SUBMIT_PATH, this.speech.readyToSubmit);
  }

  /**
   * @param {string} path where the server says it
   * @param {string} text the same, for a voice of this device
   */
  async say(path, text) {
    this.stop();
    const turn = this.turn = {};
    this.look();
    this.box.speaking.note("");
    const voice = this.isByServer ? null : this.voice;
    const isSaid = await (voice ? this.byDevice(text, voice) : this.speech.reads && this.byServer(path, turn));
    if (this.turn !== turn) return false;
    // The next try goes to the server where there is one, and the page says so before it.
    if (voice) this.isVoiceBroken = !isSaid;
    this.turn = null;
    this.look();
    if (!isSaid) this.box.speaking.note(this.speech.words.readFailed);
    return isSaid;
  }

  stop() {
    this.turn = null;
    this.hush();
    this.look();
  }

  /**
   * @param {string} path
   * @param {object} turn
   */
  async byServer(path, turn) {
    const address = this.box.api.session + path;
    const aborter = new AbortController();
    this.hush = () => aborter.abort();
    const sound = sounds.get(address) ?? await this.box.api.sound(path, aborter);
    if (!sound || this.turn !== turn) return false;
    for (const known of sounds.keys()) if (!known.endsWith(SUBMIT_PATH)) sounds.delete(known);
    sounds.set(address, sound);
    return this.play(sound);
  }

  /** @param {Blob} sound */
  play(sound) {
    const source = URL.createObjectURL(sound);
    const player = new window.Audio(source);
    /** @type {Promise<boolean>} */
    const whole = new Promise((done) => {
      this.hush = () => { player.pause(); done(false); };
      player.onended = () => done(true);
      player.onerror = () => done(false);
      // A browser may want a click before it lets a page be heard.
      player.play().catch(() => done(false));
    });
    return whole.finally(() => URL.revokeObjectURL(source));
  }

  /**
   * @param {string} text
   * @param {SpeechSynthesisVoice} voice
   */
  byDevice(text, voice) {
    const { speechSynthesis } = window;
    const spoken = new window.SpeechSynthesisUtterance(text);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    /** @type {Timer | undefined} */
    let silent;
    /** @type {Promise<boolean>} */
    const whole = new Promise((done) => {
      this.hush = () => { speechSynthesis.cancel(); done(false); };
      spoken.onstart = () => clearTimeout(silent);
      spoken.onend = () => done(true);
      spoken.onerror = () => done(false);
      silent = setTimeout(this.hush, VOICE_STARTS_WITHIN_MS);
      speechSynthesis.cancel();
      speechSynthesis.speak(spoken);
    });
    return whole.finally(() => clearTimeout(silent));
  }
}
