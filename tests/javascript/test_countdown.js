// The time of a real interview: shown, said aloud twice, and at its end every word is handed in.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser } from "./browser.js";

/** A tab of a real interview that ends in so many seconds. */
async function timed(seconds, options = {}) {
  const browser = new Browser({ questions: 2 });
  browser.server.endsAt = browser.clock.now + 1000 * seconds;
  const tab = await browser.open(options);
  return { browser, tab, clock: browser.clock, server: browser.server };
}

const left = (tab) => tab.see("elapsed").textContent;
const aloud = (tab) => tab.see("live").textContent;

test("in practice the time so far is shown and nothing ends", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await browser.clock.pass(60000);
  assert.match(left(tab), /^1 min to think and write so far/);
  await browser.clock.pass(3600000);
  assert.equal(tab.area.readOnly, false);
});

test("what is left is shown in whole minutes, in the last one in seconds", async () => {
  const { tab, clock } = await timed(125);
  assert.equal(left(tab), "3 min left");
  await clock.pass(5000);
  assert.equal(left(tab), "2 min left");
  await clock.pass(61000);
  assert.equal(left(tab), "59 s left");
});

test("five minutes and one minute before the end it is said aloud, once each", async () => {
  const { tab, clock } = await timed(310);
  await clock.pass(9000);
  assert.equal(aloud(tab), "");
  await clock.pass(2000);
  assert.equal(aloud(tab), "5 minutes left.");
  tab.see("live").textContent = "";
  await clock.pass(230000);
  assert.equal(aloud(tab), "");
  await clock.pass(10000);
  assert.equal(aloud(tab), "1 minute left.");
});

test("the next question does not say it again", async () => {
  const { tab, clock } = await timed(200);
  await clock.pass(1000);
  assert.equal(aloud(tab), "4 minutes left.");
  tab.type("An answer.");
  await tab.press("submit");
  await tab.run();
  await clock.pass(2000);
  assert.notEqual(aloud(tab), "4 minutes left.");
});

test("when the time is over the last words are saved and the box takes no more", async () => {
  const { tab, clock, server } = await timed(10);
  await clock.pass(9900);
  tab.type("half a senten");
  await clock.pass(200);
  assert.equal(server.draft, "half a senten");
  assert.equal(tab.area.readOnly, true);
  assert.equal(aloud(tab), "Time is up. Your words are being handed in.");
  await clock.pass(12000);
  assert.ok(tab.triggers.includes("moved"));
  assert.equal(server.draft, "half a senten");
});

test("words that cannot be sent in time stay in this browser and can be copied", async () => {
  const { browser, tab, clock } = await timed(10);
  await clock.pass(9000);
  tab.network = "offline";
  tab.type("typed without a network");
  await clock.pass(30000);
  tab.network = "online";
  await clock.pass(30000);
  assert.deepEqual(browser.kept, ["typed without a network"]);
  assert.match(tab.notice, /The time is up\. What you see in the box may not all be part of it/);
  assert.equal(tab.see("copy").hidden, false);
  assert.equal(tab.text, "typed without a network");
});

test("two texts that nobody chose between are both handed in", async () => {
  const { tab, clock, server } = await timed(10);
  server.save("from the phone");
  tab.type("from here");
  await clock.pass(3000);
  assert.equal(tab.choice, "from the phone");
  await clock.pass(8000);
  assert.equal(server.draft, "from the phone\n\nfrom here");
});

test("a choice that comes up while words are handed in is handed in as well", async () => {
  const { tab, clock, server } = await timed(10);
  await clock.pass(9900);
  tab.type("from here");
  server.save("from the phone");
  await clock.pass(3000);
  assert.equal(tab.choice, null);
  assert.equal(server.draft, "from the phone\n\nfrom here");
  assert.equal(tab.area.readOnly, true);
  assert.ok(tab.see("submit").disabled);
  await clock.pass(12000);
  assert.deepEqual(tab.triggers.slice(0, 1), ["moved"]);
});

