// Saving while typing: what is sent, when, in which order, and what follows from each reply.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, settle } from "./browser.js";

const NOT_SAVED = "Not saved yet. Kept in this browser, retrying …";

const texts = (requests) => requests.map((request) => request.body.answer);

// --- when ---------------------------------------------------------------------------------------------------------

test("words are saved when typing pauses", async () => {
  const tab = await new Browser().open();
  tab.type("one");
  await tab.clock.pass(500);
  tab.type("one two");
  await tab.clock.pass(799);
  assert.equal(tab.saves.length, 0);
  await tab.clock.pass(1);
  assert.deepEqual(texts(tab.saves), ["one two"]);
  assert.equal(tab.server.draft, "one two");
  assert.equal(tab.status.slice(0, 9), "Saved at ");
});

test("who types without a pause is saved every two seconds", async () => {
  const tab = await new Browser().open();
  for (let key = 1; key <= 40; key += 1) {
    tab.type("x".repeat(key));
    await tab.clock.pass(100);
  }
  assert.deepEqual(texts(tab.saves).map((text) => text.length), [20, 40]);
});

test("leaving the box saves at once", async () => {
  const tab = await new Browser().open();
  tab.type("words");
  tab.area.onblur();
  await settle();
  assert.equal(tab.server.draft, "words");
  await tab.clock.pass(10000);
  assert.equal(tab.saves.length, 1);
});

test("nothing is sent when nothing has changed", async () => {
  const tab = await new Browser().open();
  await tab.write("words");
  tab.area.onblur();
  tab.happen("online");
  await tab.hide();
  await tab.clock.pass(60000);
  assert.equal(tab.saves.length, 1);
});

// --- in which order -----------------------------------------------------------------------------------------------

test("there is one request at a time, and the next has only the latest text", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  for (const text of ["one", "one two", "one two three"]) await tab.write(text);
  assert.deepEqual(texts(tab.saves), ["one"]);
  await tab.saves[0].pass();
  assert.deepEqual(texts(tab.saves), ["one", "one two three"]);
  await tab.saves[1].pass();
  await tab.clock.pass(10000);
  assert.equal(tab.saves.length, 2);
  assert.equal(tab.server.draft, "one two three");
});

test("revisions rise, and each save names the last one that was confirmed", async () => {
  const tab = await new Browser().open();
  for (const text of ["one", "two", "three"]) await tab.write(text);
  assert.deepEqual(tab.saves.map(({ body }) => [body.baseRevision, body.revision]), [[0, 1], [1, 2], [2, 3]]);
  assert.equal(new Set(tab.saves.map(({ body }) => body.writer)).size, 1);
});

test("each editor is a writer of its own, also on pages without TLS", async () => {
  const browser = new Browser();
  const tabs = [await browser.open(), await browser.open(), await browser.open({ secure: false })];
  for (const tab of tabs) await tab.write(`${tab.text}x`);
  const names = tabs.map((tab) => tab.saves[0].body.writer);
  assert.equal(new Set(names).size, 3);
  assert.ok(names.every((name) => name.length > 5 && name.length <= 64));
});

test("a late reply to an older save neither drops newer words nor passes them off as saved", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("one");
  tab.type("one two");
  await tab.saves[0].pass();
  assert.deepEqual(tab.browser.kept, ["one two"]);
  assert.equal(tab.status, "Typing …");
  await tab.clock.pass(1000);
  await tab.saves[1].pass();
  assert.equal(tab.server.draft, "one two");
});

test("saves that overtake each other lose nothing and ask nothing", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("one");
  tab.type("one two");
  tab.happen("pagehide");
  const [first, closing] = tab.saves;
  await closing.pass();
  await tab.write("one two three");
  await first.pass();
  assert.equal(tab.choice, null);
  assert.deepEqual(texts(tab.open), ["one two three"]);
  await tab.open[0].pass();
  assert.equal(tab.server.draft, "one two three");
  assert.deepEqual(tab.browser.kept, []);
});

test("replies that come in another order than the saves went out cause no further save", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("one");
  const [first] = tab.saves;
  for (const text of ["one two", "one two three"]) {
    tab.type(text);
    tab.happen("pagehide");
    await tab.open.at(-1).pass();
    first.arrive();
  }
  await first.pass();
  await tab.clock.pass(60000);
  assert.equal(tab.saves.length, 3);
  assert.equal(tab.server.draft, "one two three");
  assert.deepEqual(tab.browser.kept, []);
});

// --- when it fails ------------------------------------------------------------------------------------------------

