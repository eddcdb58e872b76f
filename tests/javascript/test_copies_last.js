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
