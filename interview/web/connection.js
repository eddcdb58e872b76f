// Says at the top of every page that the app does not answer, as long as that is so. What is pressed meanwhile outside the
// answer box and the forms, which send by themselves, is not done and says so: Streamlit would drop it without a word, or
// keep it and do everything at once later. It never takes the keyboard (unblocked.py: nor does Streamlit's own window).

const LIVE = "/api/health/live";
/** Such a gap is nobody's business. */
const BLIP_MS = 1000;
const LOOK_EVERY_MS = 2000;
const REPLY_MS = 4000;
const REFUSED_MS = 10000;
const BACK_MS = 5000;
const CONNECTED = '[data-test-connection-state="CONNECTED"]';
const PRESSED = [
  'a[href]:not([href^="#"])', "button", "input", "label", '[data-testid="stExpander"] summary', '[data-testid="stFileUploaderDropzone"]',
  ...["button", "option", "tab", "radio", "checkbox", "switch", "combobox", "slider"].map((role) => `[role="${role}"]`),
].join();
/** What works without the app: to leave a dialog, and to type. */
const FREE = '.stDialog button[aria-label="Close"]';
const TYPED = 'input:is([type="text"], [type="search"], [type="password"], [type="number"], [type="date"], :not([type]))';
const PRESSES = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "keydown", "drop"];

/** @typedef {Record<"here" | "away" | "refused" | "here_unkept" | "away_unkept" | "refused_unkept" | "undone" | "back", string>} ConnectionWords */

class Connection {
  isLost = false;
  /** Since when the app answers and still does not serve this page; 0 while it does, or does not answer. */
  refusedSince = 0;
  /** Of all looks only the latest counts. */
  looks = 0;
  timer = 0;
  said = "";
  /** Whether something was pressed that was not done, since the note was empty. */
  isUndone = false;
  note = document.createElement("div");

  /** @param {ConnectionWords} words */
  constructor(words) {
    this.words = words;
    this.note.className = "mi-away";
    this.note.setAttribute("role", "alert");
    // A dialog hides all else from those who have the page read to them.
    this.note.dataset.reactAriaTopLayer = "true";
    document.body.append(this.note);
    const seen = new MutationObserver(() => (this.isConnected ? this.changed() : this.soon(BLIP_MS)));
    seen.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
    for (const name of ["online", "offline"]) addEventListener(name, () => void this.look());
    for (const name of PRESSES) addEventListener(name, (event) => this.hold(event), true);
  }

  get isConnected() {
    return document.querySelector(CONNECTED) !== null;
  }

  /** The page has gone on: whatever was pressed has reached the app. */
  changed() {
    if (this.isLost || this.isUndone) void this.look();
    else clearTimeout(this.timer);
  }

  /** @param {number} milliseconds */
  soon(milliseconds) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), milliseconds);
  }

  async look() {
    clearTimeout(this.timer);
    this.looks += 1;
    const { looks } = this;
    const answers = await fetch(LIVE, { cache: "no-store", signal: AbortSignal.timeout(REPLY_MS) }).then(({ ok }) => ok, () => false);
    if (looks !== this.looks) return;
    if (!answers || this.isConnected) this.refusedSince = 0;
    else this.refusedSince ||= Date.now();
    if (!answers) this.lose();
    else if (this.isConnected) this.find();
    else if (Date.now() - this.refusedSince > REFUSED_MS) this.lose("refused");
    if (this.isLost || !this.isConnected) this.soon(LOOK_EVERY_MS);
  }

  /** @param {"here" | "away" | "refused"} what */
  lose(what = isOnThisComputer() ? "here" : "away") {
    this.isLost = true;
    this.say(this.words[keepsWords() ? what : /** @type {const} */ (`${what}_unkept`)]);
  }

  find() {
    if (this.isLost) this.say(this.words.back);
    this.isLost = false;
    setTimeout(() => { if (!this.isLost) this.clear(); }, BACK_MS);
  }

  /** @param {string} text read out as soon as it is another one */
  say(text) {
    if (this.said === text) return;
    this.said = text;
    this.show();
  }

  clear() {
    this.isUndone = false;
    this.said = "";
    this.show();
  }

  show() {
    this.note.textContent = this.said;
    if (!this.isUndone) return;
    const undone = document.createElement("b");
    undone.textContent = this.words.undone;
    this.note.append(this.said && " ", undone);
  }

  /** @param {Event} event */
  hold(event) {
    const pressed = this.pressed(event);
    if (!pressed) return;
    if (!this.isLost && this.isConnected) {
      if (event.type === "click") this.soon(LOOK_EVERY_MS);
      return;
    }
    event.stopImmediatePropagation();
    if (!["click", "keydown", "drop"].includes(event.type)) return;
    event.preventDefault();
    // A page that is still connecting, or has just lost its app: which of these, the look says.
    if (!this.isLost) void this.look();
    this.isUndone = true;
    // Read out again with each press.
    this.show();
  }

  /**
   * The control that only Streamlit serves, where this event presses one.
   * @param {Event} event
   */
  pressed(event) {
    const path = event.composedPath();
    if (path.some((node) => node instanceof ShadowRoot) || !(path[0] instanceof Element)) return null;
    const control = path[0].closest(PRESSED);
    if (!control || control.matches(FREE)) return null;
    const isTyped = control.matches(TYPED);
    if (event instanceof KeyboardEvent) return event.key === "Enter" || (event.key === " " && !isTyped) ? control : null;
    if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return null;
    return isTyped ? null : control;
  }
}

function isOnThisComputer() {
  return ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
}

/** Whether this browser keeps anything for this page. */
function keepsWords() {
  try {
    localStorage.setItem("mi-keeps", "");
    localStorage.removeItem("mi-keeps");
    return true;
  } catch {
    return false;
  }
}

/** @param {ConnectionWords} words */
function watchConnection(words) {
  const page = /** @type {{mockInterviewConnection?: Connection}} */ (window);
  page.mockInterviewConnection ??= new Connection(words);
}
