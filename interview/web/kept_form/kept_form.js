// A form whose words stay in this browser until the server has them. Every change is written at once, but for long texts,
// so that a closed tab, a reload or a server that is away costs nothing; a save that worked takes them out again. Each form that is open
// somewhere has an entry of its own: no tab writes over the words of another one, nor takes them out.

// To write a long text takes longer than a stroke: it is written twice a second, and when the page is left.
const LONG_CHARS = 20000;
const LONG_WRITES_MS = 500;

/**
 * @typedef {object} FormComponent
 * @property {HTMLElement} parentElement
 * @property {[FormGiven]} data
 * @property {(name: string, value: unknown) => void} setTriggerValue
 * @property {(name: string, value: unknown) => void} setStateValue
 */

/** @type {WeakMap<object, KeptForm>} */
const forms = new WeakMap();
/** The forms that are on the page, by their keys. @type {Map<string, KeptForm>} */
const shown = new Map();

/** @param {FormComponent} component */
export default function mount(component) {
  const { parentElement, data: [data] } = component;
  let form = forms.get(parentElement);
  if (!form || form.data.key !== data.key) {
    KeptWords.removeOld();
    form = new KeptForm(parentElement, data);
    forms.set(parentElement, form);
    form.setState = (name, value) => component.setStateValue(name, value);
    if (data.isHeld || form.restored) form.handOver();
  } else form.receive(data);
  const drawn = form;
  shown.set(data.key, drawn);
  drawn.trigger = (name, value) => component.setTriggerValue(name, value);
  drawn.setState = (name, value) => component.setStateValue(name, value);
  // Streamlit may clean up after a call that a later one has replaced; only the latest owner closes the microphone.
  const owner = {};
  drawn.owner = owner;
  return () => {
    if (drawn.owner !== owner) return;
    drawn.keepNow();
    drawn.spoken?.leave();
    if (shown.get(data.key) === drawn) shown.delete(data.key);
  };
}

class KeptForm {
  /**
   * @param {HTMLElement} parent
   * @param {FormGiven} data
   */
  constructor(parent, data) {
    this.data = data;
    this.entry = KeptWords.newName(data.key);
    /** What stands in the form and was written by another one, or by this tab before. @type {KeptEntry | null} */
    this.restored = null;
    /** Goes with what was written on, not with what the page has learnt since: the server tells them apart by it. */
    this.body = data.body;
    /** The server has refused: somebody saved other words since those that were written on. */
    this.isRefused = false;
    /** What was sent last and not refused. @type {FormValues | null} */
    this.sent = null;
    /** The reply to that is lost: nobody knows whether the server has it. */
    this.isUnanswered = false;
    /** @type {(name: string, value: unknown) => void} */
    this.trigger = () => {};
    /** @type {(name: string, value: unknown) => void} */
    this.setState = () => {};
    /** The timer of a long text that is not written yet; 0 for none. */
    this.waits = 0;
    /** When what stands in the form was kept last, in milliseconds of the epoch. */
    this.keptAt = 0;
    /** @type {object | null} */
    this.owner = null;
    const form = /** @type {HTMLFormElement} */ (parent.querySelector("form"));
    this.form = form;
    form.classList.toggle("sends-nothing", !data.url);
    form.replaceChildren(...data.fields.map(drawField));
    this.problem = element("p", { className: "problem", hidden: true });
    this.problem.setAttribute("role", "alert");
    this.status = element("p", { className: "status" });
    this.status.setAttribute("role", "status");
    this.saved = element("section", { className: "saved", hidden: true, ariaLabel: data.says.saved });
    this.save = element("button", { className: data.isAside ? "save aside" : "save", type: "submit", textContent: data.says.save, hidden: !data.url });
    this.close = element("button", { type: "button", textContent: data.says.close, hidden: !data.says.close });
    this.drop = element("button", { className: "drop", type: "button", textContent: data.says.drop, hidden: true });
    const row = element("div", { className: "row" });
    row.append(this.save, this.close, this.drop);
    this.others = element("details", { className: "others", hidden: true });
    form.append(this.problem, this.saved, this.status, row, this.others);
    form.oninput = (event) => {
      this.keepSoon();
      // Whoever pastes wants to see what comes of it.
      if (event instanceof InputEvent && event.inputType === "insertFromPaste") this.handOver();
    };
    form.onchange = () => this.handOver();
    window.addEventListener("pagehide", () => this.keepNow());
    document.addEventListener("visibilitychange", () => this.keepNow());
    const begun = Date.now();
    // Another tab that showed these words took them out. Here they still stand, and no save has taken them.
    window.addEventListener("storage", ({ key, newValue, oldValue }) => {
      const isTakenOut = key === this.entry && newValue === null && oldValue !== null;
      if (isTakenOut && form.isConnected && !isForgotten(begun)) KeptWords.write(key, oldValue);
    });
    form.onsubmit = (event) => {
      event.preventDefault();
      if (this.data.url) void this.send();
      else this.handOver();
    };
    const area = form.querySelector("textarea");
    this.spoken = area && data.speech ? new SpokenLines(area, data.speech, data.key, () => this.keep()) : null;
    this.close.onclick = () => this.trigger("closed", Date.now());
    this.drop.onclick = () => this.discard();
    this.restore();
    const first = /** @type {HTMLElement | null} */ (form.querySelector("textarea, input"));
    if (!data.isAside && matchMedia("(hover: hover)").matches) first?.focus();
  }

