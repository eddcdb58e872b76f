// What the answer box needs of a browser and of a server, with a clock that only tests move.
// A Tab runs the scripts that are shipped, in their order, in a scope of its own; tabs of one Browser share its storage.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const FOLDER = new URL("../../interview/web/answer_box/", import.meta.url);
const ORDER = /_SCRIPTS = \(([^)]*)\)/.exec(read("__init__.py"))[1].match(/\w+\.js/g);
const SCRIPTS = ORDER.map((name) => {
  // The tests load files one by one, to see their names in errors; an export needs a module.
  const source = read(name).replace("export default function", "function");
  return new vm.Script(`"use strict"; ${source}`, { filename: new URL(name, FOLDER).pathname });
});
/** The English words of the answer box, as box_words.py has them. */
export const WORDS = Object.fromEntries(
  [...read("box_words.py").matchAll(/"(\w+)": say\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)/g)].map(([, key, literals]) => [
    key, literals.match(/"(?:[^"\\]|\\.)*"/g).map((part) => JSON.parse(part)).join(""),
  ]),
);
const NOON = Date.parse("2026-03-02T12:00:00Z");
const GRACE_MS = 10000;
const DAY_MS = 86400000;

function read(name) {
  return readFileSync(new URL(name, FOLDER), "utf8");
}

/** Lets everything happen that waits for no time to pass. */
export function settle() {
  return new Promise((done) => setImmediate(done));
}

export class Clock {
  now = NOON;
  timers = new Map();
  lastId = 0;

  set(work, milliseconds = 0, every = null) {
    this.lastId += 1;
    this.timers.set(this.lastId, { at: this.now + milliseconds, work, every });
    return this.lastId;
  }

  clear(id) {
    this.timers.delete(id);
  }

  async pass(milliseconds) {
    const end = this.now + milliseconds;
    await settle();
    for (;;) {
      const due = [...this.timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      const [id, timer] = due;
      this.now = timer.at;
      if (timer.every === null) this.timers.delete(id);
      else timer.at += timer.every;
      timer.work();
      await settle();
    }
    this.now = end;
  }
}

/** localStorage or sessionStorage: entries are its own keys, as in browsers. */
export class FakeStorage {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }

  setItem(key, value) {
    this[key] = String(value);
  }

  removeItem(key) {
    delete this[key];
  }

  /** From now on it has room for so many entries. */
  holdAtMost(entries) {
    hide(this, "setItem", (key, value) => {
      if (Object.keys(this).length >= entries) throw new DOMException("full", "QuotaExceededError");
      this[key] = value;
    });
  }

  /** From now on it refuses everything. */
  switchOff() {
    for (const name of ["getItem", "setItem", "removeItem"]) {
      hide(this, name, () => { throw new DOMException("denied", "SecurityError"); });
    }
  }
}

function hide(target, name, value) {
  Object.defineProperty(target, name, { value, enumerable: false, configurable: true });
}

/** The rules for drafts and answers of interview/core/session.py, as far as an editor meets them. */
export class Server {
  questions = [{ draft: "", revision: 0, writer: "", savedAt: null, answer: null, swaps: 0 }];
  current = 0;
  permit = "permit";
  /** The interview was deleted. */
  isGone = false;
  /** No other question is left. */
  isEmpty = false;
  /** Of a real interview: when its time is over, by the clock. @type {number | null} */
  endsAt = null;
  /** What it makes of recordings, one after the other; the last one again and again. */
  hears = ["spoken words"];

  constructor(clock, questions = 1) {
    this.clock = clock;
    for (let more = 1; more < questions; more += 1) this.questions.push({ ...this.questions[0] });
  }

  get draft() {
    return this.questions[0].draft;
  }

  get answer() {
    return this.questions[0].answer;
  }

  /** What another tab or device saves. */
  save(text, index = 0) {
    const known = this.questions[index];
    Object.assign(known, { draft: text, revision: known.revision + 1, writer: "another", savedAt: this.time() });
  }

