// Copies of what is typed outlast a wrong clock, a sign-out, another account, full storage and a restored database.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, settle } from "./browser.js";

/** What signing out in another tab leaves here. */
function signOut(browser, at = browser.clock.now) {
  for (const key of Object.keys(browser.localStorage)) browser.localStorage.removeItem(key);
  browser.localStorage.setItem("mi:forgotten", String(at));
}

test("who signed out while the clock was a day ahead finds words after a crash all the same", async () => {
  const browser = new Browser();
  signOut(browser, browser.daysAgo(-1));
  const tab = await browser.open({ network: "offline" });
  await tab.write("typed words");
  tab.crash();
  assert.equal((await browser.open()).text, "typed words");
});

test("words that are typed while another tab signs out are there again when the box is drawn anew", async () => {
  const browser = new Browser();
  const tab = await browser.open({ network: "offline" });
  await tab.write("one");
  signOut(browser);
  await tab.write("one two");
  assert.deepEqual(browser.kept, []);
  await tab.leave();
  await tab.run();
  assert.equal(tab.text, "one two");
});

for (const happening of ["focus", "online"]) {
  test(`words typed while another account was signed in are saved once that is over: ${happening}`, async () => {
    const browser = new Browser();
    const tab = await browser.open();
    await tab.write("one");
    Object.assign(browser.server, { isGone: true, permit: "another" });
    await tab.write("one two");
    assert.match(tab.notice, /not here any more/);
    tab.happen(happening);
    await settle();
    assert.match(tab.notice, /not here any more/);
    browser.server.isGone = false;
    tab.happen(happening);
    await tab.clock.pass(1000);
    assert.deepEqual([browser.server.draft, tab.notice, tab.area.readOnly], ["one two", "", false]);
    assert.deepEqual([tab.see("copy").hidden, tab.see("submit").textContent], [true, "Submit answer"]);
    await tab.write("one two three");
    assert.deepEqual([browser.server.draft, browser.kept], ["one two three", []]);
  });
}

test("while storage is full, drawing the box anew leaves the copy that is stored until the words are saved", async () => {
  const browser = new Browser();
  const tab = await browser.open({ network: "offline" });
  await tab.write("one two");
  browser.localStorage.holdAtMost(0);
  await tab.write("one two three");
  await tab.leave();
  await tab.run();
  assert.deepEqual([tab.text, browser.kept], ["one two three", ["one two"]]);
  tab.network = "online";
  await tab.clock.pass(5000);
  assert.deepEqual([browser.server.draft, browser.kept], ["one two three", []]);
});

// --- a restored database ---------------------------------------------------------------------------------------------

/** The database is an earlier one, in which another tab or device wrote. */
function restore(browser, draft, revision = 1) {
  Object.assign(browser.server.questions[0], { draft, revision, writer: "another", savedAt: browser.server.time() });
}

test("a copy that knew a later database is never saved unasked over what another writer has in this one", async () => {
  const browser = new Browser();
  restore(browser, "theirs", 3);
  browser.keep("s1:0", "a", { text: "mine", base: 5, revision: 6, at: browser.clock.now + 1000 });
  const tab = await browser.open();
  await tab.clock.pass(3000);
  assert.deepEqual([tab.text, tab.choice, browser.server.draft], ["mine", "theirs", "theirs"]);
});

test("who types on in an open page is asked about what another writer has in a restored database", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  for (const text of ["one", "one two"]) await tab.write(text);
  restore(browser, "theirs");
  await tab.write("one two three");
  assert.deepEqual([tab.choice, browser.server.draft], ["theirs", "theirs"]);
  await tab.press("keep-mine");
  await tab.clock.pass(1000);
  assert.deepEqual([browser.server.draft, browser.kept], ["one two three", []]);
});

test("words that a restored database has already are saved", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  for (const text of ["one", "one two"]) await tab.write(text);
  restore(browser, "one two three");
  await tab.write("one two three");
  assert.match(tab.status, /^Saved/);
});

test("a text of this page in a restored database is not taken for one of another tab", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("first words");
  const before = { ...browser.server.questions[0] };
  await tab.write("other words");
  await tab.leave();
  await tab.run();
  browser.server.questions[0] = before;
  tab.happen("focus");
  await tab.clock.pass(1000);
  assert.deepEqual([tab.choice, browser.server.draft], [null, "other words"]);
});

// --- leaving the page ------------------------------------------------------------------------------------------------

test("without storage nobody is asked to stay for a letter that was typed and taken away", async () => {
  const browser = new Browser();
  browser.localStorage.switchOff();
  const tab = await browser.open();
  for (const saved of ["", "one"]) {
    await tab.write(saved);
    tab.type(`${saved},`);
    await tab.write(saved);
    assert.equal(tab.happen("beforeunload"), false);
  }
});

test("without storage nobody is asked to stay for saved words that were submitted elsewhere", async () => {
  const browser = new Browser();
  browser.localStorage.switchOff();
  const tab = await browser.open();
  await tab.write("one");
  browser.server.submit("one");
  tab.happen("focus");
  await settle();
  await tab.leave();
  assert.equal(tab.happen("beforeunload"), false);
});

test("who is told to copy words of an interview that is gone is asked before leaving", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.write("one");
  browser.server.isGone = true;
  tab.happen("focus");
  await settle();
  assert.match(tab.status, /Copy your words before you leave/);
  assert.equal(tab.happen("beforeunload"), true);
});

test("a box that was open when another tab signed out says why it keeps no copies", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  signOut(browser);
  tab.type("one");
  assert.match(tab.notice, /told to forget/);
});
