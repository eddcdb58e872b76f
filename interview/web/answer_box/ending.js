// Ending the interview, by hand or by the clock: not before the words that this browser has are on the server.

const HAND_IN_MS = 1000;

class Ending {
  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    box.on("end", () => this.end());
  }

  /** Nothing that was typed in this browser for this interview waits for the server. */
  get isAllSaved() {
    return this.box.draft.isSaved && !this.box.leftovers.find().length;
  }

  async end() {
    const { box } = this;
    const { draft, words } = box;
    if (box.submitting || draft.stopped || !(await box.heardOut())) return;
    box.busy(true);
    const isSaved = await draft.save({ always: true });
    if (box.closed || draft.stopped) return;
    const unsent = isSaved ? await box.leftovers.send() : null;
    if (box.closed || draft.stopped) return;
    box.busy(false);
    if (!unsent) box.note(draft.retrying.refusal || words.of(this.isAllSaved ? "end_no_reply" : "end_later"));
    else if (unsent.length) box.note(words.of("end_later_other", { numbers: unsent.join(", ") }));
    else if (!box.choosing.askOthers()) box.trigger("ending");
  }

  // The time of a real interview is over: what stands here is saved, and the server makes an answer of it.
  async handIn() {
    const { box } = this;
    const { words, choosing } = box;
    if (box.hasMovedOn) return;
    box.speaking.hush();
    if (box.submitting) {
      // What is on its way is the answer; should it be taken back, the words are handed in all the same.
      box.countdown.isOver = false;
      return;
    }
    box.submission.showSkipping(false);
    box.saidSaved = true;
    box.announce(words.of("time_is_up"));
    for (;;) {
      // Also a choice that comes up now: nobody has the time to make it.
      while (choosing.other) choosing.keepBoth();
      box.busy(true);
      const isSaved = await box.draft.save();
      if (box.closed || box.hasMovedOn) return;
      if (choosing.other) continue;
      if (isSaved) box.say("saved", words.of("time_is_up"));
      await pause(HAND_IN_MS);
      const reply = await box.api.currentQuestion();
      if (box.closed || box.hasMovedOn) return;
      if (reply?.status === 404) return box.movingOn.overtaken(reply.message, reply.isGone);
      if (reply?.data?.completed) return box.movingOn.overtaken(words.of("time_was_up"));
      if (reply?.data?.secondsLeft) {
        box.countdown.read(reply.data.secondsLeft);
        return box.busy(false);
      }
    }
  }
}
