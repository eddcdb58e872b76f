// Speaking instead of typing: the microphone is open only while it is wanted, and the words land in the box.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, localRecogniser, settle } from "./browser.js";

test("without a microphone or a server for it there is no button", async () => {
  for (const options of [{ canSpeak: false, microphone: true }, { canSpeak: true, microphone: false }]) {
    const tab = await new Browser().open(options);
    assert.equal(tab.see("speak").hidden, true);
  }
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  assert.equal(tab.see("speak").hidden, false);
});

test("spoken words are added to the typed ones and saved", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  tab.type("typed");
  await tab.press("speak");
  tab.microphone.allow();
  await settle();
  assert.equal(tab.see("speak").textContent, "speakStop");
  await tab.press("speak");
  assert.equal(tab.text, "typed spoken words");
  assert.equal(tab.microphone.open, 0);
  await tab.clock.pass(1000);
  assert.equal(tab.server.draft, "typed spoken words");
});

test("a second press while the browser asks does not open the microphone twice", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  await tab.press("speak");
  await tab.press("speak");
  tab.microphone.allow();
  await settle();
  assert.equal(tab.microphone.open, 1);
  await tab.press("speak");
  assert.equal(tab.microphone.open, 0);
});

test("a microphone that is allowed after the page has gone on is closed at once", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  await tab.press("speak");
  await tab.leave();
  tab.microphone.allow();
  await settle();
  assert.equal(tab.microphone.open, 0);
});

test("a microphone that is refused is said, and can be asked for again", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  await tab.press("speak");
  tab.microphone.refuse();
  await settle();
  assert.equal(tab.voiceNote, "refused");
  assert.equal(tab.see("speak").disabled, false);
});

test("leaving the question closes the microphone", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  await tab.press("speak");
  tab.microphone.allow();
  await settle();
  await tab.leave();
  assert.equal(tab.microphone.open, 0);
});

test("a recording that could not be written down stays, and is written down later", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  tab.type("typed");
  await tab.press("speak");
  tab.microphone.allow();
  await settle();
  tab.network = "offline";
  await tab.press("speak");
  assert.equal(tab.voiceNote, "offline");
  assert.equal(tab.text, "typed");
  assert.equal(tab.see("unwritten").hidden, false);
  assert.equal(tab.see("unwritten-save").download, "answer.webm");
  assert.equal(tab.happen("beforeunload"), true);
  await tab.press("unwritten-again");
  assert.equal(tab.see("unwritten").hidden, false);
  tab.network = "online";
  await tab.press("unwritten-again");
  assert.equal(tab.text, "typed spoken words");
  assert.equal(tab.see("unwritten").hidden, true);
  assert.equal(tab.happen("beforeunload"), false);
});

test("a recording for an earlier question can be saved, and never lands in another answer", async () => {
  const tab = await new Browser({ questions: 2 }).open({ canSpeak: true, microphone: true });
  await tab.write("answer");
  await tab.press("speak");
  await tab.microphone.allow();
  tab.network = "held";
  await tab.press("speak");
  await tab.open[0].reply(503, { code: "AI_NO_CREDIT", message: "The account has no credit left." });
  assert.equal(tab.voiceNote, "notWritten The account has no credit left.");
  tab.network = "online";
  tab.server.submit("answer");
  tab.happen("focus");
  await settle();
  assert.match(tab.notice, /What you said last was not part of it/);
  assert.deepEqual(tab.triggers, []);
  await tab.press("submit");
  assert.deepEqual(tab.triggers, ["moved"]);
  await tab.run();
  assert.equal(tab.see("unwritten").hidden, false);
  assert.match(tab.see("unwritten-text").textContent, /^keptOther/);
  assert.equal(tab.see("unwritten-again").hidden, true);
  await tab.press("unwritten-drop");
  assert.equal(tab.see("unwritten").hidden, true);
});

test("each trouble with a microphone is said", async () => {
  for (const [name, said] of [["NotFoundError", "missing"], ["NotReadableError", "busy"], ["NotAllowedError", "refused"]]) {
    const tab = await new Browser().open({ canSpeak: true, microphone: true });
    await tab.press("speak");
    await tab.microphone.refuse(name);
    assert.equal(tab.voiceNote, said);
  }
});

