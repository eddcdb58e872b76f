// Answering without hands: what is heard lands in the box, a pause submits, and anything stops that.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, localRecogniser, settle } from "./browser.js";

const HERE = { name: "here", lang: "en-GB", localService: true };

async function begun({ hears = ["spoken words"], ...options } = {}, questions = 1) {
  const browser = new Browser({ questions });
  browser.server.hears = hears;
  const tab = await browser.open({ canSpeak: true, microphone: true, ...options });
  await tab.press("hands-free");
  await tab.microphone?.allow();
  return tab;
}

/** Speaks for so long, after a moment in which the room is heard. */
async function speak(tab, milliseconds = 1000) {
  await tab.clock.pass(400);
  tab.microphone.level = -20;
  await tab.clock.pass(milliseconds);
  tab.microphone.level = -80;
}

function state(tab) {
  return tab.see("hearing").hidden ? "off" : tab.see("hearing").dataset.state;
}

test("the question is read, then the microphone listens", async () => {
  const tab = await begun({ voices: [HERE] });
  assert.equal(state(tab), "reading");
  assert.equal(tab.see("hearing-state").textContent, "isReading");
  assert.equal(tab.see("hands-free").ariaPressed, "true");
  assert.match(tab.see("voice-how").textContent, /how.*toServer/);
  await tab.voices.end();
  assert.equal(state(tab), "listening");
});

test("words appear after a short pause, and a long one submits after a countdown", async () => {
  const tab = await begun();
  tab.type("typed");
  await speak(tab);
  assert.equal(tab.text, "typed");
  await tab.clock.pass(2000);
  assert.equal(tab.text, "typed spoken words");
  assert.equal(state(tab), "listening");
  await tab.clock.pass(2200);
  assert.equal(state(tab), "asking");
  assert.equal(tab.see("hearing-count").textContent, "isAsking 5");
  assert.equal(tab.server.answer, null);
  await tab.clock.pass(2000);
  assert.equal(tab.see("hearing-count").textContent, "isAsking 3");
  await tab.clock.pass(3100);
  assert.equal(tab.server.answer, "typed spoken words");
});

test("it is asked by voice before anything is submitted", async () => {
  const tab = await begun({ voices: [HERE] });
  await tab.voices.end();
  await speak(tab);
  await tab.clock.pass(10000);
  assert.equal(tab.voices.now.text, "Shall I submit?");
  assert.equal(tab.server.answer, null);
  await tab.voices.end();
  await tab.clock.pass(5100);
  assert.equal(tab.server.answer, "spoken words");
});

test("a key, a click, a voice and “wait” each stop the countdown", async () => {
  const stops = [
    (tab) => tab.window.dispatchEvent(new Event("keydown")),
    (tab) => tab.window.dispatchEvent(new Event("click")),
    (tab) => tab.press("hearing-wait"),
    (tab) => speak(tab, 600),
  ];
  for (const stop of stops) {
    const tab = await begun({ hears: ["spoken words", "Wait."] });
    await speak(tab);
    await tab.clock.pass(4100);
    assert.equal(state(tab), "asking");
    await stop(tab);
    assert.equal(state(tab), "listening");
    await tab.clock.pass(30000);
    assert.equal(state(tab), "listening", "and a pause alone does not begin it anew");
    assert.equal(tab.server.answer, null);
    assert.equal(tab.text, "spoken words");
  }
});

test("“next” said alone asks at once and is no part of the answer", async () => {
  const tab = await begun({ hears: ["the next step was hard", "Next."] });
  await speak(tab);
  await tab.clock.pass(2000);
  assert.equal(tab.text, "the next step was hard");
  await speak(tab, 400);
  await tab.clock.pass(1700);
  assert.equal(state(tab), "asking");
  assert.equal(tab.text, "the next step was hard");
});

test("“next” without an answer submits and skips nothing", async () => {
  const tab = await begun({ hears: ["next"] });
  await speak(tab, 400);
  await tab.clock.pass(20000);
  assert.equal(tab.voiceNote, "emptyYet");
  assert.equal(state(tab), "listening");
  assert.deepEqual(tab.submits.filter((request) => request.url.endsWith("/answers")), []);
});

test("“stop” ends it and closes the microphone", async () => {
  const tab = await begun({ hears: ["Stop!"] });
  await speak(tab, 400);
  await tab.clock.pass(2000);
  assert.equal(state(tab), "off");
  assert.equal(tab.microphone.open, 0);
  assert.equal(tab.text, "");
});

