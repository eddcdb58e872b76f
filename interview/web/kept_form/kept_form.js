// A form whose words stay in this browser until the server has them. Every change is written at once, so that a closed
// tab, a reload or a server that is away costs nothing; a save that worked takes them out again.

const KEPT_DAYS = 30;
const KEPT_PREFIX = "mi:kept:";
const SEND_TIMEOUT_MS = 20000;

/** @typedef {string | string[]} Value */
/** @typedef {Record<string, Value>} Values */
/**
 * Words that no save has taken. `body` belongs to what they were written on; null when that is not known.
 * @typedef {{values: Values, body: Record<string, unknown> | null}} Kept
 */
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
 * @property {string} language
 * @property {Record<"save" | "close" | "kept" | "notKept" | "restored" | "drop" | "saving" | "failed" | "saved", string>} says
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
  } else form.receive(data);
  form.trigger = (name, value) => component.setTriggerValue(name, value);
}

class KeptForm {
  /**
   * @param {HTMLElement} parent
   * @param {FormGiven} data
   */
  constructor(parent, data) {
    this.data = data;
    /** Goes with what was written on, not with what the page has learnt since: the server tells them apart by it. */
    this.body = data.body;
    /** The server has refused: somebody saved other words since those that were written on. */
    this.isRefused = false;
    /** @type {(name: string, value: unknown) => void} */
    this.trigger = () => {};
    const form = /** @type {HTMLFormElement} */ (parent.querySelector("form"));
    this.form = form;
    form.replaceChildren(...data.fields.map(drawField));
    this.problem = element("p", { className: "problem", hidden: true });
    this.problem.setAttribute("role", "alert");
    this.status = element("p", { className: "status" });
    this.status.setAttribute("role", "status");
    this.saved = element("section", { className: "saved", hidden: true, ariaLabel: data.says.saved });
    this.save = element("button", { className: "save", type: "submit", textContent: data.says.save });
    this.close = element("button", { type: "button", textContent: data.says.close, hidden: !data.says.close });
    this.drop = element("button", { className: "drop", type: "button", textContent: data.says.drop, hidden: true });
    const row = element("div", { className: "row" });
    row.append(this.save, this.close, this.drop);
    form.append(this.problem, this.saved, this.status, row);
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

  /** What is saved, as far as the page knows. @returns {Values} */
  get known() {
    return Object.fromEntries(this.data.fields.map((field) => [field.name, plain(field.value)]));
  }

  /**
   * The page ran again. Words that were written on what it showed before are still sent as such.
   * @param {FormGiven} data
   */
  receive(data) {
    const isUntouched = same(this.values(), this.known);
    this.data = data;
    if (same(data.body, this.body)) return;
    if (this.isRefused) this.showSaved();
    else if (isUntouched) {
      this.body = data.body;
      this.fill(this.known);
    }
  }

  /** @param {Values} values */
  fill(values) {
    for (const field of this.data.fields) if (field.name in values) fill(this.form, field, values[field.name] ?? "");
  }

  /** The words of an earlier visit that no save has taken, in place of the saved ones. */
  restore() {
    const kept = find(this.data.key);
    if (!kept || same(kept.values, this.values())) return;
    this.fill(kept.values);
    this.body = kept.body ?? this.body;
    this.status.textContent = this.data.says.restored;
    this.drop.hidden = false;
  }

  keep() {
    const says = this.data.says;
    this.status.textContent = this.write(this.values()) ? says.kept : says.notKept;
    this.problem.hidden = true;
  }

  /** @param {Values} values */
  write(values) {
    return write(this.data.key, { values, body: this.body });
  }

  discard() {
    remove(this.data.key);
    this.fill(this.known);
    this.accept();
    this.drop.hidden = true;
    this.problem.hidden = true;
    this.saved.hidden = true;
    this.status.textContent = "";
    this.save.focus();
  }

  /** From here on what is written is written in sight of what is saved now. */
  accept() {
    this.body = this.data.body;
    this.isRefused = false;
  }

  /** What is saved now, to be read before it is written over. */
  showSaved() {
    this.accept();
    const { fields, says } = this.data;
    this.saved.replaceChildren(element("p", { className: "name", textContent: says.saved }), ...told(fields, this.known));
    this.saved.hidden = false;
    this.drop.hidden = false;
    this.write(this.values());
  }

  async send() {
    if (this.save.disabled) return;
    const sent = this.values();
    this.write(sent);
    this.save.disabled = true;
    this.problem.hidden = true;
    this.status.textContent = this.data.says.saving;
    const reply = await send(this.data, { ...this.body, ...sent });
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
    if (reply.status !== 409) return;
    // The next try shall know what stands there now, and so shall the person; the words in the form stay.
    this.isRefused = true;
    if (!same(this.data.body, this.body)) this.showSaved();
    this.trigger("refused", Date.now());
  }
}

/**
 * @param {FormGiven} data
 * @param {Record<string, unknown>} body
 * @returns {Promise<{id: string, status: number, message: string}>}
 */
async function send(data, body) {
  try {
    const reply = await fetch(data.url, {
      method: data.method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
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
 * A saved value as the fields give it back: they know no line ends but one.
 * @param {Value} value
 * @returns {Value}
 */
function plain(value) {
  return typeof value === "string" ? value.replace(/\r\n?/g, "\n") : [...value];
}

/**
 * Values to read, each under the name of its field; empty ones are left out.
 * @param {FormField[]} fields
 * @param {Values} values
 */
function told(fields, values) {
  return fields.flatMap((field) => {
    const value = values[field.name] ?? "";
    const text = typeof value === "string"
      ? value : field.choices.filter(([code]) => value.includes(code)).map(([, label]) => label).join(", ");
    if (!text) return [];
    const said = element("p", { className: "told", textContent: text });
    return [element("p", { className: "of", textContent: field.label }), said];
  });
}

/**
 * @param {Record<string, unknown>} one
 * @param {Record<string, unknown>} other
 */
function same(one, other) {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}

// --- what this browser keeps; storage that is full or switched off reads as empty ---------------------------------

/**
 * @param {string} key
 * @param {Kept} kept
 */
function write(key, kept) {
  try {
    localStorage.setItem(KEPT_PREFIX + key, JSON.stringify({ ...kept, at: Date.now() }));
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
 * @returns {Kept | null}
 */
function find(key) {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT_PREFIX + key) ?? "null");
    return found && typeof found.values === "object" ? { values: found.values, body: found.body ?? null } : null;
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
