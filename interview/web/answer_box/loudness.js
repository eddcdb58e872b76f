// How loud the microphone is, and whether that is somebody speaking. It tells speech from silence for cutting recordings;
// it judges no voice.

const TICK_MS = 100;
/** Speech is so much louder than the room, and never below the least; both in dB. */
const ABOVE_ROOM_DB = 9;
const LEAST_DB = -50;
/** What a room can sound like, in dB below full scale. */
const [QUIETEST_DB, NOISIEST_DB] = [-70, -30];
/** The quietest moment of so many ticks is the room: between words everybody is silent for a moment. */
const ROOM_TICKS = 30;
const NEEDED_OF_LAST = [2, 3];

class SpeechDetector {
  /** @type {number[]} */
  levels = [];
  /** @type {boolean[]} */
  loud = [];
  /** @type {boolean[]} */
  audible = [];

  /**
   * Takes the level of one more tick.
   * @param {number} level in dB below full scale
   * @returns {boolean} whether somebody speaks; one short noise is nobody
   */
  hear(level) {
    const [needed = 0, last = 0] = NEEDED_OF_LAST;
    this.levels = [...this.levels, level].slice(-ROOM_TICKS);
    const room = Math.min(Math.max(Math.min(...this.levels), QUIETEST_DB), NOISIEST_DB);
    this.loud = [...this.loud, level > Math.max(room + ABOVE_ROOM_DB, LEAST_DB)].slice(-last);
    this.audible = [...this.audible, level > LEAST_DB].slice(-last);
    return this.loud.filter(Boolean).length >= needed;
  }

  /** Whether there is anything to hear: somebody may speak that is no louder than the room, or who spoke up before. */
  get isAudible() {
    return this.audible.filter(Boolean).length >= (NEEDED_OF_LAST[0] ?? 0);
  }
}

class LevelMeter {
  /** @param {MediaStream} stream */
  constructor(stream) {
    this.context = new window.AudioContext();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 4096;
    this.samples = new Float32Array(this.analyser.fftSize);
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    this.context.resume();
  }

  /** The level of the last tenth of a second, in dB below full scale. */
  level() {
    this.analyser.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length;
    return power > 0 ? 10 * Math.log10(power) : -100;
  }

  close() {
    this.context.close();
  }
}
