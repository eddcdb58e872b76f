// Speaking into the text of a form, by the same rules as into an answer: what is said begins a line of its own, and a
// question ends one. It is kept like what is typed.

const SPOKEN_PARTS = `
  <div class="row"><button type="button" class="speak" hidden></button></div>
  <p class="interim" hidden></p>
  <p class="problem voice-note" role="alert" hidden></p>
  <div class="saved unwritten" hidden>
    <p class="unwritten-text"></p>
    <div class="row">
      <button type="button" class="unwritten-again"></button>
      <a class="unwritten-save" href="#" download></a>
      <button type="button" class="unwritten-drop"></button>
    </div>
  </div>
  <p class="of voice-how" hidden></p>
  <div class="saved pack" hidden>
    <p class="pack-why"></p>
    <div class="row"><button type="button" class="get-pack"></button><span class="pack-state" role="status"></span></div>
  </div>
  <p class="of spoken-told" role="status"></p>`;

/** @typedef {DictationData & {url: string}} SpokenGiven */

/** @extends {Dictation<SpokenLines>} */
class LineDictation extends Dictation {
  /**
   * @override
   * @param {string} words
   */
  add(words) {
    const { area } = this.box;
    const before = area.value.trimEnd();
    const lines = words.replace(/([?？])\s*(?=\S)/g, "$1\n");
    area.value = before ? `${before}\n${lines}` : lines;
    this.box.spokenIn();
  }
}

class SpokenLines {
  closed = false;
  listeners = new AbortController();

  /**
   * @param {HTMLTextAreaElement} area
   * @param {SpokenGiven} speech
   * @param {string} key names the form
   * @param {() => void} changed keeps what stands in the form now
   */
  constructor(area, speech, key, changed) {
    this.area = area;
    this.data = { speech, sessionId: key };
    this.question = key;
    this.changed = changed;
    this.parts = document.createElement("div");
    this.parts.className = "spoken";
    this.parts.innerHTML = SPOKEN_PARTS;
    area.after(this.parts);
    this.api = { transcribe: (/** @type {Blob} */ sound) => writeDown(speech, sound) };
    this.speaking = new LineDictation(this);
    this.speaking.begin();
  }

  /**
   * @param {string} name
   * @returns {HTMLElement}
   */
  find(name) {
    return /** @type {HTMLElement} */ (this.parts.querySelector(`.${name}`));
  }

  /** @param {string} name */
  button(name) {
    return /** @type {HTMLButtonElement} */ (this.find(name));
  }

  /**
   * @param {string} name
   * @param {() => unknown} work
   */
  on(name, work) {
    this.button(name).onclick = (event) => { if (event.detail < 2) work(); };
  }

  /** @param {string} text */
  announce(text) {
    this.find("spoken-told").textContent = text;
  }

  spokenIn() {
    this.changed();
  }

  /** The text outlives the page: what comes in late is kept like the rest. */
  keepLate() {}

  /** Ends what is being said; false when words of it are missing, which is said. */
  async heardOut() {
    const { speaking } = this;
    if (speaking.isOpen || speaking.isLacking) await speaking.finish();
    return !speaking.isLacking;
  }

  /** The page has gone on: the microphone closes, and words that still come are kept. */
  leave() {
    this.speaking.close();
  }
}

/**
 * @param {SpokenGiven} speech
 * @param {Blob} sound
 * @returns {Promise<Reply<{text: string}> | null>}
 */
async function writeDown(speech, sound) {
  const form = new FormData();
  form.append("audio", sound, "questions");
  try {
    const signal = AbortSignal.timeout(TRANSCRIBE_TIMEOUT_MS);
    const response = await fetch(`${speech.url}?language=${speech.language}`, { method: "POST", body: form, signal });
    if (response.status !== 200) return { status: response.status, message: "", retryAfterMs: 0 };
    // A page in place of data is somebody else's, as of a sign-in in front of the app.
    if (!response.headers.get("Content-Type")?.includes("json")) return { status: 401, message: "", retryAfterMs: 0 };
    return { status: 200, data: await response.json(), message: "", retryAfterMs: 0 };
  } catch {
    return null;
  }
}