test("nothing is submitted while words are being written down", async () => {
  const tab = await begun();
  tab.network = "held";
  await speak(tab);
  await tab.clock.pass(6000);
  assert.equal(state(tab), "writing");
  await tab.open.at(-1).pass();
  assert.equal(state(tab), "asking");
  assert.equal(tab.text, "spoken words");
});

test("“next” that comes back late waits for what was said after it", async () => {
  const tab = await begun({ hears: ["first part", "Next.", "second part"] });
  await speak(tab);
  await tab.clock.pass(2000);
  tab.network = "held";
  await speak(tab, 400);
  await tab.clock.pass(1700);
  await speak(tab);
  await tab.clock.pass(1700);
  const spoken = () => tab.open.filter((request) => request.url.endsWith("/transcription")).at(-1);
  await spoken().pass();
  assert.equal(state(tab), "writing");
  await tab.clock.pass(20000);
  assert.equal(state(tab), "writing");
  assert.equal(tab.server.answer, null);
  tab.network = "online";
  for (const request of tab.open) await request.pass();
  assert.equal(state(tab), "asking");
  await tab.clock.pass(5100);
  assert.equal(tab.server.answer, "first part second part");
});

test("somebody who is speaking when “next” comes back is heard to the end", async () => {
  const tab = await begun({ hears: ["first part", "Next.", "second part"] });
  await speak(tab);
  await tab.clock.pass(2000);
  tab.network = "held";
  await speak(tab, 400);
  await tab.clock.pass(1700);
  await speak(tab, 800);
  await tab.clock.pass(500);
  tab.network = "online";
  for (const request of tab.open) await request.pass();
  assert.equal(state(tab), "writing");
  await tab.clock.pass(1500);
  assert.equal(tab.text, "first part second part");
  assert.equal(state(tab), "asking");
});

test("a noise without words keeps nobody waiting", async () => {
  const tab = await begun({ hears: ["first part", ""] });
  await speak(tab);
  await tab.clock.pass(2000);
  tab.network = "held";
  await speak(tab, 400);
  await tab.clock.pass(6000);
  assert.equal(state(tab), "writing");
  tab.network = "online";
  await tab.open.at(-1).pass();
  assert.equal(state(tab), "asking");
});

test("quiet words after a loud sentence are written down before anything is submitted", async () => {
  const tab = await begun({ hears: ["one", "two"] });
  await speak(tab, 4000);
  tab.microphone.level = -26;
  await tab.clock.pass(2000);
  tab.microphone.level = -80;
  await tab.clock.pass(3000);
  assert.equal(tab.text, "one two");
  assert.equal(state(tab), "asking");
  await tab.clock.pass(5100);
  assert.equal(tab.server.answer, "one two");
});

test("what could not be written down is kept, and ends it before anything is submitted without it", async () => {
  const tab = await begun();
  await speak(tab);
  await tab.clock.pass(2000);
  tab.network = "offline";
  await speak(tab);
  await tab.clock.pass(20000);
  assert.equal(state(tab), "off");
  assert.equal(tab.voiceNote, "offline");
  assert.equal(tab.see("unwritten").hidden, false);
  assert.equal(tab.text, "spoken words");
  assert.equal(tab.microphone.open, 0);
  tab.network = "online";
  assert.equal(tab.server.answer, null);
});

test("an answer that a recording still lacks is not submitted by a pause", async () => {
  const tab = await begun();
  tab.network = "offline";
  await speak(tab);
  await tab.clock.pass(2000);
  assert.equal(state(tab), "off");
  tab.network = "online";
  await tab.press("hands-free");
  await tab.microphone.allow();
  await speak(tab);
  await tab.clock.pass(20000);
  assert.equal(state(tab), "listening");
  assert.equal(tab.voiceNote, "writeFirst");
  assert.equal(tab.server.answer, null);
});

test("the next question goes on by itself, until it is ended", async () => {
  const tab = await begun({}, 2);
  await speak(tab);
  await tab.clock.pass(9500);
  assert.equal(tab.server.answer, "spoken words");
  await tab.run();
  await tab.microphone.allow();
  assert.equal(state(tab), "listening");
  await tab.press("hands-free");
  assert.equal(state(tab), "off");
  assert.equal(tab.microphone.open, 0);
});

