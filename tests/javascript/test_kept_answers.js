// The list of what a browser keeps of an interview that has no editor any more.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

import { Browser, FakeStorage, settle } from "./browser.js";

const FOLDER = new URL("../../interview/web/kept_form/", import.meta.url);
const read = (/** @type {string} */ name) => readFileSync(new URL(name, FOLDER), "utf8");
const [, LISTED] = /_SCRIPTS = \(([^)]*)\)/.exec(read("kept_answers.py"));
const SCRIPT = LISTED.match(/[\w./]+\.js/g).map((name) => read(name).replace("export default function", "function")).join("\n");
const SAYS = Object.fromEntries(
  ["told", "copy", "copied", "notCopied", "remove", "removed", "undo"].map((name) => [name, name]),
);

class Node {
  children = [];
  attributes = {};
  hidden = false;
  textContent = "";

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  append(...nodes) {
    this.children.push(...nodes);
  }

  replaceChildren(...nodes) {
    this.children = nodes;
  }

  get all() {
    return this.children.flatMap((child) => [child, ...child.all]);
  }
}

/** The list as a page draws it, in a browser that keeps these texts. */
async function drawn({ keeps, reply, clipboard = { writeText: async () => {} } }) {
  const localStorage = new FakeStorage();
  for (const [key, text] of Object.entries(keeps)) localStorage.setItem(`mi:draft:${key}`, JSON.stringify({ text, at: 1 }));
  const list = new Node();
  const asked = [];
  const globals = {
    localStorage, navigator: { clipboard }, document: { createElement: () => new Node() }, window: new EventTarget(),
    AbortSignal: { timeout: () => new AbortController().signal }, Blob, FormData,
    fetch: async (url) => {
      asked.push(url);
      if (!reply) throw new TypeError("Failed to fetch");
      const [status, data] = reply;
      return { status, headers: new Map([["Content-Type", "application/json"]]), json: async () => data };
    },
  };
  const scope = vm.createContext(globals);
  vm.runInContext(`"use strict"; ${SCRIPT}; globalThis.mount = mount;`, scope);
  scope.mount({
    parentElement: { querySelector: () => list }, data: [{ sessionId: "s1", language: "en", says: SAYS }],
  });
  await settle();
  const texts = () => list.all.filter((node) => node.className === "told").map((node) => node.textContent);
  const press = (name) => { list.all.find((node) => node.textContent === name).onclick(); return settle(); };
  const status = () => list.all.find((node) => node.attributes.role === "status").textContent;
  const kept = () => Object.keys(localStorage);
  return { list, asked, texts, press, status, kept };
}

const over = (...given) => {
  const questions = given.map((each, questionIndex) => ({ questionIndex, swaps: 0, ...each }));
  return [200, { questions }];
};
const gone = [404, { code: "INTERVIEW_SESSION_NOT_FOUND", message: "It is not here." }];

test("words that no answer of the interview holds can be read, and those that one holds go", async () => {
  const { list, texts, kept } = await drawn({
    keeps: { "s1:0:a": "never sent", "s1:1:b": "the whole", "s1:2:c": "beside a skip", "s2:0:d": "of another interview" },
    reply: over({ answer: "another", draft: "another" }, { answer: "the whole answer", draft: "the whole answer" }, { answer: "", draft: "beside a skip" }),
  });
  assert.deepEqual([list.hidden, texts()], [false, ["never sent"]]);
  assert.deepEqual(kept(), ["mi:draft:s1:0:a", "mi:draft:s2:0:d"]);
});

test("a short word is not taken for part of the answer to another question, a long text is", async () => {
  const long = "I moved forty services of the bank to Kubernetes in a year.";
  const { texts, kept } = await drawn({
    keeps: { "s1:1:a": "Kubernetes", "s1:1:b": long }, reply: over({ answer: long, draft: long }, { answer: "Docker", draft: "Docker" }),
  });
  assert.deepEqual([texts(), kept()], [["Kubernetes"], ["mi:draft:s1:1:a"]]);
});

test("words of an interview that is not there any more can be read", async () => {
  const { list, texts } = await drawn({ keeps: { "s1:0:a": "the best answer of my life" }, reply: gone });
  assert.deepEqual([list.hidden, texts()], [false, ["the best answer of my life"]]);
});

test("while nobody knows what the answers hold, nothing is said of the words and none go", async () => {
  for (const reply of [null, [503, {}], [404, {}]]) {
    const { list, kept } = await drawn({ keeps: { "s1:0:a": "words" }, reply });
    assert.deepEqual([list.hidden, kept()], [true, ["mi:draft:s1:0:a"]]);
  }
});

test("where nothing is kept nobody is asked and nothing is seen", async () => {
  const { list, asked } = await drawn({ keeps: { "s2:0:a": "of another interview" }, reply: gone });
  assert.deepEqual([list.hidden, asked], [true, []]);
});

test("words that were removed are gone from the browser, and back when that is undone", async () => {
  const { press, status, kept } = await drawn({ keeps: { "s1:0:a": "words" }, reply: gone });
  await press("remove");
  assert.deepEqual([kept(), status()], [[], "removed"]);
  await press("undo");
  assert.deepEqual([kept(), status()], [["mi:draft:s1:0:a"], ""]);
});

test("copying says whether that worked", async () => {
  for (const [writeText, said] of [
    [async () => {}, "copied"], [async () => { throw new DOMException("denied", "NotAllowedError"); }, "notCopied"],
  ]) {
    const { press, status } = await drawn({ keeps: { "s1:0:a": "words" }, reply: gone, clipboard: { writeText } });
    await press("copy");
    assert.equal(status(), said);
  }
});

test("what the editor says is kept in this browser is what the list shows", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  browser.server.isGone = true;
  await tab.write("typed words");
  const keeps = Object.fromEntries(
    Object.entries(browser.localStorage).map(([key, value]) => [key.slice("mi:draft:".length), JSON.parse(value).text]),
  );
  assert.deepEqual((await drawn({ keeps, reply: gone })).texts(), ["typed words"]);
});