test("a save is repeated until it is confirmed, after growing pauses of at most four seconds", async () => {
  const tab = await new Browser().open();
  const start = tab.clock.now;
  const times = [];
  tab.network = "offline";
  tab.type("words");
  for (let seen = 0; times.length < 5;) {
    await tab.clock.pass(100);
    if (tab.saves.length > seen) times.push(tab.clock.now - start);
    seen = tab.saves.length;
  }
  assert.deepEqual(times, [800, 1800, 3800, 7800, 11800]);
  assert.equal(tab.status, NOT_SAVED);
  assert.deepEqual(tab.browser.kept, ["words"]);
  tab.network = "online";
  await tab.clock.pass(4000);
  assert.equal(tab.server.draft, "words");
  assert.deepEqual(tab.browser.kept, []);
  assert.equal(tab.see("live").textContent, "Connected again. Your answer is saved.");
});

test("what is repeated is the latest text", async () => {
  const tab = await new Browser().open();
  tab.network = "offline";
  await tab.write("one");
  tab.type("one two");
  tab.network = "online";
  await tab.clock.pass(4000);
  assert.deepEqual(texts(tab.saves), ["one", "one two"]);
});

test("when the network is back the words are sent at once", async () => {
  const tab = await new Browser().open();
  tab.network = "offline";
  tab.type("words");
  await tab.clock.pass(20000);
  tab.network = "online";
  tab.happen("online");
  await settle();
  assert.equal(tab.server.draft, "words");
});

for (const status of [429, 500, 502, 503]) {
  test(`a server that answers ${status} is asked again`, async () => {
    const tab = await new Browser().open();
    tab.network = "held";
    await tab.write("words");
    await tab.saves[0].raw(status, "<h1>no data</h1>", { "Content-Type": "text/html" });
    assert.equal(tab.status, NOT_SAVED);
    assert.deepEqual(tab.browser.kept, ["words"]);
    tab.network = "online";
    await tab.clock.pass(1000);
    assert.equal(tab.server.draft, "words");
    assert.deepEqual(tab.browser.kept, []);
  });
}

test("a server without room says why nothing is saved, until there is room", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("words");
  await tab.saves[0].reply(503, { code: "STORE_NOT_WRITTEN", message: "Make room." });
  assert.equal(tab.notice, "Make room.");
  assert.equal(tab.status, NOT_SAVED);
  tab.network = "online";
  await tab.clock.pass(3000);
  assert.equal(tab.server.draft, "words");
  assert.equal(tab.notice, "");
});

test("it waits as long as the server asks", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("words");
  await tab.saves[0].raw(503, "<h1>Back soon</h1>", { "Retry-After": "7" });
  await tab.clock.pass(6999);
  assert.equal(tab.saves.length, 1);
  await tab.clock.pass(1);
  assert.equal(tab.saves.length, 2);
});

test("a save that nobody answers is said to be unsaved, given up and sent again", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  tab.type("words");
  await tab.clock.pass(800 + 2999);
  assert.equal(tab.status, "Saving …");
  await tab.clock.pass(1);
  assert.equal(tab.status, NOT_SAVED);
  await tab.clock.pass(7000);
  assert.deepEqual(tab.saves.map((save) => save.isOpen), [false]);
  await tab.clock.pass(1000);
  assert.deepEqual(texts(tab.open), ["words"]);
});

test("a save that was stored while its reply was lost is no conflict with oneself", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("one");
  tab.saves[0].arrive();
  await tab.saves[0].fail();
  tab.network = "online";
  await tab.write("rewritten");
  assert.equal(tab.choice, null);
  assert.equal(tab.server.draft, "rewritten");
});

test("a reply that is cut off is no confirmation", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("words");
  await tab.saves[0].raw(200, '{"answer": "wo', { "Content-Type": "application/json" });
  assert.equal(tab.choice, null);
  assert.equal(tab.status, NOT_SAVED);
  assert.deepEqual(tab.browser.kept, ["words"]);
  tab.network = "online";
  await tab.clock.pass(1000);
  assert.equal(tab.server.draft, "words");
});

test("a sign-in page in place of a reply is no confirmation, and is tried again", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("words");
  await tab.saves[0].raw(200, "<form>Sign in</form>", { "Content-Type": "text/html" });
  assert.equal(tab.choice, null);
  assert.match(tab.notice, /sign in again/);
  assert.deepEqual(tab.browser.kept, ["words"]);
  tab.network = "online";
  await tab.clock.pass(1000);
  assert.equal(tab.server.draft, "words");
  assert.equal(tab.notice, "");
});

test("a text that the server refuses is kept, said and not sent again", async () => {
  const tab = await new Browser().open();
  await tab.write("x".repeat(201));
  await tab.clock.pass(60000);
  assert.equal(tab.saves.length, 1);
  assert.equal(tab.notice, "It is too long.");
  assert.equal(tab.browser.kept[0].length, 201);
  await tab.write("shorter");
  assert.equal(tab.server.draft, "shorter");
  assert.equal(tab.notice, "");
});

