// The answer editor: what is seen and pressed. Saving is the draft's work; who moves on is decided by the server.

const SUBMIT_MS = 60000;
const STALE_PAGE_MS = 2500;
const boxes = new WeakMap();
let movedFrom = "";

export default function (component) {
  const { parentElement, data } = component;
  const place = `${data.sessionId}:${data.index}`;
  let box = boxes.get(parentElement);
  if (!box || box.place !== place || box.left) {
    if (box) box.leave();
    box = new AnswerBox(parentElement, place, newest(place, data));
    boxes.set(parentElement, box);
  } else {
    box.draft.meet({ answer: data.draft, revision: data.revision, savedAt: data.savedAt });
  }
  box.trigger = (name) => component.setTriggerValue(name, Date.now());
  // Streamlit may clean up after a call that a later one has replaced; only the latest owner lets the box go.
  const owner = {};
  box.owner = owner;
  return () => { if (box.owner === owner) box.leave(); };
}

class AnswerBox {
  constructor(root, place, data) {
    this.root = root;
    this.place = place;
    this.data = data;
    this.find = (name) => root.querySelector(`.${name}`);
    this.area = root.querySelector("textarea");
    this.area.value = data.draft;
    this.draft = new Draft(this, data);
    this.speaking = new Speaking(this);
    this.startedAt = LocalBackup.start(place);
    this.clean();
    this.listen();
    if (data.savedAt) this.say("saved", `Saved at ${clockTime(data.savedAt)}`);
    else this.say("empty", "Nothing to save yet");
    this.recover();
    this.findLeftovers();
    this.count();
    this.tick();
    this.clock = setInterval(() => this.tick(), 1000);
    if (movedFrom === data.sessionId) this.arrive();
    movedFrom = "";
  }

  get text() {
    return this.area.value;
  }

  clean() {
    for (const name of ["conflict", "skip-ask", "notice", "leftover", "copy"]) this.find(name).hidden = true;
    this.find("keys").textContent = /Mac|iP/.test(navigator.platform) ? "⌘ + Enter submits" : "Ctrl + Enter submits";
    this.busy(false);
  }

