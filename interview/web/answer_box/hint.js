// The hint that was asked for stands above the box: behind a long answer it would come out of sight.

// It is drawn by the same run of the page: what is not there after this time will not come.
const LONGEST_WITHOUT_HINT_MS = 5000;
const LOOK_FOR_HINT_MS = 50;

/** The question that this tab showed last without its hint: a hint that stands there now was asked for since. */
let withoutHint = "";

/**
 * Also where Streamlit has drawn the box anew with the hint.
 * @param {AnswerBox} box
 * @param {string} question
 * @param {AnswerData} data
 */
function bringHint(box, question, { hintShown }) {
  if (!hintShown) withoutHint = question;
  else if (withoutHint === question) {
    withoutHint = "";
    void showHint(box);
  }
}

/**
 * It may be drawn a moment after this is called; the box keeps the words and the place in them.
 * @param {AnswerBox} box
 */
async function showHint(box) {
  for (let waited = 0; !document.querySelector(".mi-hint"); waited += LOOK_FOR_HINT_MS) {
    if (box.closed || waited > LONGEST_WITHOUT_HINT_MS) return;
    await pause(LOOK_FOR_HINT_MS);
  }
  document.querySelector(".mi-hint")?.scrollIntoView({ block: "nearest" });
  if (matchMedia("(hover: hover)").matches) box.area.focus({ preventScroll: true });
}
