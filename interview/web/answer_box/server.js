// The HTTP API as the answer box uses it: every request is bounded in time and has a reply, or null when the server is
// out of reach.

const SAVE_TIMEOUT_MS = 10000;
const SUBMIT_TIMEOUT_MS = 60000;
const SWAP_TIMEOUT_MS = 180000;
const TRANSCRIBE_TIMEOUT_MS = 90000;
const SOUND_TIMEOUT_MS = 60000;
const KEEPALIVE_BYTES = 60000;
// Whatever stands in front of the app may ask for a sign-in, or let nothing through that is so large. All else that bears no
// code of the app's says that it is not there for now, as while it is started anew.
const SIGN_IN = [401, 403];
const TOO_LARGE = 413;
const REFUSED = 422;
const UNAVAILABLE = 503;

// By session: what lets this page write there, and nowhere else. It outlives the box of one question.
/** @type {Map<string, string>} */
const permits = new Map();

/**
 * @template T
 * @typedef {object} Reply
 * @property {number} status
 * @property {T} [data] there exactly when the status is 200
 * @property {string} message why not, in words for people; "" when nothing is known
 * @property {boolean} [isGone] the interview is not there any more
 * @property {boolean} [isFull] the server finds no room, or no leave, to store anything
 * @property {number} retryAfterMs
 */
/**
 * @typedef {object} DraftToSave
 * @property {number} questionIndex
 * @property {number} swaps how many questions stood at its place before
 * @property {string} answer
 * @property {number} revision
 * @property {number} baseRevision the last revision its writer has seen
 * @property {string} writer
 */
/**
 * The text that the server has now. `stored` is false when a newer one was there already, which is then `answer`.
 * @typedef {{answer: string, revision: number, savedAt: string | null, stored: boolean}} SavedDraft
 */
/**
 * @typedef {object} CurrentQuestion
 * @property {boolean} completed
 * @property {number | null} secondsLeft of a real interview
 * @property {{questionIndex: number, swaps: number, draft: string, revision: number} | null} question
 */
/**
 * `questionIndex` counts follow-ups too, `questionNumber` only main questions, as all pages do.
 * @typedef {{questionIndex: number, questionNumber: number, swaps: number, answer: string | null, draft: string, revision: number}} AskedQuestion
 */
/** @typedef {{questions: AskedQuestion[]}} Session */

/**
 * @typedef {object} RequestOptions
 * @property {unknown} [json]
 * @property {FormData} [form]
 * @property {number} timeoutMs
 * @property {boolean} [closing] the page may be gone in a moment; the request is to outlive it
 */

class InterviewApi {
  /** Told whenever the server says how much time is left. @type {(seconds: number | null, askedAt: number) => void} */
  hearsSecondsLeft = () => {};

  /**
   * @param {string} sessionId
   * @param {string} permit
   * @param {string} language of the messages that come back
   */
  constructor(sessionId, permit, language) {
    this.language = language;
    this.session = `/api/interview/sessions/${sessionId}`;
    if (!permits.has(this.session)) permits.set(this.session, permit);
  }

  /**
   * @param {DraftToSave} draft
   * @returns {Promise<Reply<SavedDraft> | null>}
   */
  saveDraft(draft, closing = false) {
    return this.request("PUT", "/answers", { json: draft, timeoutMs: SAVE_TIMEOUT_MS, closing });
  }

  /**
   * @param {number} questionIndex
   * @param {number} swaps
   * @param {string} answer
   * @returns {Promise<Reply<unknown> | null>}
   */
  submitAnswer(questionIndex, swaps, answer) {
    const json = { questionIndex, swaps, answer };
    return this.request("POST", "/answers", { json, timeoutMs: SUBMIT_TIMEOUT_MS });
  }

  /**
   * @param {number} questionIndex
   * @param {number} swaps
   * @param {string} reason
   * @returns {Promise<Reply<unknown> | null>}
   */
  swapQuestion(questionIndex, swaps, reason) {
    return this.request("POST", "/swap", { json: { questionIndex, swaps, reason }, timeoutMs: SWAP_TIMEOUT_MS });
  }

  /**
   * @param {number} questionIndex
   * @returns {Promise<Reply<unknown> | null>}
   */
  keepAnswer(questionIndex) {
    return this.request("POST", `/answers/${questionIndex}/keep`, { timeoutMs: SUBMIT_TIMEOUT_MS });
  }

