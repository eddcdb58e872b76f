// Speaking and listening in place of typing and reading: dictation, the question read aloud, and both without hands.

/**
 * Who speaks and listens, and every sentence about it (see speech.py).
 * @typedef {object} SpeechData
 * @property {boolean} reads the server reads aloud
 * @property {boolean} writes the server writes recordings down
 * @property {string} language of the question
 * @property {string} question
 * @property {string} readyToSubmit said before an answer is submitted without a hand
 * @property {Record<string, string[]>} commands
 * @property {number} quietSeconds
 * @property {number} countdownSeconds
 * @property {Record<SpeechWord, string>} words
 */

/** @extends {Dictation<AnswerBox>} */
class Speaking extends Dictation {
  /** @param {AnswerBox} box */
  constructor(box) {
    super(box);
    this.reading = new ReadingAloud(box);
    this.handsFree = new HandsFree(this);
    this.begin();
  }

  /** @override */
  async begin() {
    await super.begin();
    if (!this.box.closed && this.canHear) this.handsFree.goOn();
  }

  /** @override */
  look() {
    super.look();
    const { box } = this;
    this.button.hidden ||= Boolean(this.handsFree?.isOn);
    box.button("hands-free").hidden = !this.canHear || (this.canRecord && !("AudioContext" in window));
  }

  /** @override */
  get told() {
    if (!this.handsFree?.isOn) return super.told;
    const { words } = this;
    const where = this.canRecord ? words.toServer : words.onDevice;
    return [words.how, this.reading.canRead ? "" : words.noVoice, where];
  }

  /** @override */
  async start() {
    this.reading.stop();
    await super.start();
  }

  /** By hand or without hands. @override */
  hush() {
    this.follow(this.handsFree.ears);
    super.hush();
    this.handsFree.busy(true);
  }

  /** @override */
  close() {
    super.close();
    this.reading.stop();
    this.handsFree.close();
  }

  /** @param {boolean} isBusy the box begins or ends an attempt to submit */
  busy(isBusy) {
    this.handsFree.busy(isBusy);
  }
}
