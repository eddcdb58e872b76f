// The microphone, recorded here and written down by the server. Where it cuts by itself, a recording ends when somebody
// has paused, so that words appear while the person goes on; silence is not sent.

const LONGEST_RECORDING_MS = 300000;
const PAUSE_MS = 1500;
// Enough for speech; what is paid for by the minute is told from the size where the server does not say it.
const BITS_PER_SECOND = 32000;
/** @type {Record<string, SpeechWord>} */
const MICROPHONE_PROBLEMS = { NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "missing" };

class RecordedEars {
  /** @type {MediaStream | null} */
  stream = null;
  /** @type {LevelMeter | null} */
  meter = null;
  /** @type {MediaRecorder | null} */
  recorder = null;
  detector = new SpeechDetector();
  isSpokenIn = false;
  /** What nobody seemed to speak in and yet is no silence may hold words. */
  isAudible = false;
  loudAt = 0;
  waiting = 0;
  isClosed = false;
  /** What is written down, one recording after the other. @type {Promise<void>} */
  writing = Promise.resolve();
  /** What becomes of each recording. @type {WeakMap<MediaRecorder, "keep" | "write" | "drop">} */
  fates = new WeakMap();
  /** @type {Timer | undefined} */
  limit;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  ticks;

  /**
   * @param {SpokenInto} box
   * @param {Recordings} recordings
   * @param {Listener} listener
   * @param {boolean} cuts at pauses
   */
  constructor(box, recordings, listener, cuts) {
    this.box = box;
    this.recordings = recordings;
    this.listener = listener;
    this.cuts = cuts;
  }

  /** @returns {Promise<SpeechWord | "">} why the microphone can't be used; "" when it can */
  async open() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (this.isClosed) this.release();
      if (!this.stream) return "";
      for (const track of this.stream.getTracks()) track.onended = () => this.unplugged();
      if (this.cuts) this.meter = new LevelMeter(this.stream);
      return "";
    } catch (error) {
      this.release();
      return MICROPHONE_PROBLEMS[/** @type {Error} */ (error).name] ?? "busy";
    }
  }

  listen() {
    if (this.isClosed || this.recorder) return;
    this.record();
    if (this.cuts) this.ticks = setInterval(() => this.tick(), TICK_MS);
  }

  /** Hears nothing until `listen` is called again. */
  pause() {
    clearInterval(this.ticks);
    this.cut();
  }

  close() {
    if (this.isClosed) return;
    this.isClosed = true;
    this.pause();
    this.release();
  }

  release() {
    this.stream?.getTracks().forEach((track) => { track.onended = null; track.stop(); });
    this.stream = null;
    this.meter?.close();
    this.meter = null;
  }

  unplugged() {
    this.close();
    this.listener.fails("unplugged");
  }

  /** Keeps what was recorded since the last cut, though nobody seemed to speak in it; false where nothing was. */
  keepSilence() {
    const isRecorded = this.recorder !== null;
    this.cut(true);
    return isRecorded;
  }

  record() {
    if (!this.stream) return;
    /** @type {Blob[]} */
    const pieces = [];
    const recorder = new MediaRecorder(this.stream, { audioBitsPerSecond: BITS_PER_SECOND });
    const began = Date.now();
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = () => {
      // Also by itself, when the microphone is pulled out.
      if (this.recorder === recorder) this.cut();
      this.stopped(recorder, { pieces, began });
    };
    this.recorder = recorder;
    this.isSpokenIn = this.isAudible = !this.cuts;
    recorder.start();
    this.limit = setTimeout(() => this.full(), LONGEST_RECORDING_MS);
  }

  /** Somebody spoke a moment ago, and it is not yet on its way to be written down. */
  get isHearing() {
    return this.recorder !== null && this.isSpokenIn;
  }

  /** Has what was recorded so far written down, unless somebody is in the middle of a sentence. */
  writeSoFar() {
    if (!this.recorder || this.isSpokenIn || !this.isAudible) return;
    this.cut();
    this.record();
  }

  full() {
    this.cut();
    this.record();
  }

  tick() {
    if (!this.meter || !this.recorder) return;
    const now = Date.now();
    const isSpeech = this.detector.hear(this.meter.level());
    if (this.detector.isAudible) this.isAudible = true;
    if (isSpeech) {
      this.isSpokenIn = true;
      this.loudAt = now;
      this.listener.heard();
    } else if (this.isSpokenIn && now - this.loudAt >= PAUSE_MS) {
      this.cut();
      this.record();
    }
  }

  cut(isSilent = false) {
    const { recorder } = this;
    clearTimeout(this.limit);
    this.recorder = null;
    if (!recorder) return;
    this.fates.set(recorder, isSilent ? "keep" : this.isAudible ? "write" : "drop");
    if (recorder.state !== "inactive") recorder.stop();
  }

  /**
   * @param {MediaRecorder} recorder
   * @param {{pieces: Blob[], began: number}} recorded
   */
  stopped(recorder, { pieces, began }) {
    const fate = this.fates.get(recorder);
    if (fate === "drop") return;
    const sound = new Blob(pieces, { type: recorder.mimeType });
    const seconds = Math.max(1, Math.round((Date.now() - began) / 1000));
    const recording = { sound, seconds, question: this.box.question };
    if (fate === "keep") this.recordings.keep(recording);
    else this.write(recording);
  }

  /** @param {Recording} recording */
  write(recording) {
    this.count(1);
    this.writing = this.writing.then(async () => {
      const words = await this.recordings.write(recording);
      this.count(-1);
      if (words === null) this.listener.fails("");
      else this.listener.heardWords(words);
    });
  }

  /** @param {number} change */
  count(change) {
    this.waiting += change;
    this.listener.writes(this.waiting);
  }
}