  submit(text, index = 0) {
    const known = this.questions[index];
    // Who skips hands nothing in; what was typed stays beside that.
    const unused = text.trim() ? "" : known.draft;
    Object.assign(known, { answer: text, draft: unused || text, unused });
    const open = this.questions.findIndex((each) => each.answer === null);
    this.current = open < 0 ? this.questions.length : open;
  }

  /** What another tab has swapped, or this one. */
  swap(index = 0) {
    const { swaps } = this.questions[index];
    this.questions[index] = { draft: "", revision: 0, writer: "", savedAt: null, answer: null, swaps: swaps + 1 };
  }

  get asked() {
    const last = this.questions.findLastIndex((each) => each.answer !== null || each.revision > 0);
    return this.questions.slice(0, Math.max(this.current, last) + 1).map((each, questionIndex) => ({
      ...each, questionIndex, questionNumber: (each.main ?? questionIndex) + 1,
    }));
  }

  /** What another tab does, or the page: a submitted answer is open again, and current. */
  reopen(index) {
    const known = this.questions[index];
    const { answer, unused } = known;
    const revision = known.revision + 1;
    Object.assign(known, { draft: unused || answer, before: answer, answer: null, revision, writer: "" });
    this.current = index;
  }

  /** It is submitted as it was before; what was written since stays beside it. */
  keep(index) {
    const { draft, before } = this.questions[index];
    this.submit(before, index);
    Object.assign(this.questions[index], { before: null, draft, unused: draft });
  }

  get secondsLeft() {
    return this.endsAt === null ? null : Math.max(0, Math.round((this.endsAt - this.clock.now) / 1000));
  }

  get isOver() {
    return this.endsAt !== null && this.clock.now >= this.endsAt + GRACE_MS;
  }

  time() {
    return new Date(this.clock.now).toISOString();
  }

  reply({ method, url, body, permit }) {
    const path = url.replace(/^\/api\/interview\/sessions\/s1/, "");
    // Before that the permit is looked at: what it was made for is not asked.
    const isPermitted = method === "GET" || permit === this.permit;
    if (this.isGone && isPermitted) return [404, { code: "INTERVIEW_SESSION_NOT_FOUND", message: "It is not here." }];
    if (method === "GET" && path === "/permit") return ok({ permit: this.permit });
    if (method !== "GET" && permit !== this.permit) return no(403, "This page may not write here.");
    if (method === "GET" && path === "") return ok({ questions: this.asked });
    if (method === "GET" && path === "/question") {
      const shown = this.questions[this.current];
      const question = shown && !this.isOver ? { ...shown, questionIndex: this.current } : null;
      return ok({ completed: this.isOver, secondsLeft: this.secondsLeft, question });
    }
    if (path === "/transcription") return ok({ text: this.hears.length > 1 ? this.hears.shift() : this.hears[0] });
    if (path.includes("/speech")) return ok({});
    const kept = /answers\/(\d+)\/keep$/.exec(path);
    if (kept) {
      this.keep(Number(kept[1]));
      return ok({});
    }
    const known = this.questions[body.questionIndex];
    if (body.swaps !== known.swaps) return no(409, "This question was swapped.");
    if (path === "/swap") {
      if (known.draft.trim()) return no(409, "You have begun to answer.");
      if (this.isEmpty) return no(422, "There is no other question left.");
      this.swap(body.questionIndex);
      return ok({});
    }
    if (this.isOver) return no(409, "The time is up.");
    if (known.answer !== null && (method === "PUT" || known.answer !== body.answer)) {
      return no(409, "The interview has moved on.");
    }
    if (body.answer.length > 200) return no(422, "It is too long.");
    if (method === "POST") {
      this.submit(body.answer, body.questionIndex);
      return ok({});
    }
    const isUnseen = body.baseRevision !== known.revision && body.writer !== known.writer;
    const stored = body.revision > known.revision && !isUnseen;
    const { answer, revision, writer } = body;
    if (stored) Object.assign(known, { draft: answer, revision, writer, savedAt: this.time() });
    return ok({ answer: known.draft, revision: known.revision, savedAt: known.savedAt, stored });
  }
}

