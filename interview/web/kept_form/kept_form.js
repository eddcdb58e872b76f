// A form whose words stay in this browser until the server has them. Every change is written at once, so that a closed
// tab, a reload or a server that is away costs nothing; a save that worked takes them out again.

const KEPT_DAYS = 30;
const KEPT_PREFIX = "mi:kept:";
const SEND_TIMEOUT_MS = 20000;

/** @typedef {string | string[]} Value */
/**
 * @typedef {object} FormField
 * @property {string} name
 * @property {string} label
 * @property {"line" | "text" | "date" | "choices"} kind
 * @property {Value} value
 * @property {number} most the most characters; 0 for no bound
 * @property {string} placeholder
 * @property {[string, string][]} choices
 */
/**
 * @typedef {object} FormGiven
 * @property {string} key
 * @property {FormField[]} fields
 * @property {string} method
 * @property {string} url
 * @property {Record<string, unknown>} body
 * @property {string} replyId
 * @property {Record<"save" | "close" | "kept" | "notKept" | "restored" | "drop" | "saving" | "failed", string>} says
 */
/**
 * @typedef {object} FormComponent
 * @property {HTMLElement} parentElement
 * @property {FormGiven} data
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/** @type {WeakMap<object, KeptForm>} */
const forms = new WeakMap();

/** @param {FormComponent} component */
export default function mount(component) {
  const { parentElement, data } = component;
  let form = forms.get(parentElement);
  if (!form || form.data.key !== data.key) {
    removeOld();
    form = new KeptForm(parentElement, data);
    forms.set(parentElement, form);
  }
  form.data = data;
  form.trigger = (name, value) => component.setTriggerValue(name, value);
}

class KeptForm {
  /**
   * @param {HTMLElement} parent
   * @param {FormGiven} data
   */
  constructor(parent, data) {
    this.data = data;
    /** @type {(name: string, value: unknown) => void} */
    this.trigger = () => {};
    const form = /** @type {HTMLFormElement} */ (parent.querySelector("form"));
    this.form = form;
    form.replaceChildren(...data.fields.map(drawField));
    this.problem = element("p", { className: "problem", hidden: true });
    this.problem.setAttribute("role", "alert");
    this.status = element("p", { className: "status" });
    this.status.setAttribute("role", "status");
    this.save = element("button", { className: "save", type: "submit", textContent: data.says.save });
    this.close = element("button", { type: "button", textContent: data.says.close, hidden: !data.says.close });
    this.drop = element("button", { className: "drop", type: "button", textContent: data.says.drop, hidden: true });
    const row = element("div", { className: "row" });
    row.append(this.save, this.close, this.drop);
    form.append(this.problem, this.status, row);
    form.oninput = () => this.keep();
    form.onsubmit = (event) => {
      event.preventDefault();
      void this.send();
    };
    this.close.onclick = () => this.trigger("closed", Date.now());
    this.drop.onclick = () => this.discard();
    this.restore();
    const first = /** @type {HTMLElement | null} */ (form.querySelector("textarea, input"));
    if (matchMedia("(hover: hover)").matches) first?.focus();
  }

  /** What stands in the fields, by name. */
  values() {
    return Object.fromEntries(this.data.fields.map((field) => [field.name, read(this.form, field)]));
  }

  /** The words of an earlier visit that no save has taken, in place of the saved ones. */
  restore() {
    const kept = find(this.data.key);
    if (!kept || same(kept, this.values())) return;
    for (const field of this.data.fields) if (field.name in kept) fill(this.form, field, kept[field.name] ?? "");
    this.status.textContent = this.data.says.restored;
    this.drop.hidden = false;
  }

  keep() {
    const says = this.data.says;
    this.status.textContent = write(this.data.key, this.values()) ? says.kept : says.notKept;
    this.problem.hidden = true;
  }

  discard() {
    remove(this.data.key);
    for (const field of this.data.fields) fill(this.form, field, field.value);
    this.drop.hidden = true;
    this.status.textContent = "";
    this.save.focus();
  }

