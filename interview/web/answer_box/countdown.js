// The time of a real interview: shown quietly, said aloud twice, and when it is over the words are handed in. The server
// knows when that is; this counts down from what it said last.

const WARN_AT_S = [300, 60];

/** How often it was said how much is left, by session: a new question does not say it again. @type {Map<string, number>} */
const warned = new Map();

class Countdown {
  /** When the time is over by this browser's clock; null where there is none. @type {number | null} */
  endsAt = null;
  isOver = false;

  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    this.read(box.data.secondsLeft);
  }

  /** @param {number | null} seconds what the server says is left */
  read(seconds) {
    this.endsAt = seconds === null ? null : Date.now() + 1000 * seconds;
    if (seconds) this.isOver = false;
  }

  get secondsLeft() {
    return this.endsAt === null ? Infinity : Math.max(0, Math.ceil((this.endsAt - Date.now()) / 1000));
  }

  get told() {
    const { secondsLeft } = this;
    if (secondsLeft < 60) return this.box.words.of("seconds_left", { seconds: secondsLeft });
    return this.box.words.of("minutes_left", { minutes: Math.ceil(secondsLeft / 60) });
  }

  tick() {
    const { box, secondsLeft } = this;
    if (secondsLeft > 0) this.warn(secondsLeft);
    else if (!this.isOver) {
      this.isOver = true;
      box.handIn();
    }
  }

  /** @param {number} secondsLeft */
  warn(secondsLeft) {
    const { sessionId } = this.box.data;
    const due = WARN_AT_S.filter((limit) => secondsLeft <= limit).length;
    if (due <= (warned.get(sessionId) ?? 0)) return;
    warned.set(sessionId, due);
    const minutes = Math.ceil(secondsLeft / 60);
    this.box.announce(this.box.words.of(minutes === 1 ? "minute_left_told" : "minutes_left_told", { minutes }));
  }
}
