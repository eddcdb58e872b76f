// Streamlit may take the box away and draw it anew while somebody types in it: on the way back to this page, for one. A
// field out of sight takes the keys meanwhile, and the new box goes on from there.

// Drawing takes a moment. Without a box after this time the words are left to the browser's backup.
const LONGEST_WITHOUT_BOX_MS = 10000;

/** @type {TypingOn | null} */
let typingOn = null;

class TypingOn {
  /** @param {AnswerBox} box that was taken away with the cursor in it */
  constructor(box) {
    this.box = box;
    this.field = document.createElement("textarea");
    this.field.ariaLabel = box.find("label").textContent;
    this.field.style.cssText = "position: fixed; bottom: 0; left: 0; width: 1px; height: 1px; opacity: 0;";
    this.field.value = box.text;
    document.body.append(this.field);
    this.field.setSelectionRange(box.area.selectionStart, box.area.selectionEnd);
    this.field.focus({ preventScroll: true });
    this.field.oninput = () => box.typedAfter(this.field.value);
    this.field.onblur = () => { if (document.activeElement !== this.field) this.end(); };
    this.timer = setTimeout(() => this.end(), LONGEST_WITHOUT_BOX_MS);
  }

  /** @param {AnswerBox} box */
  static after(box) {
    const { done, hasMovedOn, submitting, isLeft } = box;
    if (done || hasMovedOn || submitting || isLeft || document.activeElement !== document.body) return;
    typingOn?.end();
    typingOn = new TypingOn(box);
  }

  /** @param {AnswerBox} made the cursor goes into it when it is of the same question */
  static goOnIn(made) {
    const before = typingOn;
    if (!before) return;
    const { value, selectionStart, selectionEnd } = before.field;
    before.end();
    if (before.box.question !== made.question) return;
    if (made.text !== value && !made.choosing.other) {
      // A browser without storage has brought nothing back.
      if (before.box.draft.knows(made.text)) {
        made.show(value);
        made.draft.typed();
      } else made.choosing.ask({ answer: value, savedAt: null });
    }
    // What the box of before saves while this one is made are no words of somebody else.
    for (const text of [...before.box.draft.seen, value]) made.draft.remember(text);
    if (made.text === value) made.area.setSelectionRange(selectionStart, selectionEnd);
    made.area.focus({ preventScroll: true });
  }

  end() {
    clearTimeout(this.timer);
    if (typingOn === this) typingOn = null;
    this.field.onblur = null;
    this.field.remove();
  }
}
