// Who speaks for longer than one recording holds.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, settle } from "./browser.js";

test("who speaks for longer than five minutes is heard on, and what was said by then is written down", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  tab.server.hears = ["the first five minutes", "and the rest"];
  await tab.press("speak");
  tab.microphone.allow();
  await tab.clock.pass(301000);
  assert.deepEqual([tab.text, tab.microphone.open], ["the first five minutes", 1]);
  assert.deepEqual([tab.see("speak").textContent, tab.see("speak").disabled], ["speakStop", false]);
  await tab.press("speak");
  assert.deepEqual([tab.text, tab.microphone.open], ["the first five minutes and the rest", 0]);
});

test("while five minutes are written down the microphone can be closed", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  await tab.press("speak");
  tab.microphone.allow();
  await settle();
  tab.network = "held";
  await tab.clock.pass(301000);
  assert.deepEqual([tab.see("speak").textContent, tab.see("speak").disabled], ["speakStop", false]);
  await tab.press("speak");
  assert.equal(tab.microphone.open, 0);
  assert.deepEqual([tab.see("speak").textContent, tab.see("speak").disabled], ["writing", true]);
});

test("a microphone that was forgotten closes after five minutes without a word, and says so", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  tab.server.hears = [""];
  await tab.press("speak");
  tab.microphone.allow();
  await tab.clock.pass(301000);
  assert.deepEqual([tab.microphone.open, tab.voiceNote], [0, "noWords"]);
});

test("that no words were heard is not said beside words that were heard after it", async () => {
  const tab = await new Browser().open({ canSpeak: true, microphone: true });
  tab.server.hears = ["", "and the rest"];
  await tab.press("speak");
  tab.microphone.allow();
  await settle();
  tab.network = "held";
  await tab.clock.pass(301000);
  await tab.press("speak");
  const [first] = tab.open;
  await first.pass();
  assert.equal(tab.voiceNote, "noWords");
  for (const next of tab.open) await next.pass();
  await settle();
  assert.deepEqual([tab.text, tab.voiceNote], ["and the rest", ""]);
});
