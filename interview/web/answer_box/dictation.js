// Speaking in place of typing: into the text of whoever uses it, where spoken words are corrected and saved like typed
// ones. What can neither record here nor write down without telling others is not offered.

/**
 * Names of its sentences.
 * @typedef {"read" | "readStop" | "readFailed" | "readByServer" | "speak" | "speakStop" | "writing" | "recording"
 *   | "heard" | "added" | "toServer" | "onDevice" | "pack" | "packWhy" | "packLoading" | "packFailed"
 *   | "refused" | "missing" | "busy" | "unplugged" | "noLocal" | "offline" | "notWritten" | "signIn"
 *   | "nothingHeard" | "nothingHeardKept" | "noWords" | "kept" | "keptOther" | "again" | "download" | "drop" | "handsFree"
 *   | "how" | "noVoice" | "isReading" | "isOpening" | "isListening" | "isWriting" | "isAsking"
 *   | "isSubmitting" | "soon" | "wait" | "goOn" | "emptyYet" | "writeFirst" | "stillWriting" | "off"
 *   | "hidden"} SpeechWord
 */
/**
 * What dictation needs to know: whether the server writes recordings down, the language, and every sentence about it.
 * @typedef {{writes: boolean, language: string, words: Record<SpeechWord, string>}} DictationData
 */
/**
 * What is spoken into: a text that keeps its words, and places to show what goes on (see dictation.html).
 * @typedef {object} SpokenInto
 * @property {{speech: DictationData, sessionId: string}} data `sessionId` names what its recordings belong to
 * @property {HTMLTextAreaElement} area
 * @property {boolean} closed
 * @property {string} question what its recordings are for
 * @property {AbortController} listeners
 * @property {{transcribe(recording: Blob): Promise<Reply<{text: string}> | null>}} api
 * @property {{isPending: boolean, note(text: string): void}} speaking
 * @property {(name: string) => HTMLElement} find
 * @property {(name: string) => HTMLButtonElement} button
 * @property {(name: string, work: () => unknown) => void} on
 * @property {(text: string) => void} announce to screen readers
 * @property {() => void} spokenIn words were added to its text
 * @property {(words: string) => void} keepLate words that come in after it is closed
 */

const LONGEST_WAIT_MS = 20000;
const LOOK_MS = 100;
const NO_GAP_AROUND = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** @template {SpokenInto} Into */
class Dictation {
  /** @type {RecordedEars | DeviceEars | null} */
  ears = null;
  isOpening = false;
  waiting = 0;
  /** All that heard something for this answer: it may still be written down. @type {(RecordedEars | DeviceEars)[]} */
  made = [];
  /** Recordings that were ended and are not there as a whole yet. */
  ending = 0;

  /** @param {Into} box */
  constructor(box) {
    this.box = box;
    this.speech = box.data.speech;
    this.words = this.speech.words;
    this.button = box.button("speak");
    this.recordings = new Recordings(box, (words) => this.add(words));
    this.device = new DeviceRecognition(this.speech.language);
    box.on("speak", () => (this.ears ? this.stop() : this.start()));
    box.on("get-pack", () => this.getPack());
    box.find("get-pack").textContent = this.words.pack;
    box.find("pack-why").textContent = this.words.packWhy;
    this.showInterim("");
    this.note("");
  }

  async begin() {
    this.look();
    await (this.canRecord ? null : this.device.look());
    if (!this.box.closed) this.look();
  }

  // Pages that come without TLS from another machine have no microphone.
  get canRecord() {
    return this.speech.writes && "mediaDevices" in navigator && "MediaRecorder" in window;
  }

  get canHear() {
    return this.canRecord || this.device.state === "available";
  }

  look() {
    const { box, words } = this;
    this.button.hidden = !this.canHear;
    const isHearing = this.ears !== null && !this.isOpening;
    this.button.disabled = this.isOpening || (this.waiting > 0 && !isHearing);
    this.button.textContent = isHearing ? words.speakStop : this.waiting ? words.writing : words.speak;
    box.find("pack").hidden = this.canRecord || this.device.state !== "downloadable";
    const how = this.told.reduce((all, one) => all + gap(all, one) + one, "");
    box.find("voice-how").textContent = how;
    box.find("voice-how").hidden = !how;
  }

  /** What there is to say of where the words go. */
  get told() {
    return this.ears ? [this.canRecord ? this.words.toServer : this.words.onDevice] : [];
  }

  /**
   * @param {Listener} listener
   * @param {boolean} cuts at pauses
   */
  newEars(listener, cuts) {
    const ears = this.canRecord ? new RecordedEars(this.box, this.recordings, listener, cuts)
      : this.device.state === "available" ? new DeviceEars(this.device, listener) : null;
    if (ears) this.made.push(ears);
    return ears;
  }

  async start() {
    this.note("");
    const ears = this.ears = this.newEars(this, false);
    if (!ears) return;
    // The browser may ask the person first; until then a second press would open the microphone twice.
    this.isOpening = true;
    this.look();
    const problem = await ears.open();
    this.isOpening = false;
    if (this.ears === ears) {
      if (problem) this.fails(problem);
      else {
        ears.listen();
        this.box.announce(this.words.recording);
      }
    }
    this.look();
  }