function no(status, message) {
  return [status, { code: "NOT_NOW", message }];
}

function ok(data) {
  return [200, data];
}

/** A request that has left a tab. The test, or the browser for it, says what becomes of it. */
class Request {
  isOpen = true;

  constructor(url, options, server) {
    this.url = url;
    this.server = server;
    this.method = options.method;
    this.body = typeof options.body === "string" ? JSON.parse(options.body) : options.body;
    this.permit = options.headers["X-Interview-Permit"];
    this.keepalive = options.keepalive;
    this.response = new Promise((resolve, reject) => { Object.assign(this, { resolve, reject }); });
    options.signal.addEventListener("abort", () => this.fail());
  }

  /** It reaches the server now; the reply may be lost later. */
  arrive() {
    this.arrived ??= this.server.reply(this);
    return this.arrived;
  }

  pass() {
    if (this.url.includes("/speech")) {
      this.arrive();
      return this.raw(200, "{}", { "Content-Type": "audio/mpeg" });
    }
    return this.reply(...this.arrive());
  }

  reply(status, data, headers = {}) {
    return this.raw(status, JSON.stringify(data), { "Content-Type": "application/json", ...headers });
  }

  raw(status, text, headers) {
    this.isOpen = false;
    const body = { json: async () => JSON.parse(text), blob: async () => new Blob([text]) };
    this.resolve({ status, headers: new Map(Object.entries(headers)), ...body });
    return settle();
  }

  fail() {
    this.isOpen = false;
    this.reject(new TypeError("Failed to fetch"));
    return settle();
  }
}

export class Browser {
  localStorage = new FakeStorage();

  constructor({ questions = 1, clock = new Clock() } = {}) {
    this.clock = clock;
    this.server = new Server(clock, questions);
  }

  /** Another browser at the same server. */
  other() {
    const other = new Browser({ clock: this.clock });
    other.server = this.server;
    return other;
  }

  /** The texts that this browser keeps. */
  get kept() {
    const entries = Object.entries(this.localStorage).filter(([key]) => key.startsWith("mi:draft:"));
    return entries.map(([, value]) => JSON.parse(value).text);
  }

  /** Put there by a tab that is long gone. */
  keep(question, writer, backup) {
    this.localStorage.setItem(`mi:draft:${question}:${writer}`, JSON.stringify({ writer, ...backup }));
  }

  daysAgo(days) {
    return this.clock.now - days * DAY_MS;
  }

  /** A tab that shows the current question. */
  async open(options = {}) {
    const tab = new Tab(this, options);
    tab.run();
    await settle();
    return tab;
  }
}

let writers = 0;

/** `network` is "online", "offline", or "held": every request waits for the test. */
export class Tab {
  requests = [];
  triggers = [];
  reloads = 0;
  isGone = false;

  constructor(browser, {
    canSpeak = false, canRead = false, microphone = false, secure = true, network = "online", voices = null,
    recogniser = null, languages = ["en-US"], language = "en",
  } = {}) {
    this.browser = browser;
    this.network = network;
    this.clock = browser.clock;
    this.server = browser.server;
    this.speech = { ...SPEECH, writes: canSpeak, reads: canRead, language };
    this.languages = languages;
    this.root = new Root();
    this.window = Object.assign(new EventTarget(), {
      location: { pathname: "/answer", reload: () => { this.reloads += 1; } }, MediaRecorder: FakeRecorder,
    });
    this.document = Object.assign(new EventTarget(), {
      visibilityState: "visible", querySelector: () => null, execCommand: () => true,
    });
    const globals = this.globals(secure);
    if (microphone) this.microphone = new Microphone(globals, this.window);
    if (voices) this.voices = new Voices(voices, this.window);
    if (recogniser) this.window.SpeechRecognition = recogniser;
    this.speaker = new Speaker(this.window);
    this.scope = vm.createContext(globals);
    for (const script of SCRIPTS) script.runInContext(this.scope);
  }