  async send() {
    if (this.save.disabled) return;
    const sent = this.values();
    write(this.data.key, sent);
    this.save.disabled = true;
    this.problem.hidden = true;
    this.status.textContent = this.data.says.saving;
    const reply = await send(this.data, sent);
    this.save.disabled = false;
    this.status.textContent = "";
    if (reply.id) {
      // What was typed while it was being sent is not saved yet.
      if (same(sent, this.values())) remove(this.data.key);
      this.trigger("saved", reply.id);
      return;
    }
    this.problem.textContent = reply.message || this.data.says.failed;
    this.problem.hidden = false;
    // The next try shall know what stands there now; the words in the form stay.
    if (reply.status === 409) this.trigger("refused", Date.now());
  }
}

/**
 * @param {FormGiven} data
 * @param {Record<string, Value>} values
 * @returns {Promise<{id: string, status: number, message: string}>}
 */
async function send(data, values) {
  try {
    const reply = await fetch(data.url, {
      method: data.method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...data.body, ...values }),
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    const found = await reply.json();
    if (reply.ok) return { id: String(found[data.replyId]), status: reply.status, message: "" };
    return { id: "", status: reply.status, message: reply.status < 500 ? String(found.message ?? "") : "" };
  } catch {
    return { id: "", status: 0, message: "" };
  }
}

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
  if (field.kind === "choices") return drawChoices(field);
  const box = element("div", { className: "field" });
  const id = `field-${field.name}`;
  const name = element("label", { className: "name", htmlFor: id, textContent: field.label });
  const input = field.kind === "text"
    ? element("textarea", { rows: 8, spellcheck: true })
    : element("input", { type: field.kind === "date" ? "date" : "text" });
  input.id = id;
  input.name = field.name;
  input.value = String(field.value);
  input.placeholder = field.placeholder;
  if (field.most) input.maxLength = field.most;
  box.append(name, input);
  return box;
}

/** @param {FormField} field */
function drawChoices(field) {
  const box = element("fieldset", { className: "field" });
  const choices = element("div", { className: "choices" });
  for (const [code, label] of field.choices) {
    const one = element("label", {});
    const input = element("input", { type: "checkbox", name: field.name, value: code });
    input.checked = field.value.includes(code);
    one.append(input, label);
    choices.append(one);
  }
  box.append(element("legend", { textContent: field.label }), choices);
  return box;
}

/**
 * @param {HTMLFormElement} form
 * @param {FormField} field
 * @returns {(HTMLInputElement | HTMLTextAreaElement)[]}
 */
function inputs(form, field) {
  return [...form.querySelectorAll(`[name="${field.name}"]`)].map(
    (found) => /** @type {HTMLInputElement | HTMLTextAreaElement} */ (found),
  );
}

/**
 * @param {HTMLFormElement} form
 * @param {FormField} field
 * @returns {Value}
 */
function read(form, field) {
  const found = inputs(form, field);
  if (field.kind !== "choices") return found[0]?.value ?? "";
  return found.filter((input) => "checked" in input && input.checked).map((input) => input.value);
}

/**
 * @param {HTMLFormElement} form
 * @param {FormField} field
 * @param {Value} value
 */
function fill(form, field, value) {
  for (const input of inputs(form, field)) {
    if (field.kind === "choices" && "checked" in input) input.checked = value.includes(input.value);
    else input.value = String(value);
  }
}

/**
 * @param {Record<string, Value>} one
 * @param {Record<string, Value>} other
 */
function same(one, other) {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}

// --- what this browser keeps; storage that is full or switched off reads as empty ---------------------------------

/**
 * @param {string} key
 * @param {Record<string, Value>} values
 */
function write(key, values) {
  try {
    localStorage.setItem(KEPT_PREFIX + key, JSON.stringify({ values, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key */
function remove(key) {
  try {
    localStorage.removeItem(KEPT_PREFIX + key);
  } catch { /* storage is switched off: there is nothing to remove */ }
}

/**
 * @param {string} key
 * @returns {Record<string, Value> | null}
 */
function find(key) {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT_PREFIX + key) ?? "null");
    return found && typeof found.values === "object" ? found.values : null;
  } catch {
    return null;
  }
}

function removeOld() {
  try {
    const oldest = Date.now() - KEPT_DAYS * 86400000;
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(KEPT_PREFIX)) continue;
      const { at } = JSON.parse(localStorage.getItem(key) ?? "{}");
      if (typeof at === "number" && at <= oldest) localStorage.removeItem(key);
    }
  } catch { /* nothing can be read, or what is there is not ours to judge */ }
}
