// Speech that the browser writes down on this device. One that would send sound elsewhere is never started: what is not
// known to work locally counts as not there.

/** Languages as recognisers name them, where the person's own browser names none. @type {Record<string, string[]>} */
const RECOGNISED = {
  en: ["en-US", "en-GB"], zh: ["zh-CN", "cmn-Hans-CN"], de: ["de-DE"], es: ["es-ES", "es-US"], fr: ["fr-FR"],
  it: ["it-IT"], nl: ["nl-NL"], pl: ["pl-PL"], pt: ["pt-BR", "pt-PT"], sv: ["sv-SE"], cs: ["cs-CZ"], tr: ["tr-TR"],
  uk: ["uk-UA"], ru: ["ru-RU"], ja: ["ja-JP"], ko: ["ko-KR"],
};
const MOST_EMPTY_STARTS = 3;
/** Since when a question to the browser is open. One without a recogniser behind it may end the whole page at it. */
const ASKED_KEY = "mi:speech-asked";
const NOT_ASKED_AGAIN_MS = 30 * 86400000;
/** @type {Record<string, SpeechWord>} */
const PROBLEMS = {
  "not-allowed": "refused", "service-not-allowed": "noLocal", "audio-capture": "missing", "network": "noLocal",
  "language-not-supported": "noLocal",
};

/**
 * What is used of a recogniser; TypeScript does not know one yet.
 * @typedef {EventTarget & {
 *   lang: string, continuous: boolean, interimResults: boolean, processLocally: boolean, start(): void, stop(): void,
 *   onresult: (event: {resultIndex: number, results: ArrayLike<ArrayLike<{transcript: string}> & {isFinal: boolean}>}) => void,
 *   onerror: (event: {error: string}) => void, onend: () => void}} Recogniser
 */
/**
 * @typedef {{new (): Recogniser, prototype: object, available(options: object): Promise<string>,
 *   install(options: object): Promise<boolean>}} RecogniserKind
 */
/**
 * Who wants to know what is heard.
 * @typedef {object} Listener
 * @property {() => void} heard somebody speaks right now
 * @property {(words: string) => void} heardWords
 * @property {(words: string) => void} hears words that may still change; "" when there are none
 * @property {(count: number) => void} writes how many recordings are being written down
 * @property {(problem: SpeechWord | "") => void} fails the name of the sentence that says why; nothing is heard any more
 */

class DeviceRecognition {
  /** "available", "downloadable" where a language pack is missing, or "". */
  state = "";
  tag = "";

  /** @param {string} language */
  constructor(language) {
    this.language = language;
    const found = /** @type {any} */ (window);
    /** @type {RecogniserKind | undefined} */
    const kind = found.SpeechRecognition ?? found.webkitSpeechRecognition;
    const isLocal = typeof kind?.available === "function" && "processLocally" in kind.prototype;
    this.kind = isLocal ? kind : null;
  }

  async look() {
    if (!this.kind || !mayAsk()) return;
    await this.ask(this.kind);
    localStorage.removeItem(ASKED_KEY);
  }

  /** @param {RecogniserKind} kind */
  async ask(kind) {
    const wished = (navigator.languages ?? []).filter((tag) => isLanguage(tag, this.language) && tag.includes("-"));
    for (const tag of [...wished, ...(RECOGNISED[this.language] ?? [])]) {
      const found = await kind.available({ langs: [tag], processLocally: true }).catch(() => "");
      if (found === "available") return this.found(tag, found);
      if (!this.state && (found === "downloadable" || found === "downloading")) this.found(tag, "downloadable");
    }
  }

  /**
   * @param {string} tag
   * @param {string} state
   */
  found(tag, state) {
    this.tag = tag;
    this.state = state;
  }

  /** @returns {Promise<boolean>} whether it can be used from now on */
  async install() {
    const options = { langs: [this.tag], processLocally: true };
    const isThere = await this.kind?.install(options).catch(() => false);
    if (isThere && await this.kind?.available(options).catch(() => "") === "available") this.state = "available";
    return this.state === "available";
  }
}

/** Notes that the browser is asked now; false when the last time it never answered, or nothing can be noted. */
function mayAsk() {
  try {
    if (Date.now() - Number(localStorage.getItem(ASKED_KEY)) < NOT_ASKED_AGAIN_MS) return false;
    localStorage.setItem(ASKED_KEY, String(Date.now()));
    return true;
  } catch {
    return false;
  }
}

class DeviceEars {
  /** @type {Recogniser | null} */
  recogniser = null;
  isWanted = false;
  emptyStarts = 0;

  /**
   * @param {DeviceRecognition} recognition
   * @param {Listener} listener
   */
  constructor(recognition, listener) {
    this.recognition = recognition;
    this.listener = listener;
  }

  /** The browser asks for the microphone when it first listens. @returns {Promise<SpeechWord | "">} */
  async open() {
    return "";
  }

  listen() {
    this.isWanted = true;
    if (!this.recogniser) this.begin();
  }

  /** Hears nothing until `listen` is called again. */
  pause() {
    this.isWanted = false;
    this.recogniser?.stop();
  }

  close() {
    this.pause();
  }

  begin() {
    const { kind, tag } = this.recognition;
    if (!kind) return;
    const recogniser = new kind();
    recogniser.lang = tag;
    recogniser.continuous = true;
    recogniser.interimResults = true;
    recogniser.processLocally = true;
    let unsure = "";
    recogniser.onresult = ({ resultIndex, results }) => {
      this.emptyStarts = 0;
      unsure = "";
      this.listener.heard();
      for (let at = resultIndex; at < results.length; at += 1) {
        const result = results[at];
        const words = result?.[0]?.transcript.trim() ?? "";
        if (!result?.isFinal) unsure = `${unsure} ${words}`.trim();
        else if (words) this.listener.heardWords(words);
      }
      this.listener.hears(unsure);
    };
    recogniser.onerror = ({ error }) => {
      const problem = PROBLEMS[error];
      if (!problem) return;
      this.isWanted = false;
      this.listener.fails(problem);
    };
    recogniser.onend = () => {
      this.recogniser = null;
      // What was heard and never became final was said all the same.
      if (unsure) this.listener.heardWords(unsure);
      this.listener.hears("");
      if (this.isWanted) this.goOn();
    };
    this.recogniser = recogniser;
    try {
      // Set on something that does not know it, it would still be false for the browser's own recogniser.
      if (recogniser.processLocally !== true) throw new Error("not local");
      recogniser.start();
    } catch {
      this.recogniser = null;
      this.isWanted = false;
      this.listener.fails("noLocal");
    }
  }

  // Recognisers end by themselves when nobody speaks for a while.
  goOn() {
    this.emptyStarts += 1;
    setTimeout(() => {
      if (this.isWanted && !this.recogniser) this.begin();
    }, this.emptyStarts > MOST_EMPTY_STARTS ? 1000 : 0);
  }
}

/**
 * @param {string} tag as browsers write it: "en-GB", on some systems "en_GB"
 * @param {string} language
 */
function isLanguage(tag, language) {
  return tag.toLowerCase().split(/[-_]/)[0] === language;
}