  globals(secure) {
    const { clock } = this;
    class FakeDate extends Date {
      constructor(...given) {
        super(...(given.length ? given : [clock.now]));
      }

      static now() {
        return clock.now;
      }
    }
    const set = (work, milliseconds, every) => clock.set(() => this.isGone || work(), milliseconds, every);
    const clear = (id) => clock.clear(id);
    return {
      AbortController, Blob, FormData, Float32Array, TextDecoder, Date: FakeDate,
      document: this.document, window: this.window, location: this.window.location,
      queueMicrotask: (work) => Promise.resolve().then(work),
      navigator: { platform: "Linux", languages: this.languages },
      URL: { createObjectURL: () => "blob:sound", revokeObjectURL: () => {} },
      localStorage: this.browser.localStorage, sessionStorage: new FakeStorage(),
      setTimeout: (work, milliseconds) => set(work, milliseconds), clearTimeout: clear, clearInterval: clear,
      setInterval: (work, milliseconds) => set(work, milliseconds, milliseconds),
      AbortSignal: { timeout: (milliseconds) => {
        const controller = new AbortController();
        clock.set(() => controller.abort(), milliseconds);
        return controller.signal;
      } },
      crypto: secure ? { randomUUID: () => `writer-${(writers += 1)}` } : {},
      CSS: { supports: () => true },
      MediaRecorder: FakeRecorder,
      matchMedia: () => ({ matches: true }),
      fetch: (url, options) => this.fetch(url, options),
    };
  }

  fetch(url, options) {
    const request = new Request(url, options, this.server);
    this.requests.push(request);
    if (this.network === "offline") request.fail();
    if (this.network === "online") request.pass();
    return request.response;
  }

  /** Something from the shipped scripts, by its name. */
  get(name) {
    return vm.runInContext(name, this.scope);
  }

  /** A run of the page: Streamlit hands over what the database held. */
  run(known = {}) {
    const { current, questions, permit } = this.server;
    const { draft, revision, writer, savedAt, swaps, before = null } = questions[current];
    const data = {
      sessionId: "s1", permit, index: current, swaps, canSwap: true, last: "", draft, revision, writer, savedAt,
      speech: this.speech, minutes: 4, reopened: false, before, canSkip: !known.reopened || !draft, secondsLeft: this.server.secondsLeft, words: WORDS,
      language: "en", ...known,
    };
    const { words: spokenWords, ...speech } = data.speech;
    const sent = new TextEncoder().encode(JSON.stringify({ ...data, speech, spokenWords }));
    this.cleanUp = this.get("mount")({
      parentElement: this.root, data: sent, setTriggerValue: (name) => this.triggers.push(name),
    });
    return settle();
  }

  get area() {
    return this.root.querySelector("textarea");
  }

  get text() {
    return this.area.value;
  }

  /** What the editor says about saving. */
  get status() {
    return this.see("status").textContent;
  }

  /** The message to read, "" when there is none. */
  get notice() {
    return this.see("notice").hidden ? "" : this.see("notice").textContent;
  }

  /** The same about speech. */
  get voiceNote() {
    return this.see("voice-note").hidden ? "" : this.see("voice-note").textContent;
  }

  /** The other text of an open choice, null when there is no choice. */
  get choice() {
    return this.see("conflict").hidden ? null : this.see("other").textContent;
  }

  /** Words for an earlier question that are offered, null when there are none. */
  get leftover() {
    return this.see("leftover").hidden ? null : this.see("leftover-words").textContent;
  }

