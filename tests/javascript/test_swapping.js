// Swapping the question: offered while there are no words, refused where there are, and what was typed stays with its own.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser } from "./browser.js";

const swaps = (tab) => tab.requests.filter((request) => request.url.endsWith("/swap")).map((request) => request.body);
const offered = (tab) => !tab.see("swap").hidden;

/** Swaps the question and lets Streamlit run the page again. */
async function swap(tab, choice = "swap-had") {
  await tab.press("swap");
  await tab.press(choice);
  if (tab.triggers.includes("moved")) await tab.run();
}

test("it is offered while there are no words, and comes back when they are deleted", async () => {
  const tab = await new Browser().open();
  assert.ok(offered(tab));
  await tab.press("swap");
  assert.equal(tab.see("swap-ask").hidden, false);
  tab.type("A");
  assert.equal(offered(tab), false);
  assert.equal(tab.see("swap-ask").hidden, true);
  tab.type("  ");
  assert.ok(offered(tab));
});

test("it is not offered for a question that cannot be swapped, nor beside words of before", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await tab.leave();
  await tab.run({ canSwap: false });
  assert.equal(offered(tab), false);
  browser.server.save("words of before");
  assert.equal(offered(await browser.open()), false);
});

test("a second press closes the choices and nothing is sent", async () => {
  const tab = await new Browser().open();
  await tab.press("swap");
  await tab.press("swap");
  assert.equal(tab.see("swap-ask").hidden, true);
  assert.equal(tab.see("swap").ariaExpanded, "false");
  assert.deepEqual(swaps(tab), []);
});

test("who would rather keep the question stays with it, and nothing is sent", async () => {
  const tab = await new Browser().open();
  await tab.press("swap");
  await tab.press("swap-no");
  assert.equal(tab.see("swap-ask").hidden, true);
  assert.deepEqual(swaps(tab), []);
});

for (const [choice, reason] of [["swap-field", "not_my_field"], ["swap-had", "had_it"]]) {
  test(`one press on ${choice} swaps the question for the reason ${reason}`, async () => {
    const tab = await new Browser().open();
    await swap(tab, choice);
    assert.deepEqual(swaps(tab), [{ questionIndex: 0, swaps: 0, reason }]);
    assert.deepEqual(tab.triggers, ["moved"]);
    assert.equal(tab.area.readOnly, false);
    assert.equal(tab.see("live").textContent, "Another question.");
  });
}

test("words for the new question are saved for it, and a second swap takes that one", async () => {
  const tab = await new Browser().open();
  await swap(tab);
  await tab.write("for the second");
  assert.equal(tab.saves.at(-1).body.swaps, 1);
  assert.equal(tab.server.draft, "for the second");
  await tab.write("");
  await swap(tab);
  assert.deepEqual(swaps(tab).at(-1), { questionIndex: 0, swaps: 1, reason: "had_it" });
  assert.equal(tab.server.questions[0].swaps, 2);
});

test("words that were deleted a moment ago are deleted on the server before the question is swapped", async () => {
  const tab = await new Browser().open();
  await tab.write("words");
  tab.type("");
  await swap(tab);
  assert.equal(tab.server.questions[0].swaps, 1);
});

test("words that another tab saved meanwhile come to light, and the question stays", async () => {
  const tab = await new Browser().open();
  tab.server.save("from another tab");
  await swap(tab);
  assert.equal(tab.server.questions[0].swaps, 0);
  assert.equal(tab.text, "from another tab");
  assert.equal(offered(tab), false);
  assert.equal(tab.area.readOnly, false);
});

test("when no other question is left that is said, and the question can be answered", async () => {
  const tab = await new Browser().open();
  tab.server.isEmpty = true;
  await swap(tab);
  assert.equal(tab.notice, "There is no other question left.");
  assert.ok(offered(tab));
  await tab.write("an answer then");
  assert.equal(tab.server.draft, "an answer then");
});

test("while the server is out of reach the question stays, and that is said", async () => {
  const tab = await new Browser().open();
  tab.network = "offline";
  await swap(tab);
  assert.match(tab.notice, /could not be swapped/);
  assert.equal(tab.area.readOnly, false);
});

test("a reply that gets lost leads to the new question all the same", async () => {
  const tab = await new Browser().open();
  tab.network = "held";
  await tab.press("swap");
  await tab.press("swap-had");
  tab.open[0].arrive();
  tab.network = "online";
  await tab.open[0].fail();
  assert.deepEqual(tab.triggers, ["moved"]);
  assert.equal(tab.server.questions[0].swaps, 1);
});

test("a double click on a choice swaps once", async () => {
  const tab = await new Browser().open();
  await tab.press("swap");
  await tab.press("swap-had", 2);
  assert.equal(swaps(tab).length, 1);
});

// --- whose words they are -----------------------------------------------------------------------------------------

test("words kept for the question that went are not in the box of the new one, and are not lost", async () => {
  const browser = new Browser();
  browser.keep("s1:0", "old", { text: "for the first", base: 0, at: browser.daysAgo(0) });
  browser.server.swap();
  const tab = await browser.open();
  assert.equal(tab.text, "");
  assert.equal(tab.server.draft, "");
  assert.equal(tab.leftover, "for the first");
  assert.deepEqual(browser.kept, ["for the first"]);
});

test("a swapped question has a backup of its own, also after a reload", async () => {
  const browser = new Browser();
  const tab = await browser.open();
  await swap(tab);
  tab.network = "offline";
  tab.type("for the second");
  const [key] = Object.keys(browser.localStorage);
  assert.match(key, /^mi:draft:s1:0~1:writer-\d+$/);
  tab.crash();
  const next = await browser.open({ network: "offline" });
  assert.equal(next.text, "for the second");
  assert.equal(next.leftover, null);
});

test("words typed in a tab that still shows the question that went are kept there and saved for no other", async () => {
  const browser = new Browser();
  const stale = await browser.open();
  await swap(await browser.open());
  await stale.write("for the first");
  assert.equal(browser.server.draft, "");
  assert.equal(stale.text, "for the first");
  assert.match(stale.notice, /swapped.*copy it/);
  assert.deepEqual(browser.kept, ["for the first"]);
  assert.equal((await browser.open()).leftover, "for the first");
});

test("a tab without words that comes back into view goes on to the new question", async () => {
  const browser = new Browser();
  const stale = await browser.open();
  await swap(await browser.open());
  stale.happen("focus");
  await stale.clock.pass(0);
  assert.deepEqual(stale.triggers, ["moved"]);
});

test("a stale tab submits and skips nothing of the new question", async () => {
  const browser = new Browser();
  const stale = await browser.open();
  await swap(await browser.open());
  await stale.press("skip");
  await stale.press("skip-yes");
  assert.equal(browser.server.answer, null);
  assert.deepEqual(stale.triggers, ["moved"]);
});