test("a permit that is no longer known is renewed, and the same words are sent again", async () => {
  const tab = await new Browser().open();
  tab.server.permit = "new permit";
  await tab.write("words");
  assert.deepEqual(tab.requests.map(({ method, permit }) => [method, permit]), [
    ["PUT", "permit"], ["GET", "permit"], ["PUT", "new permit"],
  ]);
  assert.equal(tab.server.draft, "words");
});

test("who may not write is told why, and saving goes on trying", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("words");
  await tab.saves[0].reply(403, { message: "You may not." });
  await tab.open[0].reply(200, { permit: "permit" });
  assert.equal(tab.notice, "You may not.");
  tab.network = "online";
  await tab.clock.pass(1000);
  assert.equal(tab.server.draft, "words");
  assert.equal(tab.notice, "");
});

// --- when the page goes -------------------------------------------------------------------------------------------

test("a page that closes sends its words in a request that outlives it, whatever else is under way", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("one");
  tab.type("one two");
  await tab.hide();
  assert.deepEqual(tab.open.map(({ body, keepalive }) => [body.answer, keepalive]).slice(0, 2), [
    ["one", false], ["one two", true],
  ]);
  tab.crash();
  assert.equal(tab.server.draft, "one two");
});

test("a text too large for such a request is sent in a usual one, and kept", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  tab.type("ü".repeat(31000));
  tab.happen("pagehide");
  assert.deepEqual(tab.saves.map(({ keepalive }) => keepalive), [false]);
  assert.equal(tab.browser.kept[0].length, 31000);
});

test("going to another page of the app saves, and nothing is sent from the old one later", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  tab.type("words");
  await tab.leave();
  assert.deepEqual(texts(tab.saves), ["words"]);
  await tab.saves[0].pass();
  assert.deepEqual(tab.browser.kept, []);
  await tab.clock.pass(60000);
  assert.equal(tab.requests.length, 1);
});

test("a page that is left without a network leaves its words in the browser and sends nothing more", async () => {
  const tab = await new Browser().open();
  tab.network = "offline";
  tab.type("words");
  await tab.leave();
  await tab.clock.pass(60000);
  assert.equal(tab.requests.length, 1);
  assert.deepEqual(tab.browser.kept, ["words"]);
});

test("a save that is confirmed when the next question is shown already drops its own words only", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  tab.network = "held";
  tab.type("first");
  await tab.run({ index: 1, draft: "", revision: 0, savedAt: null });
  tab.type("second");
  await tab.saves[0].pass();
  assert.deepEqual(tab.browser.kept, ["second"]);
});

test("coming back before the page knows of the last save shows the last words", async () => {
  const tab = await new Browser().open();
  await tab.write("old");
  const { draft, revision, writer, savedAt } = tab.server.questions[0];
  await tab.write("old and new");
  await tab.leave();
  await tab.run({ draft, revision, writer, savedAt });
  assert.equal(tab.text, "old and new");
  await tab.write("old and new and more");
  assert.equal(tab.choice, null);
  assert.equal(tab.server.draft, "old and new and more");
});

test("a run of the page leaves unsaved words alone", async () => {
  const browser = new Browser();
  browser.localStorage.switchOff();
  const tab = await browser.open();
  tab.type("words");
  await tab.run();
  assert.equal(tab.text, "words");
  await tab.clock.pass(1000);
  assert.equal(tab.server.draft, "words");
});

test("a clean-up that is late does not close a box that is shown again", async () => {
  const tab = await new Browser().open();
  const late = tab.cleanUp;
  await tab.run();
  late();
  await tab.write("words");
  assert.equal(tab.server.draft, "words");
});

// --- other tabs and devices ---------------------------------------------------------------------------------------

for (const [button, kept] of [["use-other", "theirs"], ["keep-mine", "mine"], ["keep-both", "theirs\n\nmine"]]) {
  test(`a tab never writes over words it has not seen: ${button}`, async () => {
    const tab = await new Browser().open();
    tab.server.save("theirs");
    await tab.write("mine");
    assert.equal(tab.choice, "theirs");
    assert.equal(tab.server.draft, "theirs");
    assert.deepEqual(tab.browser.kept, ["mine"]);
    await tab.press(button);
    assert.equal(tab.text, kept);
    assert.equal(tab.saves.length, button === "use-other" ? 1 : 2);
    assert.equal(tab.choice, null);
    await tab.write(`${tab.text}!`);
    assert.equal(tab.server.draft, `${kept}!`);
    assert.deepEqual(tab.browser.kept, []);
  });
}

