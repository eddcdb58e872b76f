// Swapping the question for another one, offered while there are no words. The server decides: it takes no question away
// that something was written for, here or in another tab.

class Swapping {
  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    this.button = box.button("swap");
    box.on("swap", () => this.ask(Boolean(this.choices.hidden)));
    box.on("swap-field", () => this.swap("not_my_field"));
    box.on("swap-had", () => this.swap("had_it"));
    box.on("swap-no", () => this.stay());
  }

  get choices() {
    return this.box.find("swap-ask");
  }

  /** Shows the button or takes it away, with its choices. */
  look() {
    this.button.hidden = !this.box.data.canSwap || this.box.text.trim() !== "";
    if (this.button.hidden) this.close();
  }

  /** @param {boolean} open */
  ask(open) {
    if (!open) return this.close();
    this.choices.hidden = false;
    this.button.ariaExpanded = "true";
    return this.box.find("swap-field").focus();
  }

  stay() {
    this.close();
    this.button.focus();
  }

  close() {
    this.choices.hidden = true;
    this.button.ariaExpanded = "false";
  }

  /** @param {"not_my_field" | "had_it"} reason */
  async swap(reason) {
    const { box } = this;
    this.close();
    box.busy(true);
    box.note("");
    box.say("saving", box.words.of("looking"));
    box.announce(box.words.of("looking"));
    // The server may still have words that were deleted here a moment ago.
    const isSaved = await box.draft.save();
    if (box.closed || box.draft.stopped) return;
    const reply = isSaved ? await box.api.swapQuestion(box.data.index, box.data.swaps, reason) : null;
    if (box.closed || box.draft.stopped) return;
    if (reply?.status === 200) {
      box.movingOn.leave(box.words.of("another"));
      return;
    }
    box.busy(false);
    box.say("empty", box.words.of("nothing_yet"));
    box.note(reply?.message || box.words.of("not_swapped"));
    // A reply that got lost, another tab that wrote or went on: the server knows.
    if (reply?.status !== 422) await box.draft.refresh();
  }
}
