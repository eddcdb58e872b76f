// What must not get lost where two copies of an answer differ, or where neither browser nor server keeps one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, settle } from "./browser.js";

const NO_COPIES = /keeps no copies/;

/** Storage has room for no longer entries than these. */
function narrow(storage, characters) {
  Object.defineProperty(storage, "setItem", {
    value(key, value) {
      if (value.length > characters) throw new DOMException("full", "QuotaExceededError");
      this[key] = value;
    },
    enumerable: false,
    configurable: true,
  });
}

// --- a copy that is older than what is saved ------------------------------------------------------------------------

test("an older copy of the same editor never takes the place of what it saved later", async () => {
  const browser = new Browser();
  narrow(browser.localStorage, 100);
  const tab = await browser.open();
  tab.network = "held";
  await tab.write("I led");
  tab.type("I led the move of 40 services to Kubernetes");
  await tab.saves[0].pass();
  await tab.clock.pass(1000);
  tab.type("I led the move of 40 services to Kubernetes, and we cut the bill");
  await tab.saves[1].pass();
  assert.deepEqual(browser.kept, ["I led"]);
  tab.crash();
  const next = await browser.open();
  await next.clock.pass(3000);
  assert.deepEqual([next.text, next.choice], ["I led the move of 40 services to Kubernetes", null]);
  assert.equal(browser.server.draft, "I led the move of 40 services to Kubernetes");
});

test("an older copy with other words is offered, and what is saved stands in the box", async () => {
  const browser = new Browser();
  Object.assign(browser.server.questions[0], { draft: "what I saved", revision: 7, writer: "W", savedAt: browser.server.time() });
  browser.keep("s1:0", "W", { text: "what I had before", base: 0, revision: 3, at: browser.clock.now + 5000 });
  const tab = await browser.open();
  assert.deepEqual([tab.text, tab.choice, browser.server.draft], ["what I saved", "what I had before", "what I saved"]);
});

test("words typed after the last save, or sent and never confirmed, go on from it", async () => {
  for (const revision of [7, 8]) {
    const browser = new Browser();
    Object.assign(browser.server.questions[0], { draft: "saved", revision: 7, writer: "W", savedAt: browser.server.time() });
    browser.keep("s1:0", "W", { text: "typed since", base: 6, revision, at: browser.clock.now - 5000 });
    const tab = await browser.open();
    await tab.clock.pass(1000);
    assert.deepEqual([tab.text, tab.choice, browser.server.draft], ["typed since", null, "typed since"]);
  }
});

test("an older copy for another question is not sent over what is saved there", async () => {
  const browser = new Browser({ questions: 2 });
  const { server } = browser;
  Object.assign(server.questions[1], { draft: "In 2023 we moved 40 services", revision: 7, writer: "W", savedAt: server.time() });
  browser.keep("s1:1", "W", { text: "I led the migration", base: 0, revision: 2, at: browser.clock.now });
  const tab = await browser.open();
  await tab.clock.pass(3000);
  assert.equal(server.questions[1].draft, "In 2023 we moved 40 services");
  assert.deepEqual(browser.kept, ["I led the migration"]);
});

// --- a server that has less than it had confirmed -------------------------------------------------------------------

async function restored() {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  const before = { ...browser.server.questions[0] };
  await tab.write("one, two");
  await tab.write("one, two, three");
  browser.server.questions[0] = { ...before };
  return { browser, tab };
}

for (const [how, notice] of Object.entries({
  "comes back to the page": (tab) => { tab.happen("focus"); return settle(); },
  "presses something beside the box": (tab) => tab.run(),
})) {
  test(`words that a restored database lost are saved again when the person ${how}`, async () => {
    const { browser, tab } = await restored();
    await notice(tab);
    await tab.clock.pass(1000);
    assert.deepEqual([tab.text, browser.server.draft], ["one, two, three", "one, two, three"]);
    assert.deepEqual(browser.kept, []);
  });
}

test("words that a restored database lost are in this browser until they are saved again", async () => {
  const { browser, tab } = await restored();
  tab.network = "held";
  tab.happen("focus");
  await tab.requests.at(-1).pass();
  assert.deepEqual(browser.kept, ["one, two, three"]);
  assert.doesNotMatch(tab.status, /^Saved/);
});

test("what another tab wrote into a restored database is asked about", async () => {
  const { browser, tab } = await restored();
  Object.assign(browser.server.questions[0], { draft: "of another tab", revision: 2, writer: "another" });
  tab.happen("focus");
  await settle();
  assert.deepEqual([tab.text, tab.choice], ["one, two, three", "of another tab"]);
});

