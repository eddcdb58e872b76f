// Which of two texts stands in the box: what this browser kept, what the server has, what another tab wrote. Where neither
// goes on from the other, the person chooses.

/**
 * A text to choose from: the server has it under `revision`, or this browser's backup has it under `key`.
 * @typedef {{answer: string, savedAt: string | number | null, revision?: number, key?: string}} OtherText
 */

class Choosing {
  /** The other text of a choice that is open. @type {OtherText | null} */
  other = null;
  /** Choices that are to follow. @type {OtherText[]} */
  older = [];

  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    box.on("use-other", () => this.resolve((other) => other));
    box.on("keep-mine", () => this.resolve((_, mine) => mine));
    box.on("keep-both", () => this.keepBoth());
  }

  recover() {
    const { box } = this;
    LocalBackup.removeOld(box.data.sessionId);
    const { revision, savedAt, writer } = box.data;
    const server = { answer: box.text, revision, savedAt };
    const found = LocalBackup.ofQuestion(box.question);
    const latest = found.find((backup) => backup.text !== server.answer);
    const isOfLastWriter = latest?.writer === writer;
    const goesOn = latest && (latest.base === revision || latest.text.startsWith(server.answer)
      || (isOfLastWriter && latest.revision >= revision));
    const isLater = latest && !isOfLastWriter && latest.at > Date.parse(savedAt ?? "");
    const newer = goesOn || isLater ? latest : null;
    const shown = newer ? newer.text : server.answer;
    for (const backup of found) {
      if (shown.includes(backup.text)) box.draft.copies.older.push(backup);
      else this.older.push(asOther(backup));
    }
    if (!newer) box.draft.copies.dropOlder();
    else {
      box.area.value = newer.text;
      box.draft.adopt(newer.at);
      if (!goesOn) {
        this.ask(server);
        return;
      }
      box.sayKept("not_saved");
      box.announce(box.words.of("brought_back"));
      box.draft.save();
    }
    this.offerOlder();
  }

  /**
   * Words that other tabs keep for this question and that the box neither holds nor knows.
   * @returns {boolean} whether there are any: then the person is asked
   */
  askOthers() {
    const { text, question, draft } = this.box;
    this.older = LocalBackup.ofQuestion(question)
      .filter((kept) => kept.key !== draft.copies.key && !text.includes(kept.text) && !draft.knows(kept.text))
      .map(asOther);
    this.offerOlder();
    return this.other !== null;
  }

  offerOlder() {
    const next = this.older.shift();
    if (next) this.ask(next);
  }

  /** @param {OtherText} other */
  ask(other) {
    const { box } = this;
    this.other = other;
    const time = box.words.moment(other.savedAt ?? 0);
    const told = `${other.key ? "older_tab" : "other_tab"}${other.savedAt ? "_at" : ""}`;
    box.find("conflict-text").textContent = box.words.of(told, { time });
    box.find("other").textContent = other.answer || box.words.of("empty_answer");
    box.find("conflict").hidden = false;
    box.draft.copies.make();
    box.draft.stop("conflict");
    box.busy(false);
    box.sayKept("choose_first");
  }

  /** @param {(other: string, mine: string) => string} choose */
  resolve(choose) {
    const { box, other } = this;
    if (!other) return;
    this.other = null;
    if (other.key) LocalBackup.remove(other.key);
    box.find("conflict").hidden = true;
    box.busy(false);
    box.show(choose(other.answer, box.text));
    box.draft.resolved(other);
    box.area.focus();
    this.offerOlder();
  }

  keepBoth() {
    this.resolve((other, mine) => `${other}\n\n${mine}`);
  }
}

/**
 * @param {StoredBackup} backup
 * @returns {OtherText}
 */
function asOther({ text, at, key }) {
  return { answer: text, savedAt: at, key };
}
