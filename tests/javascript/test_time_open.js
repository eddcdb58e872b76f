// The time that is told of a question: only while it is in front of somebody.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser } from "./browser.js";

const MINUTE_MS = 60000;
const told = (tab) => (tab.see("elapsed").hidden ? "" : tab.see("elapsed").textContent);

/** So long somebody types now and then. */
async function work(tab, clock, minutes) {
  for (let minute = 0; minute < minutes; minute += 1) {
    await clock.pass(MINUTE_MS);
    tab.type(`${tab.text} more`);
  }
}

async function opened(options = {}) {
  const browser = new Browser({ questions: 2 });
  const tab = await browser.open(options);
  return { browser, tab, clock: browser.clock, server: browser.server };
}

test("whoever types for three minutes reads three minutes", async () => {
  const { tab, clock } = await opened();
  assert.match(told(tab), /^under a minute to think and write so far/);
  await work(tab, clock, 3);
  assert.match(told(tab), /^3 min to think and write so far/);
});

test("a pause does not count: the time goes on where it was left", async () => {
  const { tab, clock } = await opened();
  await work(tab, clock, 1);
  await tab.leave();
  await clock.pass(30 * MINUTE_MS);
  await tab.run();
  assert.match(told(tab), /^1 min /);
});

test("a tab that is out of sight does not count, nor does a computer that sleeps", async () => {
  const { tab, clock } = await opened();
  await work(tab, clock, 1);
  tab.document.visibilityState = "hidden";
  await clock.pass(20 * MINUTE_MS);
  tab.document.visibilityState = "visible";
  clock.now += 20 * MINUTE_MS;
  await clock.pass(1000);
  assert.match(told(tab), /^1 min /);
});

test("a question that is left open on the screen counts no longer than somebody may think", async () => {
  const { tab, clock } = await opened();
  await work(tab, clock, 1);
  await clock.pass(60 * MINUTE_MS);
  assert.match(told(tab), /^3 min /);
});

test("of a question that was begun in another tab no time is told", async () => {
  const { browser, tab, clock } = await opened();
  await tab.write("begun here");
  const other = await browser.open();
  await clock.pass(MINUTE_MS);
  assert.equal(told(other), "");
});
