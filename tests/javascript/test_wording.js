// Numbers and times as words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Browser, WORDS } from "./browser.js";

const tab = await new Browser().open();

test("words are counted in any script", () => {
  const countWords = tab.get("countWords");
  for (const [text, words] of [
    ["", 0], ["one", 1], ["It’s a well-known 2-step fix, isn't it?", 7], ["naïve café résumé", 3], ["- — …", 0],
    ["我先测量，然后再修改。", 9], ["我用 Redis 做缓存", 6], ["カタカナ", 4],
  ]) assert.equal(countWords(text), words, text);
});

const english = new (tab.get("Wording"))(WORDS, "en");

test("one is singular, everything else plural, thousands are separated", () => {
  const texts = ["", "one", "two words", "word ".repeat(1234)];
  assert.deepEqual(texts.map((text) => english.count(text, "en")), ["0 words", "1 word", "2 words", "1,234 words"]);
});

test("an answer in a Chinese interview is counted in characters, any other in words", () => {
  const said = (text, language) => english.count(text, language);
  assert.deepEqual([said("我先测量。", "zh"), said("我", "zh")], ["4 characters", "1 character"]);
  assert.deepEqual([said("one two", "en"), said("one two", "de")], ["2 words", "2 words"]);
});

test("time so far is in whole minutes, rounded down", () => {
  const told = [0, 59999, 60000, 179999].map((milliseconds) => english.elapsed(milliseconds, 4));
  const usual = "to think and write so far (about 4 min is usual)";
  assert.deepEqual(told, [`under a minute ${usual}`, `under a minute ${usual}`, `1 min ${usual}`, `2 min ${usual}`]);
  assert.equal(english.elapsed(null, 4), "", "a time that is not known is not told");
});

test("values stand in their places, whatever they hold, and a key without words is empty", () => {
  const words = new (tab.get("Wording"))({ at: "{time}，{time}" }, "zh-CN");
  assert.equal(words.of("at", { time: "{time} $&" }), "{time} $&，{time} $&");
  assert.equal(words.of("nothing"), "");
});

test("clock times have two digits each, from a time stamp or milliseconds", () => {
  const clockTime = tab.get("clockTime");
  const moment = new Date(2026, 2, 2, 7, 5, 9);
  assert.equal(clockTime(moment.toISOString()), "07:05:09");
  assert.equal(clockTime(moment.getTime()), "07:05:09");
});

test("the pause after a failure doubles up to four seconds, and is never shorter than the server asks", () => {
  const backOff = tab.get("backOff");
  assert.deepEqual([0, 1, 2, 3, 10].map((failures) => backOff(failures)), [500, 1000, 2000, 4000, 4000]);
  assert.equal(backOff(0, 9000), 9000);
});

test("a moment of another day is said with its day, and of another year with that, too", () => {
  const [today, yesterday, long] = [0, 1, 90].map((days) => english.moment(tab.clock.now - days * 86400000));
  assert.match(today, /^\d\d:00:00$/);
  assert.match(yesterday, /^\d\d:00:00 on March 1$/);
  assert.match(long, /^\d\d:00:00 on December 2, 2025$/);
});
