// Recordings on their way to be written down by the server. One that could not be stays in this page, to be tried again,
// saved as a file or deleted; it is never dropped by itself.

/**
 * @typedef {object} Recording
 * @property {Blob} sound
 * @property {number} seconds
 * @property {string} question see questionKey
 */

/** Those that could not be written down, by session. @type {Map<string, Recording[]>} */
const unwritten = new Map();

class Recordings {
  source = "";
  /** How many are with the server. */
  inFlight = 0;

  /**
   * @param {SpokenInto} box
   * @param {(words: string) => void} add puts words into the answer
   */
  constructor(box, add) {
    this.box = box;
    this.add = add;
    this.words = box.data.speech.words;
    this.link = /** @type {HTMLAnchorElement} */ (box.find("unwritten-save"));
    this.link.textContent = this.words.download;
    box.find("unwritten-again").textContent = this.words.again;
    box.find("unwritten-drop").textContent = this.words.drop;
    box.on("unwritten-again", () => this.again());
    box.on("unwritten-drop", () => { this.kept.shift(); this.show(); });
    window.addEventListener("beforeunload", (event) => {
      if (this.kept.length || box.speaking.isPending) event.preventDefault();
    }, { signal: box.listeners.signal });
    this.show();
  }

  /** @returns {Recording[]} */
  get kept() {
    const { sessionId } = this.box.data;
    const kept = unwritten.get(sessionId) ?? [];
    unwritten.set(sessionId, kept);
    return kept;
  }

  /** Whether one for this question waits to be written down. */
  get isOneOpen() {
    return this.kept.some((recording) => recording.question === this.box.question);
  }

  /**
   * @param {Recording} recording
   * @returns {Promise<string | null>} the words in it, null when it is kept instead
   */
  async write(recording) {
    this.inFlight += 1;
    const reply = await this.box.api.transcribe(recording.sound);
    this.inFlight -= 1;
    if (typeof reply?.data?.text === "string") return reply.data.text.trim();
    this.keep(recording);
    if (!reply) this.box.speaking.note(this.words.offline);
    else if (reply.status === 401 || reply.status === 403) this.box.speaking.note(this.words.signIn);
    else this.box.speaking.note([this.words.notWritten, reply.message].filter(Boolean).join(" "));
    return null;
  }

  /** @param {Recording} recording */
  keep(recording) {
    this.kept.push(recording);
    this.show();
  }

  async again() {
    const recording = this.kept.shift();
    if (!recording) return;
    this.box.speaking.note("");
    const button = this.box.button("unwritten-again");
    button.disabled = true;
    button.textContent = this.words.writing;
    const words = await this.write(recording);
    button.disabled = false;
    button.textContent = this.words.again;
    this.show();
    if (words) this.add(words);
    else if (words === "") this.box.speaking.note(this.words.noWords);
  }

  show() {
    if (this.box.closed) return;
    const [first] = this.kept;
    this.box.find("unwritten").hidden = !first;
    URL.revokeObjectURL(this.source);
    if (!first) return;
    const isHere = first.question === this.box.question;
    const said = isHere ? this.words.kept : this.words.keptOther;
    this.box.find("unwritten-text").textContent = said.replace("{seconds}", String(first.seconds));
    // Words for an earlier question are never taken for words for this one.
    this.box.find("unwritten-again").hidden = !isHere;
    this.source = URL.createObjectURL(first.sound);
    this.link.href = this.source;
    this.link.download = `answer.${ending(first.sound.type)}`;
  }
}

/** @param {string} type of a recording, as "audio/webm;codecs=opus" */
function ending(type) {
  const kind = type.split(";")[0]?.split("/")[1] ?? "";
  return { mpeg: "mp3", "x-wav": "wav", mp4: "m4a" }[kind] ?? (/^\w+$/.test(kind) ? kind : "webm");
}