test("a hidden page ends it, with what was said until then", async () => {
  const tab = await begun();
  await speak(tab);
  await tab.hide();
  assert.equal(tab.microphone.open, 0);
  assert.equal(state(tab), "off");
  assert.equal(tab.voiceNote, "hidden");
  assert.equal(tab.text, "spoken words");
  assert.equal(tab.server.answer, null);
});

test("a page that is left closes the microphone and does not go on later", async () => {
  const tab = await begun();
  await tab.leave();
  assert.equal(tab.microphone.open, 0);
  await tab.run();
  await settle();
  assert.equal(state(tab), "off");
});

test("a microphone that is refused, missing or pulled out ends it with the reason", async () => {
  for (const [name, said] of [["NotAllowedError", "refused"], ["NotFoundError", "missing"]]) {
    const tab = await new Browser().open({ canSpeak: true, microphone: true });
    await tab.press("hands-free");
    await tab.microphone.refuse(name);
    assert.equal(tab.voiceNote, said);
    assert.equal(state(tab), "off");
  }
  const tab = await begun();
  await speak(tab);
  await tab.microphone.unplug();
  assert.equal(tab.voiceNote, "unplugged");
  assert.equal(state(tab), "off");
  assert.equal(tab.text, "spoken words");
});

test("two minutes without a word end it, and the recording is there", async () => {
  const tab = await begun();
  await tab.clock.pass(119000);
  assert.equal(state(tab), "listening");
  await tab.clock.pass(1500);
  assert.equal(state(tab), "off");
  assert.equal(tab.voiceNote, "nothingHeardKept");
  assert.equal(tab.see("unwritten-text").textContent, "kept 120");
});

test("steady noise is no speech, and one short noise is nobody", async () => {
  const tab = await begun();
  tab.microphone.level = -40;
  await tab.clock.pass(10000);
  tab.microphone.level = -10;
  await tab.clock.pass(100);
  tab.microphone.level = -40;
  await tab.clock.pass(10000);
  assert.equal(tab.requests.filter((request) => request.url.endsWith("/transcription")).length, 0);
  assert.equal(state(tab), "listening");
});

test("an answer submitted by hand ends the countdown, and is submitted once", async () => {
  const tab = await begun({}, 2);
  await speak(tab);
  await tab.clock.pass(4100);
  assert.equal(state(tab), "asking");
  await tab.press("submit");
  await tab.clock.pass(10000);
  assert.equal(tab.submits.filter((request) => request.url.endsWith("/answers")).length, 1);
});

test("an answer that the server refuses ends it, with what the server says", async () => {
  const tab = await begun({ hears: ["x".repeat(300)] });
  await speak(tab);
  await tab.clock.pass(9500);
  assert.equal(state(tab), "off");
  assert.match(tab.notice, /too long/);
});

test("it works with a recogniser of this device, without a recording", async () => {
  const recogniser = localRecogniser();
  const tab = await begun({ canSpeak: false, microphone: false, recogniser });
  assert.match(tab.see("voice-how").textContent, /onDevice/);
  await recogniser.last.hear("I began", false);
  await recogniser.last.hear("I began", true);
  await tab.clock.pass(4100);
  assert.equal(state(tab), "asking");
  await recogniser.last.hear("and", false);
  assert.equal(state(tab), "listening");
  await recogniser.last.hear("and ended", true);
  await recogniser.last.hear("next", true);
  assert.equal(state(tab), "asking");
  await tab.clock.pass(5100);
  assert.equal(tab.server.answer, "I began and ended");
});

test("where this device writes down and heard nothing, no recording is promised", async () => {
  const tab = await begun({ canSpeak: false, microphone: false, recogniser: localRecogniser() });
  await tab.clock.pass(121000);
  assert.equal(state(tab), "off");
  assert.equal(tab.voiceNote, "nothingHeard");
  assert.equal(tab.see("unwritten").hidden, true);
});

test("a recogniser that falls silent is begun again while it is wanted", async () => {
  const recogniser = localRecogniser();
  const tab = await begun({ canSpeak: false, microphone: false, recogniser });
  recogniser.last.stop();
  await tab.clock.pass(10);
  assert.ok(recogniser.last);
  recogniser.last.onerror({ error: "not-allowed" });
  assert.equal(tab.voiceNote, "refused");
  assert.equal(state(tab), "off");
});
