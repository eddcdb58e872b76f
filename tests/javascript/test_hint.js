// A hint that was asked for is brought into sight, also when it or the box is drawn late.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, Tab } from "./browser.js";

/** Counts how often a hint was brought into sight; there is one once it is drawn. */
function watch(tab) {
  tab.brought = 0;
  const hint = { scrollIntoView: () => { tab.brought += 1; } };
  tab.draw = () => { tab.document.querySelector = (selector) => (selector === ".mi-hint" ? hint : null); };
  return tab;
}

/** A tab that shows the question without its hint. */
async function open() {
  return watch(await new Browser({ questions: 2 }).open());
}

test("a hint that is drawn after the box was told of it is brought into sight once it is there", async () => {
  const tab = await open();
  await tab.run({ hintShown: true });
  await tab.clock.pass(200);
  assert.equal(tab.brought, 0);
  tab.draw();
  await tab.clock.pass(200);
  assert.equal(tab.brought, 1);
  await tab.run({ hintShown: true });
  await tab.clock.pass(200);
  assert.equal(tab.brought, 1);
});

test("a box that is drawn anew together with the hint brings it into sight", async () => {
  const tab = await open();
  tab.draw();
  tab.cleanUp();
  await tab.run({ hintShown: true });
  await tab.clock.pass(200);
  assert.equal(tab.brought, 1);
});

test("a page that is opened where the hint was shown before stays where it is", async () => {
  const tab = new Tab(new Browser({ questions: 2 }));
  watch(tab).draw();
  await tab.run({ hintShown: true });
  await tab.clock.pass(200);
  assert.equal(tab.brought, 0);
});