  /** @returns {Promise<Reply<CurrentQuestion> | null>} */
  async currentQuestion() {
    const askedAt = Date.now();
    /** @type {Reply<CurrentQuestion> | null} */
    const reply = await this.request("GET", "/question", { timeoutMs: SAVE_TIMEOUT_MS });
    if (reply?.data) this.hearsSecondsLeft(reply.data.secondsLeft, askedAt);
    return reply;
  }

  /** @returns {Promise<Reply<Session> | null>} */
  wholeSession() {
    return this.request("GET", "", { timeoutMs: SAVE_TIMEOUT_MS });
  }

  /**
   * @param {Blob} recording
   * @returns {Promise<Reply<{text: string}> | null>}
   */
  transcribe(recording) {
    const form = new FormData();
    form.append("audio", recording, "answer");
    return this.request("POST", "/transcription", { form, timeoutMs: TRANSCRIBE_TIMEOUT_MS });
  }

  /**
   * What the server says aloud; null when it does not. `aborter` takes the wish for it back.
   * @param {string} path
   * @param {AbortController} aborter
   */
  async sound(path, aborter) {
    const late = setTimeout(() => aborter.abort(), SOUND_TIMEOUT_MS);
    try {
      const { signal } = aborter;
      const response = await fetch(`${this.session}${path}`, { method: "GET", headers: this.permitHeader(), signal });
      const isSound = response.status === 200 && response.headers.get("Content-Type")?.startsWith("audio/");
      return isSound ? await response.blob() : null;
    } catch {
      return null;
    } finally {
      clearTimeout(late);
    }
  }

  /**
   * @template T
   * @param {string} method
   * @param {string} path
   * @param {RequestOptions} options
   * @returns {Promise<Reply<T> | null>}
   */
  async request(method, path, options) {
    try {
      const reply = await this.send(method, path, options);
      if (reply.status !== 403 || options.closing) return reply;
      const renewal = await this.send("GET", "/permit", { timeoutMs: options.timeoutMs }).catch(() => null);
      if (renewal?.isGone) return renewal;
      return this.takePermit(renewal?.data?.permit) ? await this.send(method, path, options) : reply;
    } catch {
      return null;
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {RequestOptions} options
   * @returns {Promise<Reply<any>>}
   */
  async send(method, path, { json, form, timeoutMs, closing = false }) {
    const body = form ?? (json === undefined ? undefined : JSON.stringify(json));
    const response = await fetch(`${this.session}${path}`, {
      method,
      body,
      headers: { "Accept-Language": this.language, ...(form ? {} : { "Content-Type": "application/json" }), ...this.permitHeader() },
      // Browsers refuse a request that outlives its page when all such bodies together pass 64 KiB.
      keepalive: closing && typeof body === "string" && new Blob([body]).size < KEEPALIVE_BYTES,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const retryAfterMs = 1000 * (Number(response.headers.get("Retry-After")) || 0);
    if (response.status !== 200) {
      const error = await response.json().catch(() => null);
      const isGone = error?.code === "INTERVIEW_SESSION_NOT_FOUND";
      const isKnown = error?.code || SIGN_IN.includes(response.status);
      const status = response.status === TOO_LARGE ? REFUSED : isKnown ? response.status : UNAVAILABLE;
      const isFull = error?.code === "STORE_NOT_WRITTEN";
      return { status, message: error?.message || "", isGone, isFull, retryAfterMs };
    }
    // A page in place of data is somebody else's: a sign-in in front of the app, or a network that wants one.
    if (!response.headers.get("Content-Type")?.includes("json")) return { status: 401, message: "", retryAfterMs };
    // Cut off in the middle it is no confirmation: the promise is rejected.
    return { status: 200, data: await response.json(), message: "", retryAfterMs };
  }

  // A header of its own: the usual one belongs to the sign-in of a proxy that may stand in between.
  /** @returns {Record<string, string>} */
  permitHeader() {
    const permit = permits.get(this.session);
    return permit ? { "X-Interview-Permit": permit } : {};
  }

  /**
   * A page that stayed open while the database was restored from elsewhere shows a permit that is not known there.
   * @param {string | undefined} permit
   * @returns {boolean} whether it is another one
   */
  takePermit(permit) {
    if (!permit || permit === permits.get(this.session)) return false;
    permits.set(this.session, permit);
    return true;
  }
}

/**
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** @param {number} failures */
function backOff(failures, atLeast = 0) {
  return Math.max(atLeast, Math.min(4000, 500 * 2 ** failures));
}
