// Going on to what comes now: after this box has submitted, and where another tab, another device or the clock was first.

const STALE_PAGE_MS = 2500;

/** What to announce, by session, when the question is shown to which this page led last. @type {Map<string, string>} */
const arrivals = new Map();

class MovingOn {
  /** The interview is not there any more. */
  isGone = false;

  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    box.on("copy", () => this.copy());
    window.addEventListener("beforeunload", (event) => {
      const isShownOnly = this.isGone && box.draft.copies.keepsNothing;
      if (isShownOnly && box.text.trim()) event.preventDefault();
    }, { signal: box.listeners.signal });
  }

  /** See what happened elsewhere; also whether an interview is there again that was not. */
  async look() {
    const { box } = this;
    if (!this.isGone) return box.draft.refresh();
    const reply = await box.api.currentQuestion();
    if (!reply?.data || !this.isGone || box.submitting || box.closed) return;
    this.isGone = false;
    box.find("copy").hidden = true;
    box.draft.goOn();
    box.note("");
    box.busy(false);
  }

  /**
   * This question takes no more answers, and nobody here submitted one.
   * @param {string} message
   * @param {boolean} [isGone] the whole interview is not there any more
   */
  overtaken(message, isGone = false) {
    const { box } = this;
    const { draft, words, submission } = box;
    if (box.done) return;
    const isSaved = draft.isSaved && (submission.takenBack === null || submission.takenBack === box.text);
    this.isGone = isGone;
    // Saved words are kept, too, as the next question offers those that no answer holds. Behind a deleted interview comes none.
    if (isGone && isSaved) draft.copies.dropForGood();
    else draft.copies.make();
    draft.stop("moved on");
    box.sayKept(isGone ? "gone" : "moved_on");
    box.speaking.hush();
    if (isSaved && !isGone && !box.speaking.isLacking) {
      this.go();
      return;
    }
    if (isGone) box.note(words.of("not_here"));
    else box.note(`${message} ${words.of(isSaved ? "not_heard" : "not_part")}`);
    box.find("copy").hidden = !box.text;
    box.busy(false);
  }

  async copy() {
    const { box } = this;
    box.area.select();
    const copied = await navigator.clipboard?.writeText(box.text).then(() => true, () => false);
    const said = box.words.of(copied || document.execCommand("copy") ? "copied" : "not_copied");
    box.find("copied").textContent = said;
  }

  /** @param {string} announcement when the question is there that comes now */
  leave(announcement) {
    const { box } = this;
    box.done = true;
    box.draft.stop("moved on");
    arrivals.set(box.data.sessionId, announcement);
    this.go();
  }

  // A page whose server was restarted may miss the first word; the address leads to the right question in any case.
  async go() {
    const { box } = this;
    box.busy(true);
    box.trigger("moved");
    for (let rounds = 0; !box.closed; rounds += 1) {
      await pause(STALE_PAGE_MS);
      const reply = await box.api.currentQuestion();
      if (box.closed || !reply || reply.status >= 500) continue;
      if (rounds < 1) box.trigger("moved");
      else window.location.reload();
    }
  }
}