test("what was said before the microphone was pulled out is written down", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  await tab.press("speak");
  await tab.microphone.allow();
  await tab.microphone.unplug();
  assert.equal(tab.voiceNote, "unplugged");
  assert.equal(tab.text, "spoken words");
  assert.equal(tab.see("speak").textContent, "speak");
});

test("words that come in after the page was left are brought back with the question", async () => {
  const browser = new Browser();
  const tab = await browser.open({ canSpeak: true, microphone: true });
  await tab.write("typed");
  await tab.press("speak");
  await tab.microphone.allow();
  await tab.leave();
  assert.deepEqual(browser.kept, ["typed spoken words"]);
  const again = await browser.open();
  assert.equal(again.text, "typed spoken words");
});

test("words go where somebody is writing, and behind everything otherwise; in Chinese without a blank", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  tab.type("before after");
  tab.area.getRootNode = () => ({ activeElement: tab.area });
  tab.area.selectionEnd = "before".length;
  await tab.press("speak");
  await tab.microphone.allow();
  await tab.press("speak");
  assert.equal(tab.text, "before spoken words after");
  const gap = tab.get("gap");
  assert.deepEqual([gap("你好。", "我们"), gap("a", "b"), gap("a ", "b"), gap("", "b"), gap("用", "Go")], ["", " ", "", "", " "]);
});

test("a browser that writes down on this device is asked for nothing else", async () => {
  const recogniser = localRecogniser();
  const tab = await new Browser().open({ recogniser });
  assert.equal(tab.see("speak").hidden, false);
  assert.ok(recogniser.asked.every((options) => options.processLocally === true));
  tab.type("typed");
  await tab.press("speak");
  assert.equal(recogniser.last.processLocally, true);
  await recogniser.last.hear("I be", false);
  assert.equal(tab.see("interim").textContent, "heard I be");
  assert.equal(tab.text, "typed");
  await recogniser.last.hear("I began", true);
  assert.equal(tab.see("interim").hidden, true);
  assert.equal(tab.text, "typed I began");
  await recogniser.last.hear("and then", false);
  await tab.press("speak");
  assert.equal(tab.text, "typed I began and then");
  await tab.clock.pass(1000);
  assert.equal(tab.server.draft, "typed I began and then");
});

test("a recogniser that cannot be kept on this device is not offered", async () => {
  class Remote { start() {} }
  class Silent { static async available() { return "available"; } }
  class Elsewhere { static async available({ processLocally }) { return processLocally ? "unavailable" : "available"; } }
  Object.defineProperty(Elsewhere.prototype, "processLocally", { value: false, writable: true });
  for (const recogniser of [Remote, Silent, Elsewhere]) {
    const tab = await new Browser().open({ recogniser });
    for (const name of ["speak", "hands-free", "read", "pack"]) assert.equal(tab.see(name).hidden, true, name);
    tab.type("whole");
    await tab.clock.pass(1000);
    assert.equal(tab.server.draft, "whole");
  }
});

test("a browser that ended the page when it was asked is not asked again", async () => {
  const browser = new Browser();
  const first = localRecogniser();
  first.available = () => new Promise(() => {});
  const tab = await browser.open({ recogniser: first });
  tab.crash();
  const second = localRecogniser();
  const again = await browser.open({ recogniser: second });
  assert.deepEqual(second.asked, []);
  assert.equal(again.see("speak").hidden, true);
  const other = await new Browser().open({ recogniser: second });
  assert.equal(other.see("speak").hidden, false);
});

test("a missing language pack is downloaded when somebody asks for it", async () => {
  const tab = await new Browser().open({ recogniser: localRecogniser({ "en-US": "downloadable" }) });
  assert.equal(tab.see("speak").hidden, true);
  assert.equal(tab.see("pack").hidden, false);
  await tab.press("get-pack");
  assert.equal(tab.see("pack").hidden, true);
  assert.equal(tab.see("speak").hidden, false);
});