  see(name) {
    return this.root.querySelector(`.${name}`);
  }

  /** The saves that left this tab. */
  get saves() {
    return this.requests.filter((request) => request.method === "PUT");
  }

  get submits() {
    return this.requests.filter((request) => request.method === "POST");
  }

  get open() {
    return this.requests.filter((request) => request.isOpen);
  }

  type(text) {
    if (this.area.readOnly) return;
    this.area.value = text;
    this.area.oninput();
  }

  /** Types and waits until it is saved. */
  async write(text) {
    this.type(text);
    await this.clock.pass(1000);
  }

  press(name, clicks = 1) {
    for (let click = 1; click <= clicks; click += 1) this.see(name).click(click);
    return settle();
  }

  /** The mouse goes down on the submit button. */
  hold() {
    this.see("submit").onmousedown({ preventDefault: () => {}, button: 0, clientX: 100, clientY: 100 });
  }

  /** The mouse is let go so far below, where the button may be no more. */
  async letGo(below = 0) {
    this.document.dispatchEvent(Object.assign(new Event("mouseup"), { clientX: 100, clientY: 100 + below }));
    await this.clock.pass(0);
    return settle();
  }

  key(event) {
    this.area.onkeydown({ preventDefault: () => {}, ...event });
    return settle();
  }

  /** True when the browser is asked to hold the page back. */
  happen(name, target = this.window) {
    const event = new Event(name, { cancelable: true });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  }

  hide() {
    this.document.visibilityState = "hidden";
    this.happen("visibilitychange", this.document);
    this.happen("pagehide");
    return settle();
  }

  /** Streamlit draws the box in another place, and only then takes the one of before away. */
  async drawElsewhere() {
    const { cleanUp } = this;
    this.root = new Root();
    await this.run();
    cleanUp();
    return settle();
  }

  /** The page shows something else: Streamlit cleans up. */
  leave() {
    this.cleanUp();
    return settle();
  }

  /** Gone at once: nothing more is run here, and of its requests those that outlive a page reach the server. */
  crash() {
    this.isGone = true;
    for (const request of this.open) {
      request.isOpen = false;
      if (request.keepalive) request.arrive();
    }
  }
}

/** Counts who listens. The person is asked each time and answers when the test says so. */
class Microphone {
  open = 0;
  asked = [];
  /** In dB below full scale. */
  level = -80;
  tracks = [];

  constructor(globals, window) {
    const microphone = this;
    const getUserMedia = () => new Promise((resolve, reject) => { this.asked.push({ resolve, reject }); });
    globals.navigator.mediaDevices = { getUserMedia };
    window.AudioContext = class {
      createAnalyser() {
        return { getFloatTimeDomainData: (samples) => samples.fill(10 ** (microphone.level / 20)) };
      }

      createMediaStreamSource() {
        return { connect: () => {} };
      }

      resume() {}

      close() {}
    };
  }

  allow() {
    for (const { resolve } of this.asked.splice(0)) {
      this.open += 1;
      const track = { stop: () => { this.open -= 1; } };
      this.tracks.push(track);
      resolve({ getTracks: () => [track] });
    }
    return settle();
  }

  refuse(name = "NotAllowedError") {
    for (const { reject } of this.asked.splice(0)) reject(new DOMException("denied", name));
    return settle();
  }

  /** Every recorder of a track that is gone stops by itself. */
  unplug() {
    for (const track of this.tracks.splice(0)) track.onended?.();
    return settle();
  }
}

class FakeRecorder extends EventTarget {
  mimeType = "audio/webm";
  state = "inactive";

  start() {
    this.state = "recording";
  }

  stop() {
    this.state = "inactive";
    this.ondataavailable({ data: "sound" });
    this.onstop();
    this.dispatchEvent(new Event("stop"));
  }
}

