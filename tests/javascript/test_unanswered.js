// A save whose reply is lost may have been stored: until the server says so, nobody knows what it has.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser } from "./browser.js";

const LONG = "In my last team I led the move of the ward's rota to a shared sheet.";

/** The answer is saved; then all is deleted, and the reply to that save is lost. */
async function deleted(lose, browser = new Browser()) {
  const tab = await browser.open();
  await tab.write(LONG);
  tab.network = "held";
  tab.type("");
  await tab.clock.pass(1000);
  tab.saves.at(-1).arrive();
  await lose(tab);
  tab.network = "online";
  return { browser, tab };
}

const LOST = {
  "the connection is cut": (tab) => tab.saves.at(-1).fail(),
  "a proxy gives up": (tab) => tab.saves.at(-1).raw(502, "<html>", {}),
  "nothing comes in ten seconds": (tab) => tab.clock.pass(9000),
};

for (const [how, lose] of Object.entries(LOST)) {
  test(`words put back after a save whose reply is lost are saved again: ${how}`, async () => {
    const { browser, tab } = await deleted(lose);
    tab.type(LONG);
    await tab.clock.pass(12000);
    assert.equal(browser.server.draft, LONG);
    assert.match(tab.status, /^Saved at/);
    tab.crash();
    assert.equal((await browser.open()).text, LONG);
  });
}

test("words put back while the closing save of none is under way stay in this browser and are saved", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write(LONG);
  tab.network = "held";
  tab.type("");
  await tab.hide();
  const closing = tab.saves.at(-1);
  closing.arrive();
  tab.document.visibilityState = "visible";
  tab.type(LONG);
  await tab.clock.pass(900);
  assert.deepEqual(browser.kept, [LONG]);
  tab.network = "online";
  for (const request of tab.open) await request.pass();
  await tab.clock.pass(5000);
  assert.deepEqual([browser.server.draft, tab.text, browser.kept], [LONG, LONG, []]);
});

test("after a lost reply, looking at what another tab did empties no box", async () => {
  const { browser, tab } = await deleted(LOST["the connection is cut"]);
  tab.type(LONG);
  tab.happen("focus");
  await tab.clock.pass(5000);
  assert.deepEqual([tab.text, browser.server.draft, tab.notice], [LONG, LONG, ""]);
});

test("what was typed and taken back is not handed in at the end of a real interview", async () => {
  const browser = new Browser();
  browser.server.endsAt = browser.clock.now + 60000;
  const tab = await browser.open();
  await tab.write("I led it.");
  tab.network = "held";
  tab.type("I led it. My boss was an idiot.");
  await tab.clock.pass(1000);
  tab.saves.at(-1).arrive();
  await tab.saves.at(-1).fail();
  tab.network = "online";
  tab.type("I led it.");
  await tab.clock.pass(58000);
  assert.equal(browser.server.draft, "I led it.");
});

// --- what is said where everything is saved -------------------------------------------------------------------------

test("a letter that is typed and taken back at once leaves the time of the last save", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  const { status } = tab;
  tab.type("one,");
  assert.equal(tab.status, "Typing …");
  tab.type("one");
  await tab.clock.pass(5000);
  assert.deepEqual([tab.status, tab.saves.length], [status, 1]);
});

test("a box in which a letter was typed and taken back has nothing to save", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  tab.type("o");
  tab.type("");
  await tab.clock.pass(5000);
  assert.equal(tab.status, "Nothing to save yet");
});

test("words taken back while the server is away are called saved when it has answered", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  tab.network = "offline";
  await tab.write("one two");
  tab.type("one");
  await tab.clock.pass(20000);
  assert.match(tab.status, /^Not saved yet/);
  assert.deepEqual(browser.kept, ["one"]);
  tab.network = "online";
  tab.happen("online");
  await tab.clock.pass(1000);
  assert.match(tab.status, /^Saved at/);
});

test("to end while the server is away says that it did not answer, and not that saved words are unsaved", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  const { status } = tab;
  tab.network = "offline";
  await tab.press("end");
  assert.equal(tab.notice, "The server did not answer. Your words are saved. Try again in a moment.");
  assert.equal(tab.status, status);
  assert.deepEqual(tab.triggers, []);
  tab.network = "online";
  await tab.clock.pass(5000);
  assert.equal(tab.notice, "");
});

test("saved words are not called unsaved while a submission waits for the server", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  tab.network = "held";
  await tab.press("submit");
  await tab.clock.pass(4000);
  assert.doesNotMatch(tab.status, /Not saved/);
});

test("who is signed out when submitting saved words reads that they are saved, until it works again", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  tab.network = "held";
  await tab.press("submit");
  await tab.saves.at(-1).raw(401, "", {});
  assert.equal(tab.notice, "You may need to sign in again. Your words are saved.");
  tab.network = "online";
  await tab.clock.pass(5000);
  assert.equal(tab.notice, "");
  assert.match(tab.status, /^Saved at/);
});

test("a text that was too long and is put back to the saved one is called saved, and nothing is said against it", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  await tab.write("x".repeat(201));
  assert.equal(tab.notice, "It is too long.");
  await tab.write("one");
  assert.match(tab.status, /^Saved at/);
  assert.equal(tab.notice, "");
});

test("writing on instead of a submission that did not get through says when the words were saved", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  tab.network = "held";
  await tab.press("submit");
  await tab.saves.at(-1).pass();
  await tab.submits.at(-1).fail();
  assert.match(tab.status, /^Not sent yet/);
  await tab.press("submit");
  assert.match(tab.status, /^Saved at/);
});

test("that the connection is back and the answer saved is said once the words typed since are, too", async () => {
  const browser = new Browser();
  const tab = await browser.open({ network: "offline" });
  await tab.write("one");
  await tab.clock.pass(9000);
  tab.network = "held";
  await tab.clock.pass(5000);
  tab.type("one two");
  const said = tab.see("live").textContent;
  await tab.saves.at(-1).pass();
  assert.equal(tab.see("live").textContent, said);
  await tab.clock.pass(1000);
  await tab.saves.at(-1).pass();
  assert.equal(tab.see("live").textContent, "Connected again. Your answer is saved.");
});

// --- replies that are not the app's ---------------------------------------------------------------------------------

test("a page that is not found in front of the app ends no answer: saving goes on", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  tab.network = "held";
  tab.happen("focus");
  await tab.clock.pass(0);
  await tab.open[0].raw(404, "404 page not found", { "Content-Type": "text/plain" });
  assert.deepEqual([tab.triggers, tab.area.readOnly], [[], false]);
  tab.type("one two");
  await tab.clock.pass(1000);
  await tab.saves.at(-1).raw(409, "<html>", {});
  assert.match(tab.status, /^Not saved yet/);
  tab.network = "online";
  await tab.clock.pass(5000);
  assert.deepEqual([browser.server.draft, tab.area.readOnly], ["one two", false]);
});

test("an interview that is deleted as its time ends is said to be gone, and the server is left alone", async () => {
  const browser = new Browser();
  browser.server.endsAt = browser.clock.now + 60000;
  const tab = await browser.open();
  await tab.write("one");
  browser.server.isGone = true;
  await tab.clock.pass(70000);
  assert.equal(tab.notice, "This interview is not here any more. It may have been deleted.");
  const asked = tab.requests.length;
  await tab.clock.pass(60000);
  assert.equal(tab.requests.length, asked);
});