test("while a choice is open nothing is sent, and what is typed is kept", async () => {
  const tab = await new Browser().open();
  tab.server.save("theirs");
  await tab.write("mine");
  const { length } = tab.requests;
  await tab.write("mine and more");
  tab.happen("online");
  await tab.hide();
  assert.equal(tab.requests.length, length);
  assert.deepEqual(tab.browser.kept, ["mine and more"]);
  assert.match(tab.status, /^Choose a text first/);
});

test("a choice that is not made survives the tab", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  tab.server.save("theirs");
  await tab.clock.pass(1);
  await tab.write("mine");
  tab.crash();
  const next = await browser.open();
  assert.deepEqual([next.text, next.choice], ["mine", "theirs"]);
});

test("a text that the box only continues is written over without asking", async () => {
  const tab = await new Browser().open();
  tab.server.save("It was");
  await tab.write("It was late");
  assert.equal(tab.choice, null);
  assert.equal(tab.server.draft, "It was late");
});

test("a text that stood in this box is written over without asking", async () => {
  const tab = await new Browser().open();
  await tab.write("first version");
  await tab.write("second version");
  tab.server.save("first version");
  await tab.write("third version");
  assert.equal(tab.choice, null);
  assert.equal(tab.server.draft, "third version");
});

test("a tab that comes back into view shows the newest text", async () => {
  const tab = await new Browser().open();
  await tab.write("mine");
  tab.server.save("mine and theirs");
  tab.happen("focus");
  await settle();
  assert.equal(tab.text, "mine and theirs");
  assert.match(tab.notice, /newest text/);
  await tab.write("mine and theirs and mine");
  assert.equal(tab.server.draft, "mine and theirs and mine");
});

test("a tab that comes back into view with unsaved words asks", async () => {
  const tab = await new Browser().open();
  tab.network = "offline";
  await tab.write("mine");
  tab.server.save("theirs");
  tab.network = "online";
  tab.happen("focus");
  await settle();
  assert.deepEqual([tab.text, tab.choice], ["mine", "theirs"]);
});

test("a look at the server that is overtaken by typing changes nothing", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  tab.server.save("theirs");
  tab.happen("focus");
  const [look] = tab.open;
  look.arrive();
  await tab.write("mine");
  await look.pass();
  assert.equal(tab.text, "mine");
  await tab.saves[0].pass();
  assert.equal(tab.choice, "theirs");
});

test("a look at the server that is overtaken by a submit changes nothing", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  await tab.write("answer");
  tab.network = "held";
  tab.happen("focus");
  const [look] = tab.open;
  await tab.press("submit");
  await tab.open[1].pass();
  tab.submits[0].arrive();
  await look.pass();
  assert.deepEqual(tab.triggers, []);
  await tab.submits[0].pass();
  assert.deepEqual(tab.triggers, ["moved"]);
});

test("two tabs that type in turn both end with the words of both", async () => {
  const browser = new Browser();
  const [one, two] = [await browser.open(), await browser.open()];
  await one.write("a");
  two.happen("focus");
  await settle();
  await two.write(`${two.text}b`);
  one.happen("focus");
  await settle();
  await one.write(`${one.text}c`);
  assert.equal(one.server.draft, "abc");
  assert.deepEqual([one.choice, two.choice], [null, null]);
});

// --- when the interview has moved on ------------------------------------------------------------------------------

test("words that came too late are kept and said to be left out, and nothing more is sent", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  await tab.write("answer");
  tab.server.submit("answer");
  await tab.write("answer and afterthought");
  assert.match(tab.notice, /may not all be part of it; you can still copy it/);
  assert.equal(tab.see("copy").hidden, false);
  assert.equal(tab.area.readOnly, true);
  assert.deepEqual(tab.browser.kept, ["answer and afterthought"]);
  const { length } = tab.requests;
  tab.happen("online");
  await tab.hide();
  await tab.clock.pass(60000);
  assert.equal(tab.requests.length, length);
  assert.deepEqual(tab.triggers, []);
});

test("a tab whose words are all saved moves on with the interview", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  await tab.write("answer");
  tab.server.submit("answer");
  tab.happen("focus");
  await settle();
  assert.deepEqual(tab.triggers, ["moved"]);
  assert.equal(tab.notice, "");
  await tab.run();
  assert.deepEqual([tab.leftover, tab.browser.kept.length], [null, 0]);
});

test("saved words that another device's answer left out are offered with the next question", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  await tab.write("saved words");
  tab.server.submit("another answer");
  tab.happen("focus");
  await settle();
  assert.deepEqual(tab.triggers, ["moved"]);
  await tab.run();
  assert.equal(tab.leftover, "saved words");
});
