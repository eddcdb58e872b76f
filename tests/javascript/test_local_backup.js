// The backup of unsaved words in this browser: when it is written and dropped, what is found again, and storage that fails.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser } from "./browser.js";

const found = (list) => [...list].map((backup) => backup.text);

async function backups(browser) {
  return (await browser.open()).get("LocalBackup");
}

// --- when it is written and dropped -------------------------------------------------------------------------------

test("every change is in the browser before anything is sent", async () => {
  const tab = await new Browser().open();
  for (const text of ["o", "on", "one"]) {
    tab.type(text);
    assert.deepEqual(tab.browser.kept, [text]);
  }
  assert.equal(tab.requests.length, 0);
});

test("it stays until the server confirms, and goes then", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("one");
  assert.deepEqual(tab.browser.kept, ["one"]);
  await tab.saves[0].pass();
  assert.deepEqual(tab.browser.kept, []);
});

test("a late confirmation of the same words does not drop them while another text is on the server", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("a");
  tab.type("b");
  tab.happen("pagehide");
  const [first, second] = tab.saves;
  first.arrive();
  await second.pass();
  tab.type("a");
  await first.pass();
  assert.deepEqual(tab.browser.kept, ["a"]);
  assert.equal(tab.server.draft, "b");
});

test("an entry that says nothing of its last save is found all the same", async () => {
  const browser = new Browser();
  const entry = { text: "of before", base: 0, writer: "old", at: browser.clock.now };
  browser.localStorage.setItem("mi:draft:s1:0:old", JSON.stringify(entry));
  const tab = await browser.open();
  assert.equal(tab.text, "of before");
  tab.network = "offline";
  tab.type("of now");
  const [[key, value]] = Object.entries(browser.localStorage);
  assert.match(key, /^mi:draft:s1:0:writer-\d+$/);
  const written = { text: "of now", base: 1, revision: 1, writer: key.slice(14), at: browser.clock.now };
  assert.deepEqual(JSON.parse(value), written);
});

test("an entry that says nothing of its last save is offered where its editor saved other words", async () => {
  const browser = new Browser();
  Object.assign(browser.server.questions[0], { draft: "saved", revision: 7, writer: "W", savedAt: browser.server.time() });
  browser.keep("s1:0", "W", { text: "kept", base: 3, at: browser.clock.now + 5000 });
  const tab = await browser.open();
  assert.deepEqual([tab.text, tab.choice, browser.kept.includes("kept")], ["saved", "kept", true]);
});

// --- what is found again ------------------------------------------------------------------------------------------

test("after a crash the words are back, said to be unsaved, and saved by themselves", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  tab.network = "offline";
  await tab.write("typed and not saved");
  tab.crash();
  const next = await browser.open();
  assert.equal(next.text, "typed and not saved");
  assert.equal(next.server.draft, "typed and not saved");
  assert.deepEqual(browser.kept, []);
});

test("words come back when the server cannot be reached either", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  tab.network = "offline";
  await tab.write("words");
  tab.crash();
  const [[, before]] = Object.entries(browser.localStorage);
  await browser.clock.pass(5000);
  const next = await browser.open({ network: "offline" });
  assert.equal(next.text, "words");
  const [[, after]] = Object.entries(browser.localStorage);
  assert.equal(JSON.parse(after).at, JSON.parse(before).at);
  await next.write("words and more");
  next.crash();
  assert.equal((await browser.open()).text, "words and more");
});

test("entries are found newest first", async () => {
  const browser = new Browser();
  const backup = await backups(browser);
  browser.keep("s1:0", "b", { text: "middle", at: 2000 });
  browser.keep("s1:0", "a", { text: "newest", at: 3000 });
  browser.keep("s1:0", "c", { text: "oldest", at: 1000 });
  assert.deepEqual(found(backup.ofQuestion("s1:0")), ["newest", "middle", "oldest"]);
});

test("entries of another question or interview are another matter", async () => {
  const browser = new Browser();
  const backup = await backups(browser);
  for (const question of ["s1:1", "s1:10", "s2:1"]) browser.keep(question, "w", { text: question, at: 1 });
  browser.localStorage.setItem("mi:start:s1:1", "5");
  browser.localStorage.setItem("theme", "dark");
  assert.deepEqual(found(backup.ofQuestion("s1:1")), ["s1:1"]);
  assert.deepEqual(found(backup.ofOtherQuestions("s1", "s1:1")), ["s1:10"]);
});

test("what two closed tabs left is offered, and both can be kept", async () => {
  const browser = new Browser();
  browser.keep("s1:0", "a", { text: "older", base: 0, at: browser.daysAgo(2) });
  browser.keep("s1:0", "b", { text: "newer", base: 0, at: browser.daysAgo(1) });
  const tab = await browser.open();
  assert.deepEqual([tab.text, tab.choice], ["newer", "older"]);
  assert.deepEqual([tab.server.draft, browser.kept], ["newer", ["older"]]);
  await tab.press("keep-both");
  await tab.clock.pass(1000);
  assert.equal(tab.server.draft, "older\n\nnewer");
  assert.deepEqual(browser.kept, []);
});

test("a double click chooses between the first two texts only", async () => {
  const browser = new Browser();
  for (const [days, text] of [[3, "oldest"], [2, "middle"], [1, "newest"]]) {
    browser.keep("s1:0", text, { text, base: 0, at: browser.daysAgo(days) });
  }
  const tab = await browser.open();
  assert.equal(tab.choice, "middle");
  await tab.press("keep-mine", 2);
  assert.equal(tab.choice, "oldest");
  assert.ok(browser.kept.includes("oldest"));
});