/** What the server's sounds are played by: each plays until the test lets it end. */
class Speaker {
  playing = null;
  played = 0;
  isAllowed = true;

  constructor(window) {
    const speaker = this;
    window.Audio = class {
      async play() {
        if (!speaker.isAllowed) throw new DOMException("click first", "NotAllowedError");
        speaker.playing = this;
        speaker.played += 1;
      }

      pause() {
        speaker.playing = null;
      }
    };
  }

  end() {
    const { playing } = this;
    this.playing = null;
    playing.onended();
    return settle();
  }
}

/** The voices of a browser, and what they say. */
class Voices {
  spoken = [];
  now = null;
  /** It takes what is to be said and never begins. */
  isMute = false;

  constructor(voices, window) {
    this.list = voices;
    window.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
    };
    window.speechSynthesis = Object.assign(new EventTarget(), {
      getVoices: () => this.list,
      speak: (utterance) => {
        this.now = utterance;
        this.spoken.push(utterance);
        if (!this.isMute) utterance.onstart();
      },
      cancel: () => { this.now = null; },
    });
    this.synthesis = window.speechSynthesis;
  }

  learn(...voices) {
    this.list = voices;
    this.synthesis.dispatchEvent(new Event("voiceschanged"));
  }

  end() {
    const { now } = this;
    this.now = null;
    now.onend();
    return settle();
  }
}

/** A browser's recogniser that works on the device; `kind.last` is the one that listens. */
export function localRecogniser(states = { "en-US": "available" }) {
  return class kind {
    static asked = [];
    static last = null;
    static states = states;

    static async available(options) {
      kind.asked.push(options);
      return states[options.langs[0]] ?? "unavailable";
    }

    static async install({ langs }) {
      states[langs[0]] = "available";
      return true;
    }

    get processLocally() {
      return this.local ?? false;
    }

    set processLocally(local) {
      this.local = local;
    }

    start() {
      kind.last = this;
    }

    stop() {
      kind.last = null;
      this.onend();
    }

    /** Words with whether they are final. */
    hear(transcript, isFinal) {
      this.onresult({ resultIndex: 0, results: [Object.assign([{ transcript }], { isFinal })] });
      return settle();
    }
  };
}

/** Sentences are their names here; what they say is Python's. */
const SPEECH = {
  language: "en", question: "Why?", readyToSubmit: "Shall I submit?", quietSeconds: 4, countdownSeconds: 5,
  commands: { next: ["next"], wait: ["wait"], stop: ["stop"] },
  // Each sentence of speech.py as its name.
  words: {
    ...Object.fromEntries([...read("speech.py").matchAll(/^ +"(\w+)": (?:say\(|_)/gm)].map(([, name]) => [name, name])),
    heard: "heard {words}", kept: "kept {seconds}", keptOther: "keptOther {seconds}", isAsking: "isAsking {seconds}",
  },
};

/** The component's own HTML, as far as scripts see it: elements by their class. */
class Root {
  elements = new Map();

  constructor() {
    for (const [, tag] of read("answer_box.html").matchAll(/<(\w[^>]*)>/gs)) {
      const element = new FakeElement(/\shidden$/.test(tag));
      if (tag.startsWith("textarea")) this.elements.set("textarea", element);
      for (const name of /class="([^"]*)"/.exec(tag)?.[1].split(" ") ?? []) {
        if (!this.elements.has(`.${name}`)) this.elements.set(`.${name}`, element);
      }
    }
  }

  querySelector(selector) {
    return this.elements.get(selector) ?? null;
  }
}

class FakeElement {
  value = "";
  textContent = "";
  disabled = false;
  readOnly = false;
  isConnected = true;
  dataset = {};
  style = {};

  constructor(hidden) {
    this.hidden = hidden;
  }

  focus() {}

  select() {}

  click(detail = 1) {
    if (!this.disabled) this.onclick({ detail });
  }
}