test("where the interview had moved on before, the way there stays open when the time is over", async () => {
  const { tab, clock, server } = await timed(10);
  await clock.pass(5000);
  server.submit("from the phone");
  await tab.write("from here");
  assert.match(tab.notice, /may not all be part of it/);
  await clock.pass(10000);
  assert.equal(tab.see("submit").disabled, false);
  await tab.press("submit");
  assert.deepEqual(tab.triggers.slice(0, 1), ["moved"]);
});

test("a clock of this browser that was wrong ends nothing: the server says what is left", async () => {
  const { tab, clock, server } = await timed(10);
  server.endsAt += 60000;
  await clock.pass(12000);
  assert.equal(tab.area.readOnly, false);
  assert.equal(left(tab), "58 s left");
  await tab.write("time enough");
  assert.equal(server.draft, "time enough");
});

test("an answer on its way when the time is over arrives", async () => {
  const { tab, clock, server } = await timed(10);
  await clock.pass(9000);
  tab.type("submitted in time");
  tab.network = "held";
  await tab.press("submit");
  await clock.pass(2000);
  tab.network = "online";
  for (const request of tab.open) await request.pass();
  await clock.pass(2000);
  assert.equal(server.answer, "submitted in time");
});

test("what is being said when the time is over is written down and handed in", async () => {
  const { tab, clock, server } = await timed(10, { canSpeak: true, microphone: true });
  await tab.press("speak");
  await tab.microphone.allow();
  await clock.pass(13000);
  assert.equal(tab.microphone.open, 0);
  assert.equal(server.draft, "spoken words");
});

test("what could not be written down in time stays in sight, and is said to be left out", async () => {
  const { tab, clock } = await timed(10, { canSpeak: true, microphone: true });
  await tab.write("typed");
  await tab.press("speak");
  await tab.microphone.allow();
  tab.network = "held";
  await tab.press("speak");
  tab.network = "online";
  await clock.pass(12000);
  await tab.open[0].reply(503, {});
  await clock.pass(20000);
  assert.match(tab.notice, /The time is up\. What you said last was not part of it/);
  assert.equal(tab.see("unwritten").hidden, false);
  assert.deepEqual(tab.triggers, []);
  await tab.press("submit");
  assert.deepEqual(tab.triggers, ["moved"]);
});

test("a page that runs again with what the server said long ago gives no time back", async () => {
  const { tab, clock } = await timed(600);
  await clock.pass(120000);
  await tab.run({ secondsLeft: 600 });
  await clock.pass(1000);
  assert.equal(left(tab), "8 min left");
  await tab.leave();
  await tab.run({ secondsLeft: 600 });
  await clock.pass(1000);
  assert.equal(left(tab), "8 min left");
  await tab.run({ secondsLeft: 550 });
  await clock.pass(1000);
  assert.equal(left(tab), "8 min left");
});

test("less time than was counted here is taken over from the page", async () => {
  const { tab, clock } = await timed(600);
  await tab.run({ secondsLeft: 61 });
  await clock.pass(2000);
  assert.equal(left(tab), "59 s left");
});

test("wherever the server says anew what is left, that counts, from when it was asked", async () => {
  const { tab, clock, server } = await timed(600);
  server.endsAt += 60000;
  const asked = tab.get("boxes").get(tab.root).api.currentQuestion();
  await asked;
  await clock.pass(1000);
  assert.equal(left(tab), "11 min left");
  tab.network = "held";
  tab.get("boxes").get(tab.root).api.currentQuestion();
  const request = tab.open.at(-1);
  await clock.pass(8000);
  await request.reply(200, { completed: false, secondsLeft: 50, question: null });
  await clock.pass(1000);
  assert.equal(left(tab), "41 s left");
});

test("a text that is too long at the end is said not to be stored, and not to be tried again", async () => {
  const browser = new Browser();
  browser.server.endsAt = browser.clock.now + 60000;
  const tab = await browser.open();
  await tab.write("x".repeat(150));
  await tab.write("x".repeat(250));
  await tab.clock.pass(62000);
  assert.match(tab.status, /^Not saved: this text can’t be stored/);
  assert.equal(tab.notice, "It is too long.");
});
