// The fields of a form: drawn, read, filled, and told in words.

/**
 * @typedef {object} FormField
 * @property {string} name
 * @property {string} label
 * @property {"line" | "text" | "date" | "choices" | "choice" | "entries"} kind
 * @property {FormValue} value
 * @property {string} placeholder
 * @property {[string, string][]} choices
 * @property {number} rows the height of a text that does not grow; 0 for one that does
 */
/**
 * `url` is "" for a form that sends nothing: another one, to which its key is `beside`, sends its fields, or what is
 * written `isHanded` to the page. `isHeld` says that the page has what was handed to it before.
 * @typedef {object} FormGiven
 * @property {string} key
 * @property {FormField[]} fields
 * @property {string} method
 * @property {string} url
 * @property {Record<string, string>} headers
 * @property {string} beside
 * @property {boolean} isHanded
 * @property {boolean} isHeld
 * @property {Record<string, unknown>} body
 * @property {string} replyId
 * @property {SpokenGiven | null} speech
 * @property {boolean} isAside
 * @property {Record<"save" | "close" | "kept" | "notKept" | "restored" | "drop" | "saving" | "failed" | "failedFragile" | "saved"
 *   | "others" | "copy" | "copied" | "notCopied" | "use", string>} says
 */

/** What stands between entries that are written one behind the other, also as it is written in Chinese. */
const BETWEEN_ENTRIES = /[,;，、；\n]/;

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} properties
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

/** @param {FormField} field */
function drawField(field) {
  if (field.kind === "choices" || field.kind === "choice") return drawChoices(field);
  const box = element("div", { className: "field" });
  const id = `field-${field.name}`;
  const name = element("label", { className: "name", htmlFor: id, textContent: field.label });
  const input = field.kind === "text"
    ? element("textarea", { rows: field.rows || 8, spellcheck: true, className: field.rows ? "fixed" : "" })
    : element("input", { type: field.kind === "date" ? "date" : "text" });
  input.id = id;
  input.name = field.name;
  input.value = written(field.value);
  input.placeholder = field.placeholder;
  box.append(name, input);
  return box;
}

/** @param {FormValue} value of a field that is written */
function written(value) {
  return typeof value === "string" ? value : value.join(", ");
}

/** @param {FormField} field */
function drawChoices(field) {
  const box = element("fieldset", { className: "field" });
  const choices = element("div", { className: "choices" });
  const type = field.kind === "choice" ? "radio" : "checkbox";
  if (field.kind === "choice") box.setAttribute("role", "radiogroup");
  for (const [code, label] of field.choices) {
    const one = element("label", {});
    const input = element("input", { type, name: field.name, value: code });
    input.checked = isChosen(field, field.value, code);
    one.append(input, label);
    choices.append(one);
  }
  box.append(element("legend", { textContent: field.label }), choices);
  return box;
}

/**
 * @param {FormField} field
 * @param {FormValue} value
 * @param {string} code
 */
function isChosen(field, value, code) {
  return field.kind === "choice" ? value === code : value.includes(code);
}

/**
 * @param {HTMLFormElement} form
 * @param {FormField} field
 * @returns {(HTMLInputElement | HTMLTextAreaElement)[]}
 */
function inputs(form, field) {
  return [...form.querySelectorAll(`[name="${CSS.escape(field.name)}"]`)].map(
    (found) => /** @type {HTMLInputElement | HTMLTextAreaElement} */ (found),
  );
}

/**
 * @param {HTMLFormElement} form
 * @param {FormField} field
 * @returns {FormValue}
 */
function read(form, field) {
  const found = inputs(form, field);
  if (field.kind === "entries") {
    const entries = (found[0]?.value ?? "").split(BETWEEN_ENTRIES).map((entry) => entry.trim());
    return [...new Set(entries.filter(Boolean))];
  }
  if (field.kind !== "choices" && field.kind !== "choice") return found[0]?.value ?? "";
  const chosen = found.filter((input) => "checked" in input && input.checked).map((input) => input.value);
  return field.kind === "choice" ? (chosen[0] ?? "") : chosen;
}

/**
 * @param {HTMLFormElement} form
 * @param {FormField} field
 * @param {FormValue} value
 */
function fill(form, field, value) {
  for (const input of inputs(form, field)) {
    const isChoice = field.kind === "choices" || field.kind === "choice";
    if (isChoice && "checked" in input) input.checked = isChosen(field, value, input.value);
    else input.value = written(value);
  }
}

/**
 * A saved value as the fields give it back: they know no line ends but one.
 * @param {FormValue} value
 * @returns {FormValue}
 */
function plain(value) {
  return typeof value === "string" ? value.replace(/\r\n?/g, "\n") : [...value];
}

/**
 * Values to read, each under the name of its field; empty ones are left out.
 * @param {FormField[]} fields
 * @param {FormValues} values
 */
function told(fields, values) {
  return fields.flatMap((field) => {
    const value = values[field.name] ?? "";
    const names = field.choices.filter(([code]) => code && isChosen(field, value, code)).map(([, label]) => label);
    const text = field.choices.length ? names.join(", ") : written(value);
    if (!text) return [];
    const said = element("p", { className: "told", textContent: text });
    return [element("p", { className: "of", textContent: field.label }), said];
  });
}

/**
 * @param {FormField[]} fields
 * @param {FormValues} values
 */
function asText(fields, values) {
  const texts = fields.filter(({ choices }) => !choices.length).map(({ name }) => values[name]);
  return texts.filter((value) => typeof value === "string" && value).join("\n\n");
}

/**
 * @param {Record<string, unknown>} one
 * @param {Record<string, unknown>} other
 */
function same(one, other) {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}

/**
 * @param {string} text
 * @param {Record<"copy" | "copied" | "notCopied", string>} says
 * @param {HTMLElement} status where it is said whether that worked
 */
function copyButton(text, says, status) {
  const copy = element("button", { type: "button", textContent: says.copy, hidden: !navigator.clipboard });
  copy.onclick = async () => {
    const isCopied = await navigator.clipboard.writeText(text).then(() => true, () => false);
    status.textContent = isCopied ? says.copied : says.notCopied;
  };
  return copy;
}
