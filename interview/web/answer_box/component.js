// What Streamlit calls: with each run of the page, and to clean up. A run that shows the same question keeps its box.

/** @type {WeakMap<object, AnswerBox>} */
const boxes = new WeakMap();

/**
 * What Streamlit hands to a component, as far as it is used here.
 * @typedef {object} StreamlitComponent
 * @property {HTMLElement} parentElement
 * @property {Uint8Array} data JSON of AnswerData, its words of speech apart: see answer_box/__init__.py
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/** @param {StreamlitComponent} component */
export default function mount(component) {
  const box = boxFor(component);
  box.trigger = (name) => component.setTriggerValue(name, Date.now());
  // Streamlit may clean up after a call that a later one has replaced; only the latest owner closes the box.
  const owner = {};
  box.owner = owner;
  return () => { if (box.owner === owner) box.close(); };
}

/**
 * @param {Uint8Array} data
 * @returns {AnswerData}
 */
function toldBy(data) {
  const { spokenWords, ...told } = JSON.parse(new TextDecoder().decode(data));
  told.speech.words = spokenWords;
  return told;
}

/** @param {StreamlitComponent} component */
function boxFor({ parentElement, data: sent }) {
  const data = toldBy(sent);
  const question = questionKey(data);
  const shown = boxes.get(parentElement);
  if (shown && shown.question === question && !shown.closed) {
    bringHint(shown, question, data);
    shown.tellLast(data.last);
    shown.countdown.receive(data.secondsLeft);
    shown.draft.receive({ answer: data.draft, revision: data.revision, savedAt: data.savedAt });
    return shown;
  }
  shown?.close();
  const known = newest(question, data);
  const made = new AnswerBox(parentElement, question, known);
  boxes.set(parentElement, made);
  // Either this run of the page is late, or the server has lost what it had confirmed: it knows.
  if (known !== data) void made.draft.refresh();
  bringHint(made, question, data);
  return made;
}
