// Submitting, skipping and ending: only over saved words, once, and never at the cost of words that came in since.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser } from "./browser.js";

const sent = (tab) => tab.requests.filter(({ method }) => method !== "GET").map(({ method, body }) => [method, body.answer]);

test("words are saved before they are submitted", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  await tab.press("submit");
  assert.deepEqual(sent(tab), [["PUT", "answer"], ["POST", "answer"]]);
  assert.equal(tab.server.answer, "answer");
  assert.deepEqual(tab.triggers, ["moved"]);
  assert.deepEqual(tab.browser.kept, []);
});

test("a submit waits for the save under way, and for one of the words typed since", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.write("one");
  tab.type("one two");
  await tab.press("submit");
  assert.deepEqual(sent(tab), [["PUT", "one"]]);
  await tab.saves[0].pass();
  assert.deepEqual(sent(tab), [["PUT", "one"], ["PUT", "one two"]]);
  assert.equal(tab.area.readOnly, true);
  await tab.saves[1].pass();
  assert.deepEqual(sent(tab).at(-1), ["POST", "one two"]);
});

test("an answer that is saved already asks the server again before it is submitted", async () => {
  const tab = await new Browser().open();
  await tab.write("old");
  tab.server.save("new from elsewhere");
  await tab.press("submit");
  assert.equal(tab.choice, "new from elsewhere");
  assert.equal(tab.server.answer, null);
  assert.deepEqual(tab.submits, []);
  assert.equal(tab.see("submit").disabled, true);
  assert.equal(tab.area.readOnly, false);
});

test("a double click submits once", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "held";
  await tab.press("submit", 2);
  while (tab.open.length) await tab.open[0].pass();
  assert.deepEqual(sent(tab), [["PUT", "answer"], ["POST", "answer"]]);
  assert.deepEqual(tab.triggers, ["moved"]);
});

test("a double click does not take back what it has just sent again", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "offline";
  await tab.press("submit");
  assert.equal(tab.see("submit").textContent, "Keep writing instead");
  tab.network = "held";
  await tab.press("submit", 2);
  assert.equal(tab.see("submit").textContent, "Submit answer");
  assert.equal(tab.area.readOnly, false);
});

test("Ctrl and Enter submit once however often they are pressed, and not while composing", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  await tab.key({ key: "Enter", ctrlKey: true, isComposing: true });
  await tab.key({ key: "Enter" });
  assert.deepEqual(sent(tab), []);
  tab.network = "held";
  await tab.key({ key: "Enter", ctrlKey: true });
  await tab.key({ key: "Enter", metaKey: true });
  while (tab.open.length) await tab.open[0].pass();
  assert.deepEqual(sent(tab), [["PUT", "answer"], ["POST", "answer"]]);
});

for (const nothing of ["  ", "👍👍👍", "… !"]) {
  test(`an answer without words is not submitted: "${nothing}"`, async () => {
    const tab = await new Browser().open();
    tab.type(nothing);
    await tab.press("submit");
    assert.match(tab.notice, /no answer yet/);
    assert.deepEqual(tab.submits, []);
  });
}

test("a number or words of another script are an answer", async () => {
  for (const answer of ["42", "是", "да"]) {
    const tab = await new Browser().open();
    tab.type(answer);
    await tab.press("submit");
    assert.equal(tab.server.answer, answer);
  }
});

test("a slow click submits also where the button is moved away from under it, or drawn anew", async () => {
  for (const meanwhile of [() => {}, (tab) => tab.leave().then(() => tab.run()), (tab) => tab.drawElsewhere()]) {
    const tab = await new Browser().open();
    await tab.write("answer");
    tab.hold();
    await meanwhile(tab);
    await tab.letGo(3);
    assert.deepEqual(tab.submits.map(({ body }) => body.answer), ["answer"]);
  }
});

test("a click that the browser makes submits once", async () => {
  const tab = await new Browser().open();
  await tab.write("answer");
  tab.network = "held";
  tab.hold();
  const letGo = tab.letGo();
  await tab.press("submit");
  await letGo;
  assert.equal(tab.see("submit").disabled, true);
});

