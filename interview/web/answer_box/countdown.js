// The time of a real interview: shown quietly, said aloud twice, and when it is over the words are handed in. The server
// knows when that is; this counts down from what it said last. The page may show again what the server said long ago.

const WARN_AT_S = [300, 60];

/** How often it was said how much is left, by session: a new question does not say it again. @type {Map<string, number>} */
const warned = new Map();

/**
 * What is known of the end, by session: also when the page draws its box anew. `page` is what the page said last.
 * @type {Map<string, {page: number | null, endsAt: number | null}>}
 */
const ends = new Map();

class Countdown {
  /** When the time is over by this browser's clock; null where there is none. @type {number | null} */
  endsAt = null;
  isOver = false;

  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    box.api.hearsSecondsLeft = (seconds, askedAt) => this.read(seconds, askedAt);
    this.receive(box.data.secondsLeft);
  }

  /**
   * @param {number | null} seconds what the server says is left
   * @param {number} askedAt when it was asked; it said so no earlier
   */
  read(seconds, askedAt = Date.now()) {
    const { sessionId } = this.box.data;
    this.endsAt = seconds === null ? null : askedAt + 1000 * seconds;
    ends.set(sessionId, { page: ends.get(sessionId)?.page ?? null, endsAt: this.endsAt });
    if (this.secondsLeft > 0) this.isOver = false;
  }

  /**
   * What the page says is left. Streamlit hands the same data over again with any run, however old they are: what was read
   * is not read again, and nothing of a page gives more time than is known to be left.
   * @param {number | null} seconds
   */
  receive(seconds) {
    const { sessionId } = this.box.data;
    const known = ends.get(sessionId);
    const told = seconds === null ? null : Date.now() + 1000 * seconds;
    if (!known || known.endsAt === null || told === null) this.endsAt = told;
    else this.endsAt = seconds === known.page ? known.endsAt : Math.min(known.endsAt, told);
    ends.set(sessionId, { page: seconds, endsAt: this.endsAt });
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
      box.ending.handIn();
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
