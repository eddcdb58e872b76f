// Words that the page hands over in its language (box_words.py), with numbers and times put into them.

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** @param {string | number} moment */
function clockTime(moment) {
  const date = new Date(moment);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

/**
 * Words between blanks; in scripts without blanks every character counts, as word processors do.
 * @param {string} text
 */
function countWords(text) {
  const characters = (text.match(EAST_ASIAN) || []).length;
  return characters + (text.replace(EAST_ASIAN, " ").match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) || []).length;
}

class Wording {
  /**
   * @param {Record<string, string>} words
   * @param {string} language
   */
  constructor(words, language) {
    this.words = words;
    this.language = language;
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values] what stands in place of {name}
   */
  of(key, values = {}) {
    return (this.words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  }

  /**
   * The time of day, and the day where it is not today.
   * @param {string | number} at
   */
  moment(at) {
    const [date, today] = [new Date(at), new Date()];
    const time = clockTime(at);
    if (date.toDateString() === today.toDateString()) return time;
    const year = date.getFullYear() === today.getFullYear() ? undefined : "numeric";
    return this.of("time_and_day", { time, day: date.toLocaleDateString(this.language, { day: "numeric", month: "long", year }) });
  }

  /**
   * @param {string} text
   * @param {string} language of the interview
   */
  count(text, language) {
    const count = countWords(text);
    const [one, many] = language === "zh" ? ["character", "characters"] : ["word", "words"];
    return count === 1 ? this.of(one) : this.of(many, { count: count.toLocaleString(this.language) });
  }

  /**
   * @param {number | null} milliseconds null where it is not known: then nothing is said
   * @param {number} usual minutes
   */
  elapsed(milliseconds, usual) {
    if (milliseconds === null) return "";
    const minutes = Math.floor(milliseconds / 60000);
    return minutes < 1 ? this.of("under_a_minute", { usual }) : this.of("so_far", { minutes, usual });
  }
}
