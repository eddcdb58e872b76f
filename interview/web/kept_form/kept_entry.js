// A text that this browser keeps, to be read, copied and removed.

/** @typedef {Record<"copy" | "copied" | "notCopied" | "remove" | "removed" | "undo", string>} EntrySays */

/**
 * @param {string} name of the entry
 * @param {HTMLElement[]} shown what is read of it
 * @param {string} text what is copied
 * @param {EntrySays} says
 * @param {HTMLElement} status where it is said what was done
 */
function keptEntry(name, shown, text, says, status) {
  const one = element("div", { className: "saved" });
  const row = element("div", { className: "row" });
  const remove = element("button", { type: "button", textContent: says.remove });
  /** @type {string | null} */
  let removed = null;
  remove.onclick = () => {
    if (removed === null) {
      removed = localStorage.getItem(name);
      localStorage.removeItem(name);
    } else {
      localStorage.setItem(name, removed);
      removed = null;
    }
    remove.textContent = removed === null ? says.remove : says.undo;
    status.textContent = removed === null ? "" : says.removed;
  };
  row.append(copyButton(text, says, status), remove);
  one.append(...shown, row);
  return { one, row, remove };
}
