// What another tab of this browser does to what this one keeps, and what comes in for a box that is not shown any more.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, FakeStorage, settle } from "./browser.js";

/** Another tab takes these out: here the browser tells of it. */
function takeOut(tab, keys) {
  const { localStorage } = tab.browser;
  for (const key of keys) {
    localStorage.removeItem(key);
    tab.window.dispatchEvent(Object.assign(new Event("storage"), { key, newValue: null }));
  }
}

/** Another tab signs out, or deletes everything. */
function forgetAll(tab, at = tab.clock.now) {
  const { localStorage } = tab.browser;
  localStorage.setItem("mi:forgotten", String(at));
  tab.window.dispatchEvent(Object.assign(new Event("storage"), { key: "mi:forgotten", newValue: String(at) }));
  takeOut(tab, Object.keys(localStorage).filter((key) => key !== "mi:forgotten"));
}

/** What is done to storage meanwhile, in another tab: here the browser tells of it. */
async function telling(tab, act) {
  const { setItem, removeItem } = FakeStorage.prototype;
  const told = [];
  FakeStorage.prototype.setItem = function set(key, newValue) {
    setItem.call(this, key, newValue);
    told.push({ key, newValue });
  };
  FakeStorage.prototype.removeItem = function remove(key) {
    removeItem.call(this, key);
    told.push({ key, newValue: null });
  };
  await act();
  Object.assign(FakeStorage.prototype, { setItem, removeItem });
  for (const each of told) tab.window.dispatchEvent(Object.assign(new Event("storage"), each));
}

/** A tab whose words are in this browser alone. */
const UNSAVED = {
  "while a choice is open": async () => {
    const browser = new Browser();
    const tab = await browser.open();
    await tab.write("mine");
    browser.server.save("theirs");
    await tab.write("mine, longer");
    assert.equal(tab.status, "Choose a text first. Yours is kept in this browser");
    return tab;
  },
  "after they came too late": async () => {
    const browser = new Browser();
    const tab = await browser.open();
    await tab.write("mine");
    browser.server.submit("theirs");
    await tab.write("mine, longer");
    assert.equal(tab.status, "The interview has moved on. Your words are kept in this browser");
    return tab;
  },
  "while the server is away": async () => {
    const tab = await new Browser().open({ network: "offline" });
    await tab.write("mine");
    assert.match(tab.status, /^Not saved yet\. Kept in this browser/);
    return tab;
  },
};

for (const [when, open] of Object.entries(UNSAVED)) {
  test(`words that another tab has this browser forget are no longer said to be kept: ${when}`, async () => {
    const tab = await open();
    assert.equal(tab.happen("beforeunload"), false);
    forgetAll(tab);
    assert.doesNotMatch(tab.status, /(?<!no )kept in this browser/i);
    assert.match(tab.status, /Keep this page open|Copy your words before you leave this page/);
    assert.equal(tab.happen("beforeunload"), true);
    assert.deepEqual(tab.browser.kept, []);
  });

  test(`words that another tab takes out are put back where they wait here to be saved: ${when}`, async () => {
    const tab = await open();
    const { kept } = tab.browser;
    const isOver = tab.status.startsWith("The interview has moved on");
    takeOut(tab, Object.keys(tab.browser.localStorage));
    assert.deepEqual(tab.browser.kept, isOver ? [] : kept);
    // Somebody has seen to them there: they come back nowhere, and are said to stand here alone.
    assert.equal(/Copy your words before you leave this page/.test(tab.status), isOver);
  });
}

/** Words of an answer that was handed in elsewhere, in a tab that knows of it or not, and the next question in another. */
async function offered({ isKnown }) {
  const browser = new Browser({ questions: 3 });
  const one = await browser.open(isKnown ? {} : { network: "offline" });
  await one.write("mine");
  browser.server.submit("theirs", 0);
  await one.write("mine, longer");
  const two = await browser.open();
  await two.clock.pass(1000);
  assert.equal(two.leftover, "mine, longer");
  return { browser, one, two };
}

test("words that were discarded and put back are said to be kept again where they stand", async () => {
  const { browser, one, two } = await offered({ isKnown: true });
  await telling(one, () => two.press("leftover-drop"));
  assert.match(one.status, /Copy your words before you leave this page/);
  await telling(one, () => two.press("leftover-undo"));
  assert.equal(one.status, "The interview has moved on. Your words are kept in this browser");
  assert.deepEqual(browser.kept, ["mine, longer"]);
});