  /** Ends what is spoken into the box by hand; its words still come. */
  stop() {
    const { ears } = this;
    this.follow(ears);
    this.ears = null;
    ears?.close();
    this.look();
  }

  /** Hears nothing any more; what was said until now still comes. */
  hush() {
    this.stop();
  }

  /**
   * A recorder that was told to stop hands its sound over a moment later.
   * @param {RecordedEars | DeviceEars | null} ears
   */
  follow(ears) {
    if (!(ears instanceof RecordedEars) || !ears.recorder || !ears.isSpokenIn) return;
    this.ending += 1;
    ears.recorder.addEventListener("stop", () => { this.ending -= 1; }, { once: true });
  }

  /** Whether words that were said are not in the answer yet, while the recording of them goes on or is written down. */
  get isPending() {
    const isHeard = !this.box.find("interim").hidden;
    return this.ending > 0 || this.recordings.inFlight > 0 || this.made.some((ears) =>
      (ears instanceof RecordedEars ? ears.waiting > 0 || (ears.recorder && ears.isSpokenIn) : ears.recogniser && isHeard));
  }

  /** Whether more words may come without anybody's doing. */
  get isOpen() {
    return this.isPending || this.made.some((ears) => (ears instanceof RecordedEars ? ears.recorder : ears.recogniser));
  }

  /** Whether words that were said are missing in the answer. */
  get isLacking() {
    return this.isPending || this.recordings.isOneOpen;
  }

  /** Hears nothing any more, and waits for the words, as long as one can be kept waiting. */
  async finish() {
    this.hush();
    const end = Date.now() + LONGEST_WAIT_MS;
    while (this.isOpen && Date.now() < end && !this.box.closed) await pause(LOOK_MS);
    if (this.isPending) this.note(this.words.stillWriting);
    else if (this.isLacking) this.note(this.words.writeFirst);
  }

  /** The page has gone on to something else. */
  close() {
    this.stop();
  }

  async getPack() {
    const button = this.box.button("get-pack");
    button.disabled = true;
    this.note("");
    this.box.find("pack-state").textContent = this.words.packLoading;
    const isThere = await this.device.install();
    button.disabled = false;
    this.box.find("pack-state").textContent = "";
    if (!isThere) this.note(this.words.packFailed);
    this.look();
  }

  // --- what the ears say, while somebody speaks by hand ----------------------------------------------------------

  heard() {}

  /** @param {string} words */
  heardWords(words) {
    if (!words) {
      // Nobody may be speaking any more: a microphone that was forgotten does not stay open.
      this.stop();
      this.note(this.words.noWords);
      return;
    }
    this.unnote(this.words.noWords);
    this.add(words);
    if (!this.box.closed && !this.ears) this.box.area.focus();
    this.box.announce(this.words.added);
  }

  /** @param {string} words */
  hears(words) {
    this.showInterim(words);
  }

  /** @param {number} count */
  writes(count) {
    this.waiting = count;
    this.look();
  }

  /** @param {SpeechWord | ""} problem */
  fails(problem) {
    this.stop();
    if (problem) this.note(this.words[problem]);
  }

  /** @param {string} text a message to read, beside what it is about; "" takes it away */
  note(text) {
    if (this.box.closed) return;
    const shown = this.box.find("voice-note");
    shown.textContent = text;
    shown.hidden = !text;
  }

  /** @param {string} text takes this one away, where it is the one that is shown */
  unnote(text) {
    if (this.box.find("voice-note").textContent === text) this.note("");
  }

  // --- words -----------------------------------------------------------------------------------------------------

  /** @param {string} words not in the box yet, and maybe not final */
  showInterim(words) {
    const shown = this.box.find("interim");
    shown.hidden = !words;
    shown.textContent = (this.words.heard).replace("{words}", words);
  }

  /**
   * Where somebody is writing in the box, or else behind everything: nothing that stands there is written over.
   * @param {string} words
   */
  add(words) {
    const { box } = this;
    if (box.closed) {
      box.keepLate(words);
      return;
    }
    const { area } = box;
    const root = /** @type {Document | ShadowRoot | undefined} */ (area.getRootNode?.());
    const at = root?.activeElement === area ? area.selectionEnd : area.value.length;
    const [before, after] = [area.value.slice(0, at), area.value.slice(at)];
    const head = before + gap(before, words) + words;
    area.value = head + gap(head, after) + after;
    area.setSelectionRange?.(head.length, head.length);
    box.spokenIn();
  }
}

/**
 * What belongs between two pieces of text: a blank, but not in Chinese.
 * @param {string} before
 * @param {string} after
 */
function gap(before, after) {
  if (!before || !after || /\s$/.test(before) || /^\s/.test(after)) return "";
  return NO_GAP_AROUND.test(before.slice(-1)) && NO_GAP_AROUND.test(after.slice(0, 1)) ? "" : " ";
}
