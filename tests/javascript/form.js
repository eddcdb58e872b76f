// A form that keeps its words (kept_form.js), in as much of a page as it needs, at a server that a test holds.

import { readFileSync } from "node:fs";
import vm from "node:vm";

import { FakeStorage, settle } from "./browser.js";

const FOLDER = new URL("../../interview/web/kept_form/", import.meta.url);
const read = (/** @type {string} */ name) => readFileSync(new URL(name, FOLDER), "utf8");
const LIST = read("__init__.py");
const names = (/** @type {string} */ of) => new RegExp(`${of} = \\(([^]*?)\\n\\)`).exec(LIST)[1].match(/"[\w./]+\.js"/g).map((name) => JSON.parse(name));
const SCRIPTS = [...names("_DICTATION").map((name) => `../answer_box/${name}`), ...names("_SCRIPTS")];
const SOURCE = SCRIPTS.map((name) => read(name).replace("export default function", "function")).join("\n");

class Element extends EventTarget {
  children = [];
  value = "";
  className = "";
  textContent = "";
  hidden = false;
  isConnected = true;
  classList = { toggle: () => {} };

  constructor(tag) {
    super();
    this.tag = tag;
  }

  setAttribute() {}

  focus() {}

  append(...nodes) {
    this.children.push(...nodes);
  }

  replaceChildren(...nodes) {
    this.children = nodes;
  }

  get textLength() {
    return this.value.length;
  }

  get all() {
    return this.children.flatMap((child) => [child, ...child.all]);
  }

  querySelectorAll(selector) {
    const [, name] = /^\[name="(.*)"\]$/.exec(selector) ?? [];
    return this.all.filter((each) => (name ? each.name === name : selector.split(", ").includes(each.tag)));
  }

  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
}

/** Keeps one text, and refuses to write over another than was seen. Tests say what becomes of its replies. */
export class FormServer {
  /** The next reply is lost, after it was stored. */
  losesReply = false;
  /** Resolved when the next reply may go. */
  held = null;

  constructor(text) {
    this.text = text;
  }

  async fetch(_url, { body }) {
    const { text, seen } = JSON.parse(body);
    const isChanged = ![seen, text].includes(this.text);
    if (!isChanged) this.text = text;
    await this.held;
    if (this.losesReply) {
      this.losesReply = false;
      throw new TypeError("Failed to fetch");
    }
    if (isChanged) return { ok: false, status: 409, json: async () => ({ message: "changed meanwhile" }) };
    return { ok: true, status: 200, json: async () => ({ id: "t1" }) };
  }
}

export class FormPage {
  localStorage = new FakeStorage();
  triggers = [];

  constructor(server) {
    this.server = server;
    this.root = new Element("div");
    this.form = new Element("form");
    this.root.append(this.form);
    this.scope = vm.createContext({
      localStorage: this.localStorage, fetch: (...given) => server.fetch(...given), navigator: {}, CSS: { escape: (text) => text },
      window: new EventTarget(), matchMedia: () => ({ matches: false }),
      document: Object.assign(new EventTarget(), { createElement: (tag) => new Element(tag) }),
      AbortSignal: { timeout: () => new AbortController().signal }, InputEvent: class {},
    });
    vm.runInContext(`"use strict"; ${SOURCE}; globalThis.mount = mount;`, this.scope);
  }

  /** A run of the page, which knows what the server has. */
  run() {
    const { text } = this.server;
    const says = new Proxy({}, { get: (_, name) => name });
    const field = { name: "text", label: "Text", kind: "text", value: text, placeholder: "", choices: [], rows: 0 };
    this.scope.mount({
      parentElement: this.root,
      data: [{
        key: "me:job:1", fields: [field], method: "PUT", url: "/x", headers: {}, beside: "", isHanded: false, isHeld: false,
        body: { seen: text }, replyId: "id", speech: null, isAside: true, says,
      }],
      setTriggerValue: (name) => this.triggers.push(name),
      setStateValue: () => {},
    });
    return settle();
  }

  get area() {
    return this.form.querySelector("textarea");
  }

  type(text) {
    this.area.value = text;
    this.form.oninput({});
  }

  save() {
    this.form.onsubmit({ preventDefault: () => {} });
    return settle();
  }

  /** What is said, by the class of its element. */
  said(name) {
    return this.form.all.filter((each) => each.className === name && !each.hidden).map((each) => each.textContent).join();
  }

  get kept() {
    return Object.values(this.localStorage).map((raw) => JSON.parse(raw).values.text);
  }
}