test("a box that is drawn anew finds out what a restored database lost", async () => {
  const { browser, tab } = await restored();
  await tab.leave();
  await tab.run();
  await tab.clock.pass(1000);
  assert.deepEqual([tab.text, browser.server.draft], ["one, two, three", "one, two, three"]);
});

test("a reply that a save has overtaken is no news of a restored database", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  tab.network = "held";
  tab.happen("focus");
  const asked = tab.requests.at(-1);
  asked.arrive();
  await tab.write("one, two");
  await tab.saves.at(-1).pass();
  await asked.pass();
  await tab.clock.pass(3000);
  assert.deepEqual([tab.saves.length, tab.choice], [2, null]);
});

// --- a browser that keeps nothing -----------------------------------------------------------------------------------

test("without storage words are there again when the box is, as long as the page is open", async () => {
  const browser = new Browser();
  browser.localStorage.switchOff();
  const tab = await browser.open();
  await tab.write("saved part");
  tab.network = "offline";
  await tab.write("saved part and the rest");
  tab.area.isConnected = false;
  await tab.leave();
  assert.equal(tab.happen("beforeunload"), true);
  tab.network = "online";
  await tab.clock.pass(5000);
  await tab.run();
  await tab.clock.pass(2000);
  assert.deepEqual([tab.text, browser.server.draft], ["saved part and the rest", "saved part and the rest"]);
  assert.equal(tab.happen("beforeunload"), false);
});

test("that no copies are kept is said once, and no longer once they are", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  let written = 0;
  const notice = tab.see("notice");
  let said = notice.textContent;
  Object.defineProperty(notice, "textContent", { get: () => said, set: (text) => { written += 1; said = text; } });
  narrow(browser.localStorage, 0);
  for (let length = 1; length <= 20; length += 1) tab.type("x".repeat(length));
  assert.match(tab.notice, NO_COPIES);
  assert.equal(written, 1);
  narrow(browser.localStorage, 1000);
  tab.type("x".repeat(21));
  assert.equal(tab.notice, "");
});

test("a notice of something else stays when copies are kept again", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  narrow(browser.localStorage, 0);
  await tab.write("x".repeat(201));
  assert.equal(tab.notice, "It is too long.");
  narrow(browser.localStorage, 1000);
  tab.type("x".repeat(202));
  assert.equal(tab.notice, "It is too long.");
});

// --- an interview that was deleted ----------------------------------------------------------------------------------

function forgetAll(browser) {
  for (const key of Object.keys(browser.localStorage)) browser.localStorage.removeItem(key);
  browser.localStorage.setItem("mi:forgotten", String(browser.clock.now));
}

test("words that were deleted with their interview are not written into the browser again", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("my salary was 80k");
  browser.server.isGone = true;
  tab.happen("focus");
  await tab.clock.pass(3000);
  assert.deepEqual(browser.kept, []);
  assert.deepEqual([tab.text, tab.triggers], ["my salary was 80k", []]);
  assert.equal(tab.notice, "This interview is not here any more. It may have been deleted.");
  assert.match(tab.status, /Copy your words before you leave this page/);
  assert.deepEqual([tab.see("copy").hidden, tab.see("submit").textContent], [false, "Leave this page"]);
});

test("words that were not saved stay in the browser when their interview is deleted", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  browser.server.isGone = true;
  await tab.write("typed words");
  assert.deepEqual(browser.kept, ["typed words"]);
  assert.match(tab.status, /kept in this browser/);
});

test("after everything was deleted an open page writes nothing into the browser again", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  tab.network = "offline";
  await tab.write("typed words");
  forgetAll(browser);
  await tab.write("typed words, and more");
  browser.server.isGone = true;
  tab.network = "online";
  tab.happen("focus");
  await tab.clock.pass(5000);
  assert.deepEqual(browser.kept, []);
  assert.match(tab.status, /Copy your words before you leave this page/);
  await tab.leave();
  assert.deepEqual(browser.kept, []);
});

test("a page whose permit another database does not know finds out that its interview is not there", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  Object.assign(browser.server, { isGone: true, permit: "another" });
  await tab.write("typed words");
  assert.equal(tab.notice, "This interview is not here any more. It may have been deleted.");
  assert.deepEqual([tab.see("copy").hidden, browser.kept], [false, ["typed words"]]);
  await tab.clock.pass(20000);
  assert.equal(tab.saves.length, 1);
});