test("words that are part of the newer text are not asked about", async () => {
  const browser = new Browser();
  browser.keep("s1:0", "a", { text: "It was", base: 0, at: browser.daysAgo(2) });
  browser.keep("s1:0", "b", { text: "It was late", base: 0, at: browser.daysAgo(1) });
  const tab = await browser.open();
  assert.deepEqual([tab.text, tab.choice], ["It was late", null]);
  assert.deepEqual(browser.kept, []);
});

test("an entry older than the text on the server is offered, and the server's text stands in the box", async () => {
  const browser = new Browser();
  browser.keep("s1:0", "a", { text: "kept here", base: 0, at: browser.daysAgo(1) });
  browser.server.save("saved later elsewhere");
  const tab = await browser.open();
  assert.deepEqual([tab.text, tab.choice], ["saved later elsewhere", "kept here"]);
  assert.ok(browser.kept.includes("kept here"));
  await tab.press("use-other");
  await tab.clock.pass(1000);
  assert.equal(tab.server.draft, "kept here");
});

test("an entry newer than a text of another device on the server asks which one to keep", async () => {
  const browser = new Browser();
  browser.server.save("theirs");
  await browser.clock.pass(1000);
  browser.keep("s1:0", "a", { text: "mine", base: 0, at: browser.clock.now });
  const tab = await browser.open();
  assert.deepEqual([tab.text, tab.choice], ["mine", "theirs"]);
  assert.equal(tab.server.draft, "theirs");
});

// --- storage that fails -------------------------------------------------------------------------------------------

test("full storage keeps what it has, and the words are saved all the same", async () => {
  const browser = new Browser();
  browser.keep("s9:0", "a", { text: "of another interview", at: browser.daysAgo(1) });
  const tab = await browser.open();
  tab.network = "offline";
  tab.type("first");
  browser.localStorage.holdAtMost(0);
  tab.type("first and second");
  assert.deepEqual(browser.kept, ["of another interview", "first"]);
  assert.match(tab.notice, /keeps no copies/);
  tab.network = "online";
  await tab.clock.pass(1000);
  assert.equal(tab.server.draft, "first and second");
  assert.deepEqual(browser.kept, ["of another interview"]);
});

test("that no copies are kept stays on the page after a press on Submit", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  browser.localStorage.holdAtMost(0);
  tab.type("words");
  tab.network = "offline";
  await tab.press("submit");
  await tab.press("submit");
  assert.match(tab.notice, /keeps no copies/);
});

test("without a backup the browser asks before it leaves unsaved words, and only then", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  tab.type("words");
  assert.equal(tab.happen("beforeunload"), false);
  browser.localStorage.holdAtMost(0);
  tab.type("words and more");
  assert.equal(tab.happen("beforeunload"), true);
  await tab.clock.pass(1000);
  assert.equal(tab.happen("beforeunload"), false);
});

test("a browser that keeps nothing is never said to keep the words", async () => {
  const browser = new Browser({ questions: 2 });
  browser.localStorage.switchOff();
  const tab = await browser.open();
  const said = new Set();
  const hear = () => { for (const text of [tab.status, tab.notice, tab.see("live").textContent]) said.add(text); };
  tab.network = "offline";
  for (let tries = 0; tries < 3; tries += 1) {
    tab.type(`words ${tries}`);
    await tab.clock.pass(3000);
    hear();
  }
  assert.equal(tab.status, "Not saved yet. Keep this page open, retrying …");
  await tab.press("submit");
  hear();
  assert.equal(tab.status, "Not sent yet. Keep this page open, retrying …");
  await tab.press("submit");
  tab.network = "online";
  await tab.write("x".repeat(201));
  hear();
  assert.match(tab.status, /Copy it before you leave this page/);
  await tab.write("mine");
  tab.server.save("theirs");
  tab.type("mine, longer");
  await tab.clock.pass(1000);
  hear();
  assert.match(tab.status, /Keep this page open until then/);
  await tab.press("keep-mine");
  tab.server.submit("theirs");
  tab.type("mine, too late");
  await tab.clock.pass(1000);
  hear();
  assert.match(tab.status, /Copy your words before you leave this page/);
  assert.deepEqual([...said].filter((text) => /(?<!no )kept? .*browser|in this browser/i.test(text)), []);
});

test("storage that is switched off reads as empty, and the words are saved all the same", async () => {
  const browser = new Browser();
  browser.keep("s1:0", "a", { text: "out of reach", at: browser.daysAgo(1) });
  browser.localStorage.switchOff();
  const tab = await browser.open();
  assert.equal(tab.text, "");
  const backup = tab.get("LocalBackup");
  assert.deepEqual(found(backup.ofQuestion("s1:0")), []);
  assert.equal(backup.write("mi:draft:s1:0:w", { text: "x", base: 0, writer: "w", at: 1 }), false);
  backup.remove("mi:draft:s1:0:w");
  await tab.write("words");
  assert.equal(tab.server.draft, "words");
});

test("entries that cannot be read hide no others and are left alone", async () => {
  const browser = new Browser();
  const broken = ["", "{", "null", "7", '"text"', "[]", "{}", '{"text": 5}', '{"text": null, "at": 1}'];
  broken.forEach((value, i) => browser.localStorage.setItem(`mi:draft:s1:0:broken-${i}`, value));
  browser.keep("s1:0", "a", { text: "whole", base: "x", writer: 5, at: "y" });
  browser.keep("s1:0", "b", { text: "sound", base: 0, at: browser.daysAgo(1) });
  const tab = await browser.open();
  assert.deepEqual([tab.text, tab.choice], ["sound", "whole"]);
  assert.equal(Object.keys(browser.localStorage).filter((key) => key.includes("broken")).length, broken.length);
});