test("who lets go elsewhere submits nothing, also with what they press next", async () => {
  const tab = await new Browser().open();
  await tab.write("answer");
  tab.hold();
  await tab.letGo(40);
  await tab.letGo();
  assert.deepEqual(tab.submits, []);
});

test("a box that is drawn anew while its answer is on its way sends it all the same, once", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "offline";
  await tab.press("submit");
  await tab.leave();
  tab.network = "online";
  await tab.run();
  await tab.clock.pass(4000);
  assert.equal(tab.server.answer, "answer");
  assert.deepEqual(tab.submits.map(({ body }) => body.answer), ["answer"]);
});

test("a box that is there before the one of before is taken away sends what that was sending", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "offline";
  await tab.press("submit");
  tab.network = "online";
  await tab.drawElsewhere();
  await tab.clock.pass(4000);
  assert.equal(tab.server.answer, "answer");
});

test("what was submitted elsewhere first is not sent again when its question is opened once more", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "offline";
  await tab.press("submit");
  tab.server.submit("answer");
  tab.network = "online";
  await tab.clock.pass(4000);
  await tab.leave();
  assert.equal(tab.get("handedOver").size, 0);
});

test("what was skipped when the box was taken away is skipped by the next one", async () => {
  const tab = await new Browser().open();
  tab.network = "offline";
  await tab.press("skip");
  await tab.press("skip-yes");
  await tab.leave();
  tab.network = "online";
  await tab.run();
  await tab.clock.pass(4000);
  assert.equal(tab.server.answer, "");
});

test("what was taken back is not sent by a box that is drawn anew", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "offline";
  await tab.press("submit");
  await tab.press("submit");
  await tab.leave();
  tab.network = "online";
  await tab.run();
  await tab.clock.pass(10000);
  assert.equal(tab.server.answer, null);
});

test("whoever comes back to a question much later submits it themselves", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "offline";
  await tab.press("submit");
  await tab.leave();
  await tab.clock.pass(11000);
  tab.network = "online";
  await tab.run();
  await tab.clock.pass(10000);
  assert.deepEqual([tab.text, tab.server.answer], ["answer", null]);
});

test("other words than were on their way are not sent by the next box", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "offline";
  await tab.press("submit");
  await tab.leave();
  tab.server.save("of another device");
  tab.network = "online";
  await tab.run();
  await tab.clock.pass(10000);
  assert.equal(tab.server.answer, null);
});

test("a submit that fails goes on trying until the server has it", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "offline";
  await tab.press("submit");
  await tab.clock.pass(10000);
  assert.equal(tab.status, "Not sent yet. Kept in this browser, retrying …");
  assert.deepEqual(tab.browser.kept, ["answer"]);
  tab.network = "online";
  await tab.clock.pass(4000);
  assert.equal(tab.server.answer, "answer");
  assert.deepEqual(tab.triggers.slice(0, 1), ["moved"]);
  assert.deepEqual(tab.browser.kept, []);
});

test("a server that is away says so, and the submit is repeated", async () => {
  const tab = await new Browser().open();
  await tab.write("answer");
  tab.network = "held";
  await tab.press("submit");
  await tab.open[0].pass();
  await tab.open[0].reply(503, { message: "The database is away." });
  assert.equal(tab.notice, "The database is away.");
  tab.network = "online";
  await tab.clock.pass(1000);
  assert.equal(tab.server.answer, "answer");
});

test("while a submission waits for the server its status stays the same", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "held";
  await tab.press("submit");
  await tab.clock.pass(11000);
  const seen = new Set();
  for (let steps = 0; steps < 200; steps += 1) {
    await tab.clock.pass(100);
    seen.add(tab.status);
  }
  assert.deepEqual([...seen], ["Not sent yet. Kept in this browser, retrying …"]);
});

test("of a question skipped without a word no words are said to be saved", async () => {
  const tab = await new Browser({ questions: 2 }).open({ canSkip: true });
  tab.network = "offline";
  await tab.press("skip");
  await tab.press("skip-yes");
  await tab.clock.pass(3000);
  assert.equal(tab.status, "Not sent yet, retrying …");
});