for (const button of ["leftover-drop", "leftover-add"]) {
  test(`words that the person has seen to are offered no more, though a tab that has not heard shows them: ${button}`, async () => {
    const { browser, one, two } = await offered({ isKnown: false });
    await telling(one, () => two.press(button));
    await two.clock.pass(2000);
    assert.deepEqual(browser.kept, []);
    assert.match(one.status, /Keep this page open/);
    one.network = "online";
    await one.clock.pass(60000);
    assert.match(one.status, /Copy your words before you leave this page/);
    assert.deepEqual(browser.kept, []);
  });
}

test("words that are typed after others of that box were discarded elsewhere are kept", async () => {
  const { browser, one, two } = await offered({ isKnown: false });
  await telling(one, () => two.press("leftover-drop"));
  await one.write("mine, longer and newer");
  assert.deepEqual(browser.kept, ["mine, longer and newer"]);
});

test("a box made while the clock was ahead keeps nothing either once another tab has had all forgotten", async () => {
  const browser = new Browser();
  const { now } = browser.clock;
  browser.clock.now += 86400000;
  const tab = await browser.open({ network: "offline" });
  browser.clock.now = now;
  forgetAll(tab);
  await tab.write("private");
  assert.deepEqual([browser.kept, tab.happen("beforeunload")], [[], true]);
});

// --- ending while another tab holds words for this question --------------------------------------------------------

test("who ends the interview is first asked about words that another tab keeps for this question", async () => {
  const browser = new Browser();
  const one = await browser.open();
  await one.write("one");
  const two = await browser.open({ network: "offline" });
  await two.write("one, and the best words of all");
  await one.press("end");
  assert.deepEqual([one.choice, one.triggers], ["one, and the best words of all", []]);
  await one.press("keep-mine");
  takeOut(two, []);
  await one.press("end");
  assert.deepEqual(one.triggers, ["ending"]);
});

test("words that are declined once are not asked about again, though their tab keeps them", async () => {
  const browser = new Browser();
  const one = await browser.open();
  await one.write("one");
  const two = await browser.open({ network: "offline" });
  await two.write("other words");
  await one.press("end");
  await one.press("keep-mine");
  takeOut(two, [...Object.keys(browser.localStorage), two.get("boxes").get(two.root).draft.copies.key]);
  assert.deepEqual(browser.kept, ["other words"]);
  await one.press("end");
  assert.deepEqual([one.choice, one.triggers], [null, ["ending"]]);
});

test("words of another tab that the answer holds already keep nobody from ending", async () => {
  const browser = new Browser();
  const one = await browser.open();
  const two = await browser.open({ network: "offline" });
  await two.write("one");
  await one.write("one and more");
  await one.press("end");
  assert.deepEqual([one.choice, one.triggers], [null, ["ending"]]);
});

// --- words that are written down late ---------------------------------------------------------------------------------

/** A recording is being written down, and the page has gone on. */
async function spoken(browser, goOn) {
  const tab = await browser.open({ canSpeak: true, microphone: true });
  await tab.write("My answer.");
  await tab.press("speak");
  await tab.microphone.allow();
  tab.network = "held";
  await tab.press("speak");
  await tab.clock.pass(100);
  goOn();
  await tab.leave();
  await tab.run();
  tab.network = "online";
  for (const request of tab.open) await request.pass();
  await tab.clock.pass(1000);
  return tab;
}

test("words that come in late for an earlier question are offered at once where the next one is shown", async () => {
  const browser = new Browser({ questions: 2 });
  const tab = await spoken(browser, () => browser.server.submit("My answer."));
  assert.equal(tab.leftover, "My answer. spoken words");
});

test("words that come in late for a question whose box was drawn anew stand in it and are saved", async () => {
  const browser = new Browser();
  const tab = await spoken(browser, () => {});
  assert.deepEqual([tab.text, browser.server.draft], ["My answer. spoken words", "My answer. spoken words"]);
  await tab.clock.pass(1000);
  assert.deepEqual([tab.choice, browser.kept], [null, []]);
});

// --- what something in front of the app refuses ------------------------------------------------------------------------

test("a text that is too large for what stands in front of the app is not sent again, and that is said", async () => {
  const tab = await new Browser().open({ network: "held" });
  await tab.write("a very large text");
  await tab.saves[0].raw(413, "<html>", {});
  await tab.clock.pass(20000);
  assert.deepEqual([tab.saves.length, tab.notice], [1, "This text can’t be stored."]);
  assert.match(tab.status, /^Not saved: this text can’t be stored\. It is kept in this browser/);
});

test("what was saved before and then overtaken is not said to be left out", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("three hundred words");
  browser.server.submit("three hundred words");
  await tab.write("three hundred words, three more");
  await settle();
  assert.match(tab.notice, /may not all be part of it/);
});
