// Words that this browser kept for an earlier question: offered where no answer holds them, and gone where one does.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser } from "./browser.js";

test("words for an earlier question that no answer holds can be added to this one", async () => {
  const browser = new Browser({ questions: 2 });
  browser.server.submit("answer");
  browser.keep("s1:0", "a", { text: "answer and afterthought", at: browser.daysAgo(0) });
  const tab = await browser.open();
  assert.equal(tab.leftover, "answer and afterthought");
  tab.type("begun");
  await tab.press("leftover-add");
  assert.equal(tab.leftover, null);
  await tab.clock.pass(1000);
  assert.equal(tab.server.questions[1].draft, "begun\n\nanswer and afterthought");
  assert.deepEqual(browser.kept, []);
});

test("words that an answer holds are not offered and go", async () => {
  const browser = new Browser({ questions: 2 });
  browser.server.submit("the whole answer");
  browser.keep("s1:0", "a", { text: "the whole", at: browser.daysAgo(0) });
  const tab = await browser.open();
  assert.equal(tab.leftover, null);
  assert.deepEqual(browser.kept, []);
});

test("a short word that the answer to another question happens to contain stays and is offered", async () => {
  const browser = new Browser({ questions: 3 });
  browser.server.submit("I used Kubernetes for that", 0);
  browser.server.submit("Docker", 1);
  browser.keep("s1:1", "a", { text: "Kubernetes", at: browser.daysAgo(0) });
  const tab = await browser.open();
  assert.deepEqual([tab.leftover, browser.kept], ["Kubernetes", ["Kubernetes"]]);
});

test("what was discarded comes back when that is undone", async () => {
  const browser = new Browser({ questions: 2 });
  browser.server.submit("answer");
  browser.keep("s1:0", "a", { text: "the best words", at: browser.daysAgo(0) });
  const tab = await browser.open();
  await tab.press("leftover-drop");
  assert.deepEqual([tab.leftover, browser.kept, tab.see("dropped").hidden], [null, [], false]);
  await tab.press("leftover-undo");
  assert.deepEqual([tab.leftover, browser.kept, tab.see("dropped").hidden], ["the best words", ["the best words"], true]);
  await tab.press("leftover-add");
  await tab.clock.pass(1000);
  assert.deepEqual([browser.server.questions[1].draft, browser.kept], ["the best words", []]);
});

test("while the answers are not known no entry goes", async () => {
  const browser = new Browser({ questions: 2 });
  browser.server.submit("the whole answer");
  browser.keep("s1:0", "a", { text: "the whole", at: browser.daysAgo(0) });
  for (const [status, body] of [[500, ""], [200, "<form>Sign in</form>"]]) {
    const tab = await browser.open({ network: "held" });
    await tab.open[0].raw(status, body, { "Content-Type": "text/html" });
    assert.equal(tab.leftover, null);
    assert.deepEqual(browser.kept, ["the whole"]);
    tab.crash();
  }
});

test("a double click on Discard discards one", async () => {
  const browser = new Browser({ questions: 3 });
  browser.server.submit("one", 0);
  browser.server.submit("two", 1);
  browser.keep("s1:0", "a", { text: "first leftover", at: browser.daysAgo(0) });
  browser.keep("s1:1", "b", { text: "second leftover", at: browser.daysAgo(1) });
  const tab = await browser.open();
  assert.equal(tab.leftover, "first leftover");
  await tab.press("leftover-drop", 2);
  assert.equal(tab.leftover, "second leftover");
  assert.deepEqual(browser.kept, ["second leftover"]);
});

test("adding words while storage is full leaves them in the browser until they are saved", async () => {
  const browser = new Browser({ questions: 2 });
  browser.server.submit("answer");
  browser.keep("s1:0", "a", { text: "leftover", at: browser.daysAgo(0) });
  const tab = await browser.open();
  tab.network = "offline";
  browser.localStorage.holdAtMost(1);
  await tab.press("leftover-add");
  assert.deepEqual(browser.kept, ["leftover"]);
  assert.equal(tab.happen("beforeunload"), false);
});
