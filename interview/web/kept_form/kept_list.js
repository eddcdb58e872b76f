// Words that this browser keeps of forms that are not on the page: to read, to copy, and where the page can, to use.

/**
 * @typedef {object} ListGiven
 * @property {string} key what the keys of the forms begin with
 * @property {string[]} besides the keys of forms that are left out
 * @property {FormField[]} fields
 * @property {EntrySays & Record<"told" | "use", string>} says without words for "use" there is no button for it, but one to
 * remove the words
 */

/** @param {{parentElement: HTMLElement, data: [ListGiven], setTriggerValue: (name: string, value: unknown) => void}} component */
export default function mount({ parentElement, data: [data], setTriggerValue }) {
  const { fields, says } = data;
  const besides = new Set(data.besides.map((key) => KEPT_PREFIX + key));
  const found = KeptWords.below(data.key).filter(
    ({ name, values }) => !besides.has(name.slice(0, name.lastIndexOf(":"))) && told(fields, values).length,
  );
  const list = /** @type {HTMLElement} */ (parentElement.querySelector(".list"));
  list.hidden = !found.length;
  list.classList.toggle("short", Boolean(says.use));
  const status = element("p", { className: "status" });
  status.setAttribute("role", "status");
  list.replaceChildren(element("p", { textContent: says.told }), ...found.map(({ name, values }) => {
    const { one, row, remove } = keptEntry(name, told(fields, values), asText(fields, values), says, status);
    const use = element("button", { type: "button", textContent: says.use, hidden: !says.use });
    use.onclick = () => setTriggerValue("used", Date.now());
    remove.hidden = Boolean(says.use);
    row.prepend(use);
    return one;
  }), status);
}
