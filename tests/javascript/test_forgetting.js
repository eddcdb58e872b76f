// When the words of an answer go that no save has taken: by their age, whatever the clock says for a while.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

import { Browser, FakeStorage } from "./browser.js";

test("entries of other interviews go after 30 days, once they seemed so old on two days", async () => {
  const browser = new Browser();
  browser.keep("s2:0", "a", { text: "of 29 days", at: browser.daysAgo(29) });
  browser.keep("s3:0", "a", { text: "of 28 days", at: browser.daysAgo(28) });
  browser.keep("s4:0", "a", { text: " ", at: browser.daysAgo(31) });
  await browser.open();
  assert.deepEqual(browser.kept, ["of 29 days", "of 28 days", " "]);
  await browser.clock.pass(86400000 - 1);
  await browser.open();
  assert.deepEqual(browser.kept, ["of 29 days", "of 28 days", " "]);
  await browser.clock.pass(1);
  await browser.open();
  assert.deepEqual(browser.kept, ["of 28 days"]);
});

test("words typed while the clock was wrong are there when it is right, also two days later", async () => {
  const browser = new Browser();
  const today = browser.clock.now;
  browser.clock.now = Date.parse("2015-01-01T00:05:00Z");
  const tab = await browser.open({ network: "offline" });
  await tab.write("a long answer");
  tab.crash();
  for (const days of [0, 2]) {
    browser.clock.now = today + days * 86400000;
    const next = await browser.open({ network: "offline" });
    assert.equal(next.text, "a long answer");
    next.crash();
  }
});

const WRONG = { "long before this program": "2020-01-01T00:05:00Z", "in days to come": "2026-03-20T12:00:00Z" };
for (const [said, at] of Object.entries(WRONG)) {
  test(`words of another interview typed while the clock stood ${said} stay for 30 days after they are seen`, async () => {
    const browser = new Browser();
    browser.keep("s2:0", "a", { text: "a long answer", at: Date.parse(at) });
    const { now } = browser.clock;
    browser.clock.now = Date.parse("2020-01-01T00:06:00Z");
    (await browser.open()).crash();
    for (const [days, kept] of [[0, 1], [1, 1], [29, 1], [60, 0]]) {
      browser.clock.now = now + days * 86400000;
      (await browser.open()).crash();
      assert.equal(browser.kept.length, kept, `after ${days} days`);
    }
  });
}

test("whoever opens an interview sees what was kept for it, however old it seems", async () => {
  const browser = new Browser();
  browser.keep("s1:0", "a", { text: "of long ago", base: 0, at: browser.daysAgo(90), oldSince: browser.daysAgo(2) });
  assert.equal((await browser.open()).text, "of long ago");
});

test("a clock that was ahead for a while takes nothing away", async () => {
  const browser = new Browser();
  browser.keep("s2:0", "a", { text: "of yesterday", at: browser.daysAgo(1) });
  const today = browser.clock.now;
  browser.clock.now += 400 * 86400000;
  (await browser.open()).crash();
  browser.clock.now = today + 2 * 86400000;
  await browser.open();
  assert.deepEqual(browser.kept, ["of yesterday"]);
});

test("an entry without a time stays and is found last", async () => {
  const browser = new Browser();
  browser.keep("s1:0", "a", { text: "timeless" });
  browser.keep("s1:0", "b", { text: "timed", at: browser.daysAgo(20) });
  const tab = await browser.open();
  assert.deepEqual([tab.text, tab.choice], ["timed", "timeless"]);
});

test("what this browser keeps is forgotten also where its storage is full", async () => {
  const storage = new FakeStorage();
  storage.setItem("mi:draft:s1:0:w", JSON.stringify({ text: "private words", at: 1 }));
  storage.holdAtMost(1);
  const source = readFileSync(new URL("../../interview/web/kept_form/forget_drafts.js", import.meta.url), "utf8");
  vm.runInContext(source, vm.createContext({ localStorage: storage, sessionStorage: new FakeStorage() }));
  assert.deepEqual(Object.keys(storage), ["mi:forgotten"]);
});