test("words that are saved and not sent yet are said to be saved, not to be in this browser", async () => {
  const tab = await new Browser().open();
  await tab.write("answer");
  tab.network = "held";
  await tab.press("submit");
  await tab.open[0].pass();
  await tab.open[0].fail();
  assert.equal(tab.status, "Not sent yet. Your words are saved, retrying …");
  assert.deepEqual(tab.browser.kept, []);
});

test("a sign-in page in place of a reply is no submitted answer", async () => {
  const tab = await new Browser().open();
  tab.type("answer");
  tab.network = "held";
  await tab.press("submit");
  await tab.open[0].pass();
  await tab.open[0].raw(200, "<form>Sign in</form>", { "Content-Type": "text/html" });
  assert.deepEqual(tab.triggers, []);
  tab.network = "online";
  await tab.clock.pass(1000);
  assert.equal(tab.server.answer, "answer");
});

test("a submit whose reply is lost moves on with the answer that the server has", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  tab.type("answer");
  tab.network = "held";
  await tab.press("submit");
  await tab.open[0].pass();
  tab.open[0].arrive();
  await tab.open[0].fail();
  tab.network = "online";
  await tab.clock.pass(1000);
  assert.equal(tab.server.answer, "answer");
  assert.deepEqual(tab.triggers.slice(0, 1), ["moved"]);
  assert.equal(tab.notice, "");
  await tab.run();
  assert.equal(tab.leftover, null);
  assert.deepEqual(tab.browser.kept, []);
});

test("after a refused text, a network that fails is tried again rather than given up in silence", async () => {
  const tab = await new Browser().open();
  await tab.write("x".repeat(201));
  tab.type("shorter");
  tab.network = "offline";
  await tab.press("submit");
  assert.equal(tab.see("submit").textContent, "Keep writing instead");
  tab.network = "online";
  await tab.clock.pass(4000);
  assert.equal(tab.server.answer, "shorter");
});

test("a text that the server refuses is not submitted, and the box is open again", async () => {
  const tab = await new Browser().open();
  tab.type("x".repeat(201));
  await tab.press("submit");
  assert.equal(tab.notice, "It is too long.");
  assert.equal(tab.area.readOnly, false);
  assert.deepEqual(tab.submits, []);
});

test("a submit that is taken back leaves the box open, and the second version counts", async () => {
  const tab = await new Browser().open();
  tab.type("first version");
  tab.network = "offline";
  await tab.press("submit");
  assert.equal(tab.area.readOnly, true);
  await tab.press("submit");
  assert.equal(tab.area.readOnly, false);
  tab.network = "online";
  await tab.write("second version");
  assert.equal(tab.server.answer, null);
  await tab.press("submit");
  assert.equal(tab.server.answer, "second version");
});

test("words written after a submit that was taken back are kept when the server had it all the same", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  tab.type("first version");
  tab.network = "held";
  await tab.press("submit");
  await tab.saves[0].pass();
  await tab.submits[0].reply(504, {});
  await tab.press("submit");
  tab.network = "online";
  await tab.write("second version");
  tab.submits[0].arrive();
  await tab.press("submit");
  assert.equal(tab.server.answer, "first version");
  assert.match(tab.notice, /may not all be part of it/);
  assert.deepEqual(tab.browser.kept, ["second version"]);
  tab.leave();
  const next = await tab.browser.open();
  assert.equal(next.leftover, "second version");
});

test("an answer that another tab has submitted is not submitted over", async () => {
  const browser = new Browser({ questions: 2 });
  const [one, two] = [await browser.open(), await browser.open()];
  await one.write("of one");
  await one.press("submit");
  two.type("of two");
  await two.press("submit");
  assert.equal(browser.server.answer, "of one");
  assert.match(two.notice, /may not all be part of it/);
  assert.deepEqual(browser.kept, ["of two"]);
  assert.deepEqual(two.submits, []);
});

