// A form after a save: what was written here is never taken for words of somebody else, nor what is not saved for saved.

import assert from "node:assert/strict";
import { test } from "node:test";

import { settle } from "./browser.js";
import { FormPage, FormServer } from "./form.js";

async function open(text = "old") {
  const server = new FormServer(text);
  const page = new FormPage(server);
  await page.run();
  return { server, page };
}

test("words typed while others of the same form are being saved are saved by the next press", async () => {
  const { server, page } = await open();
  page.type("new");
  let go = () => {};
  server.held = new Promise((done) => { go = done; });
  await page.save();
  page.type("new and more");
  server.held = null;
  go();
  await settle();
  assert.equal(server.text, "new");
  await page.run();
  assert.equal(page.area.value, "new and more");
  await page.save();
  assert.deepEqual([server.text, page.said("problem")], ["new and more", ""]);
});

test("what another tab saved in between is still not written over unseen", async () => {
  const { server, page } = await open();
  page.type("new");
  await page.save();
  page.type("newer");
  server.text = "of another tab";
  await page.run();
  await page.save();
  assert.deepEqual([server.text, page.said("problem"), page.area.value], ["of another tab", "changed meanwhile", "newer"]);
});

test("words typed on after a lost reply are saved without a word of anybody else", async () => {
  const { server, page } = await open();
  page.type("new");
  server.losesReply = true;
  await page.save();
  assert.equal(page.said("problem"), "failed");
  page.type("newer");
  await page.save();
  assert.deepEqual(page.triggers, ["refused"]);
  await page.run();
  await settle();
  assert.deepEqual([server.text, page.said("problem"), page.triggers], ["newer", "", ["refused", "saved"]]);
});

test("words put back after a save whose reply is lost are kept, and saved by the next press", async () => {
  const { server, page } = await open();
  page.type("");
  server.losesReply = true;
  await page.save();
  page.type("old");
  assert.deepEqual([server.text, page.kept, page.said("status")], ["", ["old"], "kept"]);
  await page.run();
  assert.equal(page.area.value, "old");
  await page.save();
  assert.deepEqual([server.text, page.kept], ["old", []]);
});