  /** What stands in the fields, by name. */
  values() {
    return Object.fromEntries(this.data.fields.map((field) => [field.name, read(this.form, field)]));
  }

  /** What is saved, as far as the page knows. @returns {FormValues} */
  get known() {
    return Object.fromEntries(this.data.fields.map((field) => [field.name, plain(field.value)]));
  }

  /**
   * The page ran again. Words that were written on what it showed before are still sent as such.
   * @param {FormGiven} data
   */
  receive(data) {
    const values = this.values();
    const isUntouched = !this.isUnanswered && (same(values, this.known) || (this.sent !== null && same(values, this.sent)));
    this.data = data;
    if (same(data.body, this.body)) return;
    const isOwn = this.sent !== null && same(this.sent, this.known);
    if (isUntouched) {
      this.accept();
      this.fill(this.known);
    } else if (isOwn) this.goOn();
    else if (this.isRefused) this.showSaved();
  }

  /** What is saved now was written here. */
  goOn() {
    const { isRefused } = this;
    this.accept();
    if (isRefused) void this.send();
  }

  /** @param {FormValues} values */
  fill(values) {
    for (const field of this.data.fields) if (field.name in values) fill(this.form, field, values[field.name] ?? "");
  }

  /** The newest words that no save has taken, in place of the saved ones; any others are offered. */
  restore() {
    const [newest] = this.unsaved().filter((entry) => entry.body);
    if (newest) this.take(newest);
    this.offer();
  }

  /** Words kept for this form, other than those in it and those that are saved; newest first. */
  unsaved() {
    const known = [this.known, this.values()];
    return KeptWords.ofForm(this.data.key).filter(({ name, values }) => {
      if (name === this.entry || known.some((each) => same(each, values))) return false;
      known.push(values);
      return true;
    });
  }

  /** @param {KeptEntry} entry */
  take(entry) {
    this.restored = entry;
    this.fill(entry.values);
    this.body = entry.body ?? this.data.body;
    this.status.textContent = this.data.says.restored;
    this.drop.hidden = false;
  }

  offer() {
    const { fields, says } = this.data;
    const found = this.unsaved();
    this.others.hidden = !found.length;
    this.others.replaceChildren(element("summary", { textContent: says.others }), ...found.map((entry) => {
      const one = element("div", { className: "saved" });
      const row = element("div", { className: "row" });
      const use = element("button", { type: "button", textContent: says.use, onclick: () => this.use(entry) });
      row.append(use, copyButton(asText(fields, entry.values), says, this.status));
      one.append(...told(fields, entry.values), row);
      return one;
    }));
  }

  /**
   * Other words in place of those in the form, which are then kept among the others.
   * @param {KeptEntry} entry
   */
  use(entry) {
    const values = this.values();
    if (!same(values, this.known) && !this.write(values)) {
      this.status.textContent = this.data.says.notKept;
      return;
    }
    this.entry = KeptWords.newName(this.data.key);
    this.problem.hidden = true;
    this.saved.hidden = true;
    this.isRefused = false;
    this.take(entry);
    this.handOver();
    this.offer();
    /** @type {HTMLElement | null} */ (this.form.querySelector("textarea, input"))?.focus();
  }