test("an answer that is submitted elsewhere between saving and submitting is not submitted over", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  tab.type("of this tab");
  tab.network = "held";
  await tab.press("submit");
  await tab.saves[0].pass();
  tab.server.submit("of another");
  await tab.submits[0].pass();
  assert.equal(tab.server.answer, "of another");
  assert.deepEqual(tab.browser.kept, ["of this tab"]);
  assert.deepEqual(tab.triggers, ["moved"]);
  tab.network = "online";
  await tab.run();
  assert.equal(tab.leftover, "of this tab");
});

// --- moving on ----------------------------------------------------------------------------------------------------

test("the next question has an empty box that saves for itself", async () => {
  const browser = new Browser({ questions: 2 });
  const tab = await browser.open();
  tab.type("answer");
  await tab.press("submit");
  await tab.run();
  assert.deepEqual([tab.text, tab.area.readOnly], ["", false]);
  assert.equal(tab.see("live").textContent, "Next question.");
  await tab.write("second answer");
  assert.deepEqual(browser.server.questions.map(({ draft }) => draft), ["answer", "second answer"]);
  await tab.clock.pass(60000);
  assert.equal(tab.reloads, 0);
});

test("a page that does not move on is told again, and then loaded again", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  tab.type("answer");
  await tab.press("submit");
  assert.deepEqual(tab.triggers, ["moved"]);
  await tab.clock.pass(2500);
  assert.deepEqual(tab.triggers, ["moved", "moved"]);
  assert.equal(tab.reloads, 0);
  await tab.clock.pass(2500);
  assert.equal(tab.reloads, 1);
});

test("a page is not loaded again while the server is away", async () => {
  const tab = await new Browser({ questions: 2 }).open();
  tab.type("answer");
  await tab.press("submit");
  tab.network = "offline";
  await tab.clock.pass(60000);
  assert.deepEqual([tab.triggers.length, tab.reloads], [1, 0]);
});

// --- skipping and ending ------------------------------------------------------------------------------------------

test("skipping asks first, and submits an empty answer", async () => {
  const tab = await new Browser().open();
  tab.type("words");
  await tab.press("skip");
  assert.equal(tab.see("skip-ask").hidden, false);
  assert.equal(tab.see("skip-words").hidden, false);
  await tab.press("skip-no");
  assert.equal(tab.see("skip-ask").hidden, true);
  assert.deepEqual(tab.submits, []);
  await tab.press("skip");
  await tab.press("skip-yes");
  assert.deepEqual(sent(tab), [["PUT", "words"], ["POST", ""]]);
  assert.deepEqual(tab.browser.kept, []);
  assert.equal(tab.server.questions[0].unused, "words");
});

test("a question is not skipped over words that another tab has saved", async () => {
  const tab = await new Browser().open();
  tab.server.save("theirs");
  await tab.press("skip");
  await tab.press("skip-yes");
  assert.equal(tab.server.answer, null);
  assert.deepEqual([tab.text, tab.choice], ["", "theirs"]);
});

test("an interview ends over saved words only", async () => {
  const tab = await new Browser().open();
  tab.type("words");
  tab.network = "offline";
  await tab.press("end");
  assert.deepEqual(tab.triggers, []);
  assert.match(tab.notice, /not saved yet/);
  tab.network = "online";
  await tab.press("end");
  assert.deepEqual(tab.triggers, ["ending"]);
  assert.equal(tab.server.draft, "words");
});

test("copying the words says whether that worked", async () => {
  const tab = await new Browser().open();
  tab.network = "offline";
  await tab.write("words");
  tab.server.submit("other words");
  tab.network = "online";
  await tab.clock.pass(9000);
  await tab.press("copy");
  assert.equal(tab.see("copied").textContent, "Copied.");
  tab.document.execCommand = () => false;
  await tab.press("copy");
  assert.match(tab.see("copied").textContent, /did not work/);
});

test("a panel that asks is open for screen readers as long as it is seen", async () => {
  const tab = await new Browser().open();
  for (const [button, isOpen] of [["skip", "true"], ["skip-no", "false"], ["skip", "true"]]) {
    await tab.press(button);
    assert.equal(tab.see("skip").ariaExpanded, isOpen);
  }
});
