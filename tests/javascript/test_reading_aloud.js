// The question read aloud: by the server or by a voice of this device, never by one that would send it elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, settle } from "./browser.js";

const HERE = { name: "here", lang: "en-GB", localService: true };
const ELSEWHERE = { name: "elsewhere", lang: "en-US", localService: false, default: true };
const CHINESE = { name: "中文", lang: "zh_CN", localService: true };

test("a voice of this device reads the question in its language", async () => {
  for (const [language, name] of [["en", "here"], ["zh", "中文"]]) {
    const tab = await new Browser().open({ voices: [ELSEWHERE, CHINESE, HERE], language });
    await tab.press("read");
    assert.equal(tab.voices.now.text, "Why?");
    assert.equal(tab.voices.now.voice.name, name);
    assert.equal(tab.see("read").textContent, "readStop");
    await tab.voices.end();
    assert.equal(tab.see("read").textContent, "read");
  }
});

test("with voices that are elsewhere, or speak another language, there is no button", async () => {
  for (const voices of [null, [], [ELSEWHERE], [CHINESE], [{ ...HERE, localService: undefined }]]) {
    const tab = await new Browser().open({ voices });
    assert.equal(tab.see("read").hidden, true);
  }
});

test("voices that a browser learns of later bring the button", async () => {
  const tab = await new Browser().open({ voices: [] });
  tab.voices.learn(HERE);
  assert.equal(tab.see("read").hidden, false);
});

test("a second press, Escape and leaving the page stop the voice at once", async () => {
  const stops = [
    (tab) => tab.press("read"),
    (tab) => tab.window.dispatchEvent(Object.assign(new Event("keydown"), { key: "Escape" })),
    (tab) => tab.leave(),
  ];
  for (const stop of stops) {
    const tab = await new Browser().open({ voices: [HERE] });
    await tab.press("read");
    await stop(tab);
    assert.equal(tab.voices.now, null);
    assert.equal(tab.see("read").textContent, "read");
    assert.equal(tab.voiceNote, "");
  }
});

test("where this device has a voice nothing is sent to the server that could read, too", async () => {
  const tab = await new Browser().open({ canRead: true, voices: [HERE] });
  assert.equal(tab.see("read-where").hidden, true);
  const asked = tab.requests.length;
  await tab.press("read");
  assert.equal(tab.voices.now.text, "Why?");
  await tab.voices.end();
  assert.equal(tab.requests.length, asked);
});

test("where the server reads, it is said beside the button before anything is sent", async () => {
  const tab = await new Browser().open({ canRead: true, voices: [ELSEWHERE] });
  assert.equal(tab.see("read-where").hidden, false);
  assert.equal(tab.see("read-where").textContent, "readByServer");
  tab.voices.learn(HERE);
  assert.equal(tab.see("read-where").hidden, true);
});

test("a voice of this device that says nothing is told; only the next press goes to the server, and that is said", async () => {
  const tab = await new Browser().open({ canRead: true, voices: [HERE] });
  tab.voices.isMute = true;
  await tab.press("read");
  await tab.clock.pass(5100);
  assert.equal(tab.voiceNote, "readFailed");
  assert.equal(tab.see("read-where").hidden, false);
  assert.equal(tab.requests.filter((request) => request.url.includes("/speech")).length, 0);
  await tab.press("read");
  assert.ok(tab.speaker.playing);
});

test("the server reads where this device cannot, and is asked once for a question", async () => {
  const tab = await new Browser().open({ canRead: true, voices: [ELSEWHERE] });
  await tab.press("read");
  assert.equal(tab.requests.at(-1).url, "/api/interview/sessions/s1/questions/0/speech?swaps=0");
  assert.equal(tab.requests.at(-1).permit, "permit");
  assert.ok(tab.speaker.playing);
  assert.deepEqual(tab.voices.spoken, []);
  await tab.speaker.end();
  const asked = tab.requests.length;
  await tab.press("read");
  assert.equal(tab.requests.length, asked);
  assert.equal(tab.speaker.played, 2);
  await tab.press("read");
  assert.equal(tab.speaker.playing, null);
});

test("a server that fails is said", async () => {
  const tab = await new Browser().open({ canRead: true, voices: [ELSEWHERE], network: "held" });
  await tab.press("read");
  await tab.open.at(-1).reply(503, { message: "away" });
  assert.equal(tab.voiceNote, "readFailed");
  assert.equal(tab.voices.spoken.length, 0);
  tab.type("the text way is whole");
  assert.equal(tab.text, "the text way is whole");
});

test("a page in place of sound is no sound", async () => {
  const tab = await new Browser().open({ canRead: true, network: "held" });
  await tab.press("read");
  await tab.open.at(-1).raw(200, "<html>", { "Content-Type": "text/html" });
  assert.equal(tab.speaker.played, 0);
  assert.equal(tab.voiceNote, "readFailed");
});

test("sound that a browser does not let out is said", async () => {
  const tab = await new Browser().open({ canRead: true });
  tab.speaker.isAllowed = false;
  await tab.press("read");
  await settle();
  assert.equal(tab.voiceNote, "readFailed");
});

test("that a question is sent away is said to nobody, seen or hidden, where a voice of this device reads it", async () => {
  const voice = { lang: "en-US", localService: true, default: true };
  for (const [canRead, voices, said] of [[true, [voice], ""], [false, [voice], ""], [true, [], "readByServer"]]) {
    const tab = await new Browser().open({ canRead, voices });
    assert.equal(tab.see("read-where").textContent, said);
  }
});