  listen() {
    const on = (name, work) => { this.find(name).onclick = work; };
    this.area.oninput = () => { this.draft.typed(); this.count(); };
    this.area.onblur = () => this.draft.save();
    this.area.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        if (!this.submitting) this.submit();
      }
    };
    on("submit", () => this.submit());
    on("end", () => this.end());
    on("skip", () => this.askSkip(true));
    on("skip-no", () => this.askSkip(false));
    on("skip-yes", () => this.skip());
    on("use-other", () => this.resolve(this.other.answer));
    on("keep-mine", () => this.resolve(this.text));
    on("keep-both", () => this.resolve(`${this.other.answer}\n\n${this.text}`));
    on("copy", () => this.copy());
    on("leftover-add", () => this.takeLeftover(true));
    on("leftover-drop", () => this.takeLeftover(false));
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    const { draft } = this;
    const onVisibility = () => (document.visibilityState === "hidden" ? draft.saveClosing() : draft.look());
    const onUnload = (event) => { if (draft.isFragile && !draft.isSaved) event.preventDefault(); };
    document.addEventListener("visibilitychange", onVisibility, { signal });
    window.addEventListener("pagehide", () => draft.saveClosing(), { signal });
    window.addEventListener("pageshow", (event) => event.persisted && draft.look(), { signal });
    window.addEventListener("focus", () => draft.look(), { signal });
    window.addEventListener("online", () => { draft.failures = 0; draft.save(); }, { signal });
    window.addEventListener("beforeunload", onUnload, { signal });
  }

  leave() {
    if (this.left) return;
    this.draft.saveClosing();
    this.draft.stop("left");
    this.left = true;
    this.speaking.stop();
    this.listeners.abort();
    clearInterval(this.clock);
  }

  add(words) {
    const gap = this.text && !/\s$/.test(this.text) ? " " : "";
    this.area.value += gap + words;
    this.draft.typed();
    this.count();
    this.area.focus();
    this.announce("Your words were added. Read and correct them before you submit.");
  }

  // --- what this browser kept ------------------------------------------------------------------------------------

  recover() {
    LocalBackup.dropOld();
    const server = { answer: this.text, revision: this.data.revision, savedAt: this.data.savedAt };
    const found = LocalBackup.all(`mi:draft:${this.place}:`);
    const latest = found.find((entry) => entry.text !== server.answer);
    const goesOn = latest && (latest.base >= server.revision || latest.writer === this.data.writer
      || latest.text.startsWith(server.answer));
    const isNewer = goesOn || (latest && latest.at > Date.parse(server.savedAt));
    const shown = isNewer ? latest.text : server.answer;
    this.older = [];
    for (const entry of found) {
      if (shown.includes(entry.text)) LocalBackup.drop(entry.key);
      else this.older.push({ answer: entry.text, savedAt: entry.at, key: entry.key });
    }
    if (isNewer) {
      this.area.value = latest.text;
      this.draft.take(latest.at);
      if (!goesOn) return this.conflict(server);
      this.say("waiting", WAITING);
      this.announce("Your latest words were brought back from this browser.");
      this.draft.save();
    }
    return this.offerOlder();
  }

  offerOlder() {
    const next = this.older.shift();
    if (next) this.conflict(next);
  }

  // Words for an earlier question that no answer holds, left by a tab that the interview had overtaken.
  async findLeftovers() {
    this.leftovers = LocalBackup.all(`mi:draft:${this.data.sessionId}:`)
      .filter((entry) => !entry.key.startsWith(`mi:draft:${this.place}:`));
    if (!this.leftovers.length) return;
    const reply = await request("GET", this.draft.session, { milliseconds: SAVE_MS }).catch(() => null);
    if (reply?.status !== 200 || this.left) return;
    const answers = reply.data.questions.map((question) => question.answer || "");
    const isKnown = (entry) => answers.some((answer) => answer.includes(entry.text));
    for (const entry of this.leftovers.filter(isKnown)) LocalBackup.drop(entry.key);
    this.leftovers = this.leftovers.filter((entry) => !isKnown(entry));
    this.showLeftover();
  }

  showLeftover() {
    const first = this.leftovers[0];
    this.find("leftover").hidden = !first;
    if (first) this.find("leftover-words").textContent = first.text;
  }

  takeLeftover(add) {
    const { key, text } = this.leftovers.shift();
    if (add) {
      this.show(this.text ? `${this.text}\n\n${text}` : text);
      this.draft.typed();
    }
    LocalBackup.drop(key);
    this.showLeftover();
    this.area.focus();
  }

  // --- other tabs and devices ------------------------------------------------------------------------------------

  // `other` is {answer, savedAt} with the `revision` the server has it under, or the `key` this browser keeps it under.
  conflict(other) {
    this.other = other;
    const who = other.key ? "An older tab of this browser kept this text" : "Another tab or device saved this text";
    const at = other.savedAt ? ` at ${clockTime(other.savedAt)}` : "";
    this.find("conflict-text").textContent = `${who}${at}. Yours is in the box below. Which one do you want to keep?`;
    this.find("other").textContent = other.answer || "(an empty answer)";
    this.find("conflict").hidden = false;
    this.draft.keep();
    this.draft.stop("choice");
    this.busy(false);
    this.say("waiting", "Choose a text first. Yours is kept in this browser");
    return false;
  }

  resolve(text) {
    const other = this.other;
    this.other = null;
    if (other.key) LocalBackup.drop(other.key);
    this.find("conflict").hidden = true;
    this.busy(false);
    this.show(text);
    this.draft.settle(other);
    this.area.focus();
    this.offerOlder();
  }

  movedOn(message) {
    if (this.done) return false;
    const isSaved = this.draft.isSaved;
    if (!isSaved) this.draft.keep();
    this.draft.stop("gone");
    this.say("waiting", "The interview has moved on. Your words are kept in this browser");
    if (isSaved) {
      this.moveOn();
      return false;
    }
    this.note(`${message} What you see in the box was not part of it; you can still copy it.`);
    this.find("copy").hidden = false;
    this.busy(false);
    return false;
  }

  async copy() {
    this.area.select();
    const copied = await navigator.clipboard?.writeText(this.text).then(() => true, () => false);
    if (copied || document.execCommand("copy")) this.announce("Copied.");
  }

  // --- moving on -------------------------------------------------------------------------------------------------

  askSkip(open) {
    this.find("skip-words").hidden = !this.text.trim();
    this.find("skip-ask").hidden = !open;
    this.find(open ? "skip-yes" : "skip").focus();
  }

  skip() {
    this.find("skip-ask").hidden = true;
    this.send("", "Skipping …");
  }

  submit() {
    if (this.draft.stopped === "gone") return this.moveOn();
    if (this.submitting) return this.stopSending();
    if (this.other) return this.find("use-other").focus();
    if (this.text.trim()) return this.send(this.text, "Your answer is saved. The interviewer is reading it …");
    this.note("There is no answer yet. Write something, or skip the question.");
    return this.area.focus();
  }

  async send(text, doing) {
    const attempt = this.attempt = {};
    this.busy(true);
    this.note("");
    for (let failures = 0; ; failures += 1) {
      const reply = await this.post(text, doing);
      if (this.attempt !== attempt || this.draft.stopped) return;
      if (reply?.status === 200) return this.sent();
      if (reply?.status === 409 || reply?.status === 404) return this.movedOn(reply.data.message);
      this.note(reply?.data.message || "");
      if (reply?.status === 422) return this.busy(false);
      this.say("waiting", "Not sent yet. LocalBackup in this browser, retrying …");
      this.find("submit").textContent = "Keep writing instead";
      this.find("submit").disabled = false;
      await pause(backOff(failures, reply?.retryAfterMs));
      if (this.attempt !== attempt || this.draft.stopped) return;
    }
  }

  // The draft goes first, each time: it brings to light what another tab wrote or submitted meanwhile.
  async post(text, doing) {
    const { draft } = this;
    if (!(await draft.save({ always: true }))) {
      return draft.isRefused ? { status: 422, data: { message: this.find("notice").textContent } } : null;
    }
    this.say("saving", doing);
    this.announce(doing);
    const body = { questionIndex: this.data.index, answer: text };
    return request("POST", `${draft.session}/answers`, { body, milliseconds: SUBMIT_MS }).catch(() => null);
  }

  stopSending() {
    this.attempt = null;
    this.note("");
    this.busy(false);
    this.draft.save();
  }

  sent() {
    this.done = true;
    LocalBackup.drop(this.draft.key);
    this.draft.stop("gone");
    movedFrom = this.data.sessionId;
    return this.moveOn();
  }

  // A page whose server was restarted may miss the first word; the address leads to the right question in any case.
  async moveOn() {
    this.busy(true);
    this.trigger("moved");
    for (let rounds = 0; !this.left; rounds += 1) {
      await pause(STALE_PAGE_MS);
      const reply = await request("GET", `${this.draft.session}/question`, { milliseconds: SAVE_MS }).catch(() => null);
      if (this.left || !reply || reply.status >= 500) continue;
      if (rounds < 1) this.trigger("moved");
      else window.location.reload();
    }
  }

  async end() {
    if (this.submitting || this.draft.stopped) return;
    if (await this.draft.save({ always: true })) this.trigger("ending");
    else if (!this.draft.stopped) {
      this.note("Your latest words are not saved yet. You can end the interview as soon as they are.");
    }
  }

  arrive() {
    document.querySelector("h1.mi-question")?.scrollIntoView({ block: "center" });
    this.announce("Next question.");
    if (matchMedia("(hover: hover)").matches) this.area.focus({ preventScroll: true });
  }

  // --- what it says ----------------------------------------------------------------------------------------------

  busy(on) {
    const isGone = this.draft.stopped === "gone";
    this.submitting = on;
    this.area.readOnly = on || isGone;
    this.find("submit").disabled = on || Boolean(this.other);
    this.find("submit").textContent = isGone && !on ? "Show where it stands" : "Submit answer";
    this.find("skip").disabled = this.find("end").disabled = on || isGone || Boolean(this.other);
  }

  show(text) {
    this.area.value = text;
    this.count();
  }

  say(state, text) {
    if (this.left) return;
    const status = this.find("status");
    status.dataset.state = state;
    status.textContent = text;
  }

  saved(at) {
    this.say("saved", at ? `Saved at ${clockTime(at)}` : "Saved");
    if (!this.saidSaved) this.announce("Saved, and saved again while you type.");
    this.saidSaved = true;
  }

  note(text) {
    if (this.left) return;
    this.find("notice").textContent = text;
    this.find("notice").hidden = !text;
  }

  announce(text) {
    if (!this.left) this.find("live").textContent = text;
  }

  count() {
    this.find("words").textContent = plural(countWords(this.text), "word");
    if (!CSS.supports("field-sizing", "content")) {
      this.area.style.height = "auto";
      this.area.style.height = `${this.area.scrollHeight + 2}px`;
    }
  }

  tick() {
    const usual = `about ${this.data.minutes} min is usual`;
    this.find("elapsed").textContent = `${spent(Date.now() - this.startedAt)} so far, ${usual}`;
  }
}
