// Words that this browser keeps of an interview that is over or not there any more, where no editor shows them: to read,
// to copy and to remove. What an answer holds needs no copy: it goes.

/**
 * @typedef {object} AnswersGiven
 * @property {string} sessionId
 * @property {string} language
 * @property {EntrySays & {told: string}} says
 */

/** @param {{parentElement: HTMLElement, data: [AnswersGiven]}} component */
export default function mount({ parentElement, data: [data] }) {
  void draw(/** @type {HTMLElement} */ (parentElement.querySelector(".list")), data);
}

/**
 * @param {HTMLElement} list
 * @param {AnswersGiven} given
 */
async function draw(list, { sessionId, language, says }) {
  const kept = LocalBackup.ofSession(sessionId);
  list.hidden = true;
  if (!kept.length) return;
  const reply = await new InterviewApi(sessionId, "", language).wholeSession();
  // Nobody knows then what is part of an answer.
  if (!reply?.data && !reply?.isGone) return;
  const questions = reply.data?.questions ?? [];
  const isHeld = (/** @type {StoredBackup} */ backup) => LocalBackup.isHeld(backup, sessionId, questions);
  for (const { key } of kept.filter(isHeld)) LocalBackup.remove(key);
  const status = element("p", { className: "status" });
  status.setAttribute("role", "status");
  const drawn = kept.filter((backup) => !isHeld(backup)).map(({ key, text }) =>
    keptEntry(key, [element("p", { className: "told", textContent: text })], text, says, status).one);
  list.hidden = !drawn.length;
  list.replaceChildren(element("p", { textContent: says.told }), ...drawn, status);
}
