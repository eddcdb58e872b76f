// What a page says while the app does not answer, and what comes of a press meanwhile.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

import { Clock, FakeStorage, settle } from "./browser.js";

const SOURCE = readFileSync(new URL("../../interview/web/connection.js", import.meta.url), "utf8");
const WORDS = Object.fromEntries(
  ["here", "away", "refused", "here_unkept", "undone", "back"].map((key) => [key, `<${key}>`]),
);

class FakeElement {
  dataset = {};
  children = [];

  constructor(selector = "") {
    this.selector = selector;
  }

  get textContent() {
    return this.children.map((child) => child.textContent ?? child).join("");
  }

  set textContent(text) {
    this.children = [text];
  }

  setAttribute() {}

  append(...children) {
    this.children.push(...children);
  }

  matches(selectors) {
    return selectors.split(",").includes(this.selector);
  }

  closest(selectors) {
    return this.matches(selectors) ? this : null;
  }
}

class FakeShadow {}

/** A page with a connection that tests cut: `state` is Streamlit's, `answers` whether the app replies. */
class Page {
  clock = new Clock();
  localStorage = new FakeStorage();
  state = "CONNECTED";
  answers = true;
  /** How often the app was asked whether it is there. */
  asked = 0;
  heard = {};

  constructor(hostname = "localhost") {
    const page = this;
    this.window = {
      location: { hostname },
      localStorage: this.localStorage,
      document: {
        body: new FakeElement(),
        createElement: () => new FakeElement(),
        querySelector: () => (page.state === "CONNECTED" ? new FakeElement() : null),
      },
      MutationObserver: class {
        constructor(work) { page.mutated = work; }

        observe() {}
      },
      fetch: async () => {
        page.asked += 1;
        if (!page.answers) throw new TypeError("Failed to fetch");
        return { ok: true };
      },
      AbortSignal,
      Element: FakeElement,
      ShadowRoot: FakeShadow,
      KeyboardEvent: class {},
      MouseEvent: class {},
      Date: class { static now() { return page.clock.now; } },
      setTimeout: (work, milliseconds) => page.clock.set(work, milliseconds),
      clearTimeout: (id) => page.clock.clear(id),
      addEventListener: (name, work) => { page.heard[name] = work; },
    };
    this.window.window = this.window;
    vm.createContext(this.window);
    vm.runInContext(SOURCE, this.window);
    this.window.watchConnection(WORDS);
  }

  get said() {
    return this.window.mockInterviewConnection.note.textContent;
  }

  become(state) {
    this.state = state;
    this.mutated();
  }

  /** Whether the press reaches what it was meant for. */
  async press(...path) {
    let isHeld = false;
    const hold = () => { isHeld = true; };
    this.heard.click({ type: "click", composedPath: () => path, stopImmediatePropagation: hold, preventDefault: hold });
    await settle();
    return !isHeld;
  }
}

test("a gap of less than a second is nobody's business", async () => {
  const page = new Page();
  page.answers = false;
  page.become("PINGING_SERVER");
  await page.clock.pass(900);
  page.answers = true;
  page.become("CONNECTED");
  await page.clock.pass(5000);
  assert.equal(page.said, "");
});

test("an app that is away is said to be, with what is kept and what to do, and so is its return", async () => {
  const page = new Page();
  page.answers = false;
  page.become("PINGING_SERVER");
  await page.clock.pass(1100);
  assert.equal(page.said, "<here>");
  await page.clock.pass(60000);
  assert.equal(page.said, "<here>");
  page.answers = true;
  await page.clock.pass(2100);
  page.become("CONNECTED");
  await settle();
  assert.equal(page.said, "<back>");
  await page.clock.pass(5100);
  assert.equal(page.said, "");
});

test("on another computer nobody is told to start the app", async () => {
  const page = new Page("interviews.example.org");
  page.answers = false;
  page.heard.offline();
  await settle();
  assert.equal(page.said, "<away>");
});

test("without a network the app on this computer is there all the same", async () => {
  const page = new Page();
  page.heard.offline();
  await page.clock.pass(10000);
  assert.equal(page.said, "");
});

test("a browser that keeps nothing is not said to keep anything", async () => {
  const page = new Page();
  page.localStorage.switchOff();
  page.answers = false;
  page.heard.offline();
  await settle();
  assert.equal(page.said, "<here_unkept>");
});

test("what is pressed while the app is away is not done, and says so at once", async () => {
  const page = new Page();
  const button = new FakeElement("button");
  page.answers = false;
  page.become("PINGING_SERVER");
  assert.equal(await page.press(button), false);
  assert.equal(page.said, "<here> <undone>");
});

test("a press while the page is still connecting is not done, and nobody is told that the app is away", async () => {
  const page = new Page();
  page.become("INITIAL");
  assert.equal(await page.press(new FakeElement("button")), false);
  assert.equal(page.said, "<undone>");
  page.become("CONNECTED");
  await page.clock.pass(8000);
  assert.equal(page.said, "");
});

test("what was not done is still said when the app is back", async () => {
  const page = new Page();
  page.answers = false;
  page.become("PINGING_SERVER");
  await page.press(new FakeElement("button"));
  page.answers = true;
  page.become("CONNECTED");
  await settle();
  assert.equal(page.said, "<back> <undone>");
  await page.clock.pass(5100);
  assert.equal(page.said, "");
});

test("a press that nothing follows has the app asked whether it is there", async () => {
  const page = new Page();
  const button = new FakeElement("button");
  page.answers = false;
  assert.equal(await page.press(button), true);
  await page.clock.pass(2100);
  assert.equal(page.said, "<here>");
  assert.equal(await page.press(button), false);
});

test("a press that the page follows has nothing asked", async () => {
  const page = new Page();
  await page.press(new FakeElement("button"));
  page.mutated();
  await page.clock.pass(10000);
  assert.equal(page.asked, 0);
});

test("what sends by itself, what is only read and the way out of a dialog work while the app is away", async () => {
  const page = new Page();
  page.answers = false;
  page.heard.offline();
  await settle();
  assert.equal(await page.press(new FakeElement("button"), new FakeShadow()), true);
  assert.equal(await page.press(new FakeElement("summary")), true);
  assert.equal(await page.press(new FakeElement('.stDialog button[aria-label="Close"]')), true);
});

test("an app that answers and takes this page no more has it loaded again", async () => {
  const page = new Page();
  page.become("PINGING_SERVER");
  await page.clock.pass(9000);
  assert.equal(page.said, "");
  await page.clock.pass(5000);
  assert.equal(page.said, "<refused>");
});
