// An answer that is open again: its words are in the box, and those for the question one came from wait for that one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser } from "./browser.js";

/** A tab that has submitted the first answer and begun the second. */
async function begun() {
  const browser = new Browser({ questions: 3 });
  const tab = await browser.open();
  tab.type("first answer");
  await tab.press("submit");
  await tab.run();
  await tab.write("second, half");
  return { browser, tab, server: browser.server };
}

/** The page opens the first answer again and runs anew. */
async function goBack(tab) {
  tab.server.reopen(0);
  await tab.run({ reopened: true });
}

test("the box holds what was submitted, says so, and offers neither skip nor leftovers", async () => {
  const { tab } = await begun();
  await goBack(tab);
  assert.equal(tab.text, "first answer");
  assert.equal(tab.see("live").textContent, "You are back at this question. Your answer is in the box.");
  assert.ok(tab.see("skip").hidden);
  assert.equal(tab.leftover, null);
  assert.equal(tab.choice, null);
});

test("words typed a moment before going back are saved for their own question", async () => {
  const { tab, server } = await begun();
  tab.type("second, half a sentence");
  await goBack(tab);
  assert.equal(server.questions[1].draft, "second, half a sentence");
  assert.equal(tab.text, "first answer");
});

test("words that could not be saved wait in this browser for their question and are not offered for another", async () => {
  const { browser, tab, server } = await begun();
  tab.network = "offline";
  tab.type("second, typed without a network");
  server.reopen(0);
  await tab.run({ reopened: true });
  tab.network = "online";
  await tab.clock.pass(5000);
  assert.equal(tab.leftover, null);
  assert.ok(browser.kept.includes("second, typed without a network"));
  await tab.write("first answer, changed");
  await tab.press("submit");
  await tab.run();
  assert.equal(tab.text, "second, typed without a network");
  await tab.clock.pass(5000);
  assert.equal(server.questions[1].draft, "second, typed without a network");
  assert.equal(server.answer, "first answer, changed");
});

test("submitting it again leads back to the other question with its words", async () => {
  const { tab, server } = await begun();
  await goBack(tab);
  await tab.write("first answer, changed");
  await tab.press("submit");
  await tab.run();
  assert.equal(tab.text, "second, half");
  assert.deepEqual(server.questions.map((each) => each.answer), ["first answer, changed", null, null]);
});

test("another tab that shows the later question saves its words there and then shows where it stands", async () => {
  const { browser, tab, server } = await begun();
  const other = await browser.other().open();
  other.type("second, half, and more");
  server.reopen(0);
  await other.clock.pass(2000);
  assert.equal(server.questions[1].draft, "second, half, and more");
  other.happen("focus");
  await other.clock.pass(100);
  assert.ok(other.triggers.includes("moved"));
  assert.equal(tab.text, "second, half");
});