// --- what is being said when somebody goes on ---------------------------------------------------------------------

/** A tab in which somebody speaks. */
async function speaking() {
  const tab = await new Browser({ questions: 2 }).open({ canSpeak: true, microphone: true });
  await tab.write("answer");
  await tab.press("speak");
  await tab.microphone.allow();
  return tab;
}

test("a recording that goes on is ended by submitting, and its words are part of the answer", async () => {
  const tab = await speaking();
  await tab.press("submit");
  assert.equal(tab.microphone.open, 0);
  await tab.clock.pass(1000);
  assert.equal(tab.server.answer, "answer spoken words");
  assert.deepEqual(tab.triggers.slice(0, 1), ["moved"]);
});

test("words that are being written down when an answer is submitted are part of it", async () => {
  const tab = await speaking();
  tab.network = "held";
  await tab.press("speak");
  const [transcription] = tab.open;
  tab.network = "online";
  await tab.press("submit");
  await tab.clock.pass(3000);
  assert.equal(tab.server.answer, null);
  assert.equal(tab.area.readOnly, true);
  await transcription.pass();
  await tab.clock.pass(1000);
  assert.equal(tab.server.answer, "answer spoken words");
});

for (const name of ["submit", "end"]) {
  test(`a recording that cannot be written down is shown before: ${name}`, async () => {
    const tab = await speaking();
    tab.network = "held";
    await tab.press(name);
    tab.network = "online";
    await tab.open[0].reply(503, {});
    await tab.clock.pass(5000);
    assert.equal(tab.voiceNote, "writeFirst");
    assert.equal(tab.see("unwritten").hidden, false);
    assert.deepEqual([tab.server.answer, tab.triggers, tab.area.readOnly], [null, [], false]);
    await tab.press("unwritten-again");
    await tab.press(name);
    assert.deepEqual(tab.triggers, [name === "end" ? "ending" : "moved"]);
    assert.equal(tab.server.draft, "answer spoken words");
  });

  test(`whoever waits too long for words may go on writing: ${name}`, async () => {
    const tab = await speaking();
    tab.network = "held";
    await tab.press(name);
    await tab.clock.pass(20500);
    assert.equal(tab.voiceNote, "stillWriting");
    assert.deepEqual([tab.server.answer, tab.triggers, tab.area.readOnly], [null, [], false]);
  });
}

test("who submits by hand in the middle of a hands-free sentence submits all of it", async () => {
  const tab = await new Browser({ questions: 2 }).open({ canSpeak: true, microphone: true });
  await tab.press("hands-free");
  await tab.microphone.allow();
  await tab.clock.pass(1000);
  tab.microphone.level = -20;
  await tab.clock.pass(1000);
  await tab.press("submit");
  await tab.clock.pass(1000);
  assert.equal(tab.server.answer, "spoken words");
});

test("a question is not skipped over words that come in meanwhile", async () => {
  const tab = await speaking();
  await tab.press("skip");
  await tab.press("skip-yes");
  await tab.clock.pass(1000);
  assert.equal(tab.server.answer, null);
  assert.equal(tab.text, "answer spoken words");
  assert.equal(tab.see("skip-ask").hidden, false);
  await tab.press("skip-yes");
  assert.equal(tab.server.answer, "");
});

test("a page with a recording that goes on, or is written down, is held back", async () => {
  const tab = await speaking();
  assert.equal(tab.happen("beforeunload"), true);
  tab.network = "held";
  await tab.press("speak");
  assert.equal(tab.happen("beforeunload"), true);
  await tab.open[0].pass();
  await tab.clock.pass(1000);
  await tab.open[0].pass();
  assert.equal(tab.happen("beforeunload"), false);
});

test("words that this device has not made final yet are part of what is submitted", async () => {
  const recogniser = localRecogniser();
  const tab = await new Browser().open({ recogniser });
  await tab.press("speak");
  await recogniser.last.hear("I began", false);
  assert.equal(tab.happen("beforeunload"), true);
  await tab.press("submit");
  await tab.clock.pass(1000);
  assert.equal(tab.server.answer, "I began");
});