  keepSoon() {
    const texts = [...this.form.querySelectorAll("textarea")];
    const isLong = texts.some(({ textLength }) => textLength > LONG_CHARS);
    // The first stroke at once: what is said of it must not move the page later, under a button that is being pressed.
    if (!isLong || Date.now() - this.keptAt > LONG_WRITES_MS) this.keep();
    else if (!this.waits) this.waits = window.setTimeout(() => this.keepNow(), LONG_WRITES_MS);
  }

  /** What was not written yet, if anything. */
  keepNow() {
    if (!this.waits) return;
    window.clearTimeout(this.waits);
    this.waits = 0;
    this.keep();
  }

  keep() {
    const { says } = this.data;
    const values = this.values();
    this.problem.hidden = true;
    if (same(values, this.known) && !this.isUnanswered) {
      this.release();
      this.status.textContent = "";
    } else this.status.textContent = this.write(values) ? says.kept : says.notKept;
  }

  /**
   * @param {FormValues} values
   * @returns {boolean} whether this browser keeps them
   */
  write(values) {
    this.keptAt = Date.now();
    if (!KeptWords.write(this.entry, JSON.stringify({ values, body: this.body, at: this.keptAt }))) return false;
    this.releaseRestored();
    return true;
  }

  /** What stands in the form, and where this browser keeps it, to the page: it says when it is to be kept no more. */
  handOver() {
    this.keepNow();
    if (!this.data.isHanded) return;
    const own = this.keptAt ? [[this.entry, this.keptAt]] : [];
    const before = this.restored ? [[this.restored.name, this.restored.at]] : [];
    this.setState("handed", { values: this.values(), entries: [...own, ...before] });
  }

  /** Nothing of this form is to be kept any more. */
  release() {
    KeptWords.remove(this.entry);
    this.releaseRestored();
  }

  /** Where somebody went on to write them, they are words of their own. */
  releaseRestored() {
    if (this.restored && KeptWords.read(this.restored.name) === this.restored.raw) KeptWords.remove(this.restored.name);
    this.restored = null;
  }

  discard() {
    this.release();
    this.fill(this.known);
    this.accept();
    this.drop.hidden = true;
    this.problem.hidden = true;
    this.saved.hidden = true;
    this.status.textContent = "";
    this.handOver();
    if (this.data.url) this.save.focus();
    else /** @type {HTMLElement | null} */ (this.form.querySelector("textarea, input"))?.focus();
  }

  /** From here on what is written is written in sight of what is saved now. */
  accept() {
    this.body = this.data.body;
    this.isRefused = false;
    this.isUnanswered = false;
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

  /** The server has what stands in the form. */
  settle() {
    this.release();
    this.status.textContent = "";
    this.drop.hidden = true;
  }

  async send() {
    if (this.save.disabled || (this.spoken && !(await this.spoken.heardOut()))) return;
    this.keepNow();
    const sent = this.values();
    const isKept = this.write(sent);
    this.save.disabled = true;
    this.problem.hidden = true;
    this.status.textContent = this.data.says.saving;
    const beside = shown.get(this.data.beside);
    const sentBeside = beside?.values();
    const reply = await send(this.data, { ...this.body, ...sentBeside, ...nested(sent) });
    this.save.disabled = false;
    this.status.textContent = "";
    const isAnswered = reply.status > 0 && reply.status < 500;
    if (reply.id || !isAnswered) {
      this.sent = sent;
      this.isUnanswered = !isAnswered;
    }
    if (reply.id) {
      // What was typed while it was being sent is not saved yet.
      if (same(sent, this.values())) this.settle();
      if (beside && same(sentBeside ?? {}, beside.values())) beside.settle();
      this.trigger("saved", reply.id);
      return;
    }
    this.problem.textContent = reply.message || (isKept ? this.data.says.failed : this.data.says.failedFragile);
    this.problem.hidden = false;
    if (reply.status !== 409) return;
    // The next try shall know what stands there now, and so shall the person; the words in the form stay.
    this.isRefused = true;
    if (!same(this.data.body, this.body)) this.showSaved();
    this.trigger("refused", Date.now());
  }
}
