// Speaking instead of typing: the microphone is open only while it is wanted, and the words land in the box.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, settle } from "./browser.js";

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
  assert.equal(tab.see("speak").textContent, "Stop and write it down");
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
  assert.match(tab.notice, /microphone can’t be used/);
  assert.equal(tab.see("speak").disabled, false);
});

test("a recording ends by itself after five minutes", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  await tab.press("speak");
  tab.microphone.allow();
  await tab.clock.pass(300000);
  assert.equal(tab.microphone.open, 0);
  assert.equal(tab.text, "spoken words");
});

test("leaving the question closes the microphone", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  await tab.press("speak");
  tab.microphone.allow();
  await settle();
  await tab.leave();
  assert.equal(tab.microphone.open, 0);
});

test("words that could not be written down are said, and typed ones stay", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  tab.type("typed");
  await tab.press("speak");
  tab.microphone.allow();
  await settle();
  tab.network = "offline";
  await tab.press("speak");
  assert.match(tab.notice, /could not be written down/);
  assert.equal(tab.text, "typed");
});

test("words that come in while an answer is submitted are offered with the next question", async () => {
  const tab = await new Browser({ questions: 2 }).open({ canSpeak: true, microphone: true });
  await tab.write("answer");
  await tab.press("speak");
  tab.microphone.allow();
  await settle();
  tab.network = "held";
  await tab.press("speak");
  const [transcription] = tab.open;
  await tab.press("submit");
  await tab.open[1].pass();
  await transcription.pass();
  assert.equal(tab.text, "answer spoken words");
  await tab.open[0].pass();
  assert.equal(tab.server.answer, "answer");
  tab.network = "online";
  await tab.run();
  assert.equal(tab.leftover, "answer spoken words");
});
