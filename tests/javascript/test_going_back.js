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

test("a question that was skipped is left so, and words written for it meanwhile come back", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  await tab.press("skip");
  await tab.press("skip-yes");
  await tab.run();
  await goBack(tab);
  assert.equal(tab.see("live").textContent, "You are back at this question, which you skipped.");
  await tab.press("submit");
  assert.match(tab.notice, /or leave it skipped/);
  await tab.write("now I know");
  assert.equal(tab.see("skip").hidden, true);
  assert.equal(tab.see("as-it-was").textContent, "Leave it skipped");
  await tab.press("as-it-was");
  assert.equal(tab.server.answer, "");
  await tab.run();
  await goBack(tab);
  assert.equal(tab.text, "now I know");
});

test("words that stood in the box when a question was skipped are in it again", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  tab.type("half a thought");
  await tab.press("skip");
  await tab.press("skip-yes");
  assert.equal(tab.server.answer, "");
  await tab.run();
  assert.equal(tab.leftover, null);
  await goBack(tab);
  assert.equal(tab.text, "half a thought");
  assert.match(tab.see("live").textContent, /which you skipped. What you wrote there is in the box/);
  await tab.press("as-it-was");
  assert.deepEqual([tab.server.answer, tab.server.questions[0].unused], ["", "half a thought"]);
});

test("an answer is kept as it was with one press, and the words of the change come back", async () => {
  const { tab, server } = await begun();
  assert.ok(tab.see("as-it-was").hidden);
  await goBack(tab);
  assert.equal(tab.see("as-it-was").textContent, "Keep my answer as it was");
  tab.type("first answer, changed for the worse");
  await tab.press("as-it-was");
  assert.equal(server.answer, "first answer");
  await tab.run();
  assert.equal(tab.see("live").textContent, "Your answer stays as it was.");
  assert.equal(tab.text, "second, half");
  assert.equal(tab.leftover, null);
  await goBack(tab);
  assert.equal(tab.text, "first answer, changed for the worse");
  assert.match(tab.see("live").textContent, /The words that you changed are in the box/);
  assert.equal(tab.choice, null);
});

test("without a network nothing is kept as it was, nothing is lost, and it says so", async () => {
  const { browser, tab, server } = await begun();
  await goBack(tab);
  tab.network = "offline";
  tab.type("first answer, changed");
  await tab.press("as-it-was");
  assert.match(tab.notice, /did not reach the server/);
  assert.equal(server.answer, null);
  assert.ok(browser.kept.includes("first answer, changed"));
  assert.equal(tab.area.readOnly, false);
  tab.network = "online";
  await tab.press("as-it-was");
  assert.equal(server.answer, "first answer");
  assert.equal(server.questions[0].unused, "first answer, changed");
});

test("an answer whose words are deleted while it is changed names no button that is not there", async () => {
  const { tab, server } = await begun();
  await goBack(tab);
  await tab.write("");
  await tab.press("submit");
  assert.match(tab.notice, /can’t be skipped/);
  assert.equal(tab.see("skip").hidden, true);
  assert.equal(server.answer, null);
});

test("words typed a moment before going back are saved for their own question", async () => {
  const { tab, server } = await begun();
  tab.type("second, half a sentence");
  await goBack(tab);
  assert.equal(server.questions[1].draft, "second, half a sentence");
  assert.equal(tab.text, "first answer");
});

test("words that could not be saved are sent to their question from another one, and not offered there", async () => {
  const { browser, tab, server } = await begun();
  tab.network = "offline";
  tab.type("second, typed without a network");
  server.reopen(0);
  await tab.run({ reopened: true });
  await tab.clock.pass(5000);
  assert.ok(browser.kept.includes("second, typed without a network"));
  tab.network = "online";
  await tab.clock.pass(5000);
  assert.equal(tab.leftover, null);
  assert.equal(server.questions[1].draft, "second, typed without a network");
  assert.deepEqual(browser.kept, []);
  await tab.write("first answer, changed");
  await tab.press("submit");
  await tab.run();
  assert.equal(tab.text, "second, typed without a network");
  assert.equal(tab.choice, null);
  assert.equal(server.answer, "first answer, changed");
});

test("an interview ends only when words for another open question are on the server", async () => {
  const { tab, server } = await begun();
  tab.network = "held";
  tab.type("second, and its last words");
  await goBack(tab);
  for (const request of tab.open) await request.fail();
  tab.network = "online";
  await tab.press("end");
  assert.deepEqual(tab.triggers, ["moved", "ending"]);
  assert.equal(server.questions[1].draft, "second, and its last words");
});

test("while nobody can say whether words for another question are saved, the interview does not end", async () => {
  const { tab } = await begun();
  tab.network = "offline";
  tab.type("second, and its last words");
  await goBack(tab);
  tab.network = "held";
  await tab.press("end");
  await tab.saves.at(-1).pass();
  for (const request of tab.open) await request.fail();
  assert.match(tab.notice, /not saved yet/);
  assert.deepEqual(tab.triggers, ["moved"]);
  assert.equal(tab.area.readOnly, false);
});

test("words in a choice that nobody made are named before the end, and wait for their question", async () => {
  const { browser, tab, server } = await begun();
  server.save("second, from the phone", 1);
  await tab.write("second, from here");
  assert.equal(tab.choice, "second, from the phone");
  await goBack(tab);
  await tab.press("end");
  assert.match(tab.notice, /Words for question 2 are only in this browser/);
  assert.deepEqual(tab.triggers, ["moved"]);
  assert.equal(server.questions[1].draft, "second, from the phone");
  assert.ok(browser.kept.includes("second, from here"));
  await tab.press("submit");
  await tab.run();
  assert.deepEqual([tab.text, tab.choice].sort(), ["second, from here", "second, from the phone"]);
});

test("words for a follow-up are named by the number of its question, as on the pages", async () => {
  const { tab, server } = await begun();
  server.questions[1].main = 0;
  server.save("follow-up, from the phone", 1);
  await tab.write("follow-up, from here");
  await goBack(tab);
  await tab.press("end");
  assert.match(tab.notice, /Words for question 1 are only in this browser/);
});

test("a tab that wakes while another question is asked saves its words first", async () => {
  const { browser, server } = await begun();
  const other = await browser.other().open({ network: "offline" });
  await other.write("second, half, typed on a train");
  server.reopen(0);
  other.network = "online";
  other.happen("focus");
  await other.clock.pass(100);
  assert.equal(server.questions[1].draft, "second, half, typed on a train");
  assert.equal(other.notice, "");
  assert.deepEqual(other.triggers, ["moved"]);
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

test("who comes back to an answer from a page without a box hears that, and not of a next question", async () => {
  const tab = await new Browser().open();
  await tab.write("the only one");
  await tab.press("submit");
  await tab.leave();
  await goBack(tab);
  assert.equal(tab.see("live").textContent, "You are back at this question. Your answer is in the box.");
});
