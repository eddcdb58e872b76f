// The answer editor. Two rules: what was typed stands in localStorage until the server has confirmed it, and nothing
// that somebody else wrote later is overwritten without asking.

const PAUSE_MS = 800;
const LONGEST_UNSAVED_MS = 5000;
const REQUEST_MS = 15000;
const SUBMIT_MS = 60000;
const KEEPALIVE_BYTES = 60000;
const boxes = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  const place = `${data.sessionId}:${data.index}`;
  let box = boxes.get(parentElement);
  if (!box || box.place !== place) {
    if (box) box.leave();
    box = new AnswerBox(parentElement, place, data);
    boxes.set(parentElement, box);
  }
  box.moved = () => component.setTriggerValue("moved", Date.now());
  box.ending = () => component.setTriggerValue("ending", Date.now());
  return () => box.leave();
}

function writerId() {
  let id = sessionStorage.getItem("mi:writer");
  if (!id) {
    id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now();
    sessionStorage.setItem("mi:writer", id);
  }
  return id;
}

class AnswerBox {
  constructor(root, place, data) {
    this.root = root;
    this.place = place;
    this.data = data;
    this.url = `/api/interview/sessions/${data.sessionId}/answers`;
    this.writer = writerId();
    this.key = `mi:draft:${place}:${this.writer}`;
    this.base = data.revision;
    this.revision = data.revision;
    this.confirmed = data.draft;
    this.failures = 0;
    this.submitting = false;
    this.left = false;
    this.find = (name) => root.querySelector(`.${name}`);
    this.area = root.querySelector("textarea");
    this.area.value = data.draft;
    this.clean();
    this.startedAt = this.rememberStart();
    this.bind();
    this.recover();
    this.count();
    this.tick();
    this.clock = setInterval(() => this.tick(), 1000);
    if (this.area.value === this.confirmed) {
      if (data.savedAt) this.say("saved", `Saved at ${clockTime(new Date(data.savedAt))}`);
      else this.say("empty", "Nothing to save yet");
    }
  }

  clean() {
    for (const name of ["conflict", "skip-ask", "notice"]) this.find(name).hidden = true;
    this.find("submit").textContent = "Submit answer";
    this.busy(false);
  }

  bind() {
    this.area.oninput = () => this.typed();
    this.area.onblur = () => this.save();
    this.area.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.submit();
      }
    };
    this.find("submit").onclick = () => this.submit();
    this.find("end").onclick = async () => { await this.save(); this.ending(); };
    this.find("skip").onclick = () => this.askSkip(true);
    this.find("skip-no").onclick = () => this.askSkip(false);
    this.find("skip-yes").onclick = () => this.skip();
    this.find("use-other").onclick = () => this.resolve(this.other.answer);
    this.find("keep-mine").onclick = () => this.resolve(this.area.value);
    this.find("keep-both").onclick = () => this.resolve(`${this.other.answer}\n\n${this.area.value}`);
    this.onHide = () => { if (document.visibilityState === "hidden") this.save(true); };
    this.onPageHide = () => this.save(true);
    this.onOnline = () => { this.failures = 0; this.save(); };
    document.addEventListener("visibilitychange", this.onHide);
    window.addEventListener("pagehide", this.onPageHide);
    window.addEventListener("online", this.onOnline);
  }

  leave() {
    if (this.left) return;
    this.save(true);
    this.left = true;
    clearInterval(this.clock);
    clearTimeout(this.pause);
    clearTimeout(this.limit);
    clearTimeout(this.retry);
    document.removeEventListener("visibilitychange", this.onHide);
    window.removeEventListener("pagehide", this.onPageHide);
    window.removeEventListener("online", this.onOnline);
  }

  // --- what this browser keeps -----------------------------------------------------------------------------------

  keep() {
    try {
      const kept = { text: this.area.value, base: this.base, revision: this.revision, at: Date.now() };
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      this.note("This browser keeps no copies (its storage is full or switched off). Stay online while you type.");
    }
  }

  forget(everything = false) {
    if (!everything) return localStorage.removeItem(this.key);
    for (const key of this.keptKeys()) localStorage.removeItem(key);
  }

  keptKeys() {
    return Object.keys(localStorage).filter((key) => key.startsWith(`mi:draft:${this.place}:`));
  }

  recover() {
    const kept = this.keptKeys()
      .map((key) => ({ key, ...parse(localStorage.getItem(key)) }))
      .filter((entry) => typeof entry.text === "string" && entry.text !== this.confirmed)
      .sort((a, b) => b.at - a.at)[0];
    if (!kept) return;
    if (kept.key !== this.key) localStorage.removeItem(kept.key);
    const server = { answer: this.confirmed, savedAt: this.data.savedAt, revision: this.data.revision };
    this.area.value = kept.text;
    this.keep();
    if (kept.base >= this.data.revision || kept.revision > this.data.revision || !this.confirmed) {
      this.revision = Math.max(this.revision, kept.revision);
      this.announce("Your latest words were brought back from this browser.");
      this.save();
    } else {
      this.conflict(server);
    }
  }

  rememberStart() {
    const key = `mi:start:${this.place}`;
    const known = Number(sessionStorage.getItem(key)) || Date.now();
    sessionStorage.setItem(key, String(known));
    return known;
  }

  // --- saving ----------------------------------------------------------------------------------------------------

  typed() {
    this.keep();
    this.count();
    if (this.other) return;
    this.say("typing", "Typing …");
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.save(), PAUSE_MS);
    if (!this.limit) this.limit = setTimeout(() => this.save(), LONGEST_UNSAVED_MS);
  }

  async save(closing = false) {
    clearTimeout(this.pause);
    clearTimeout(this.limit);
    clearTimeout(this.retry);
    this.limit = null;
    if (this.left || this.other || this.gone) return false;
    const text = this.area.value;
    if (text === this.confirmed && !this.flying) return true;
    if (this.flying && !closing) {
      this.again = true;
      return this.flying.then(() => this.area.value === this.confirmed || this.save());
    }
    this.flying = this.put(text, closing);
    const saved = await this.flying;
    this.flying = null;
    if (this.again && !this.left) {
      this.again = false;
      if (this.area.value !== this.confirmed && saved) return this.save();
    }
    return saved;
  }

  async put(text, closing) {
    this.revision += 1;
    this.keep();
    if (!closing) this.say("saving", "Saving …");
    const wanted = {
      questionIndex: this.data.index, answer: text, revision: this.revision, baseRevision: this.base, writer: this.writer,
    };
    const body = JSON.stringify(wanted);
    const keepalive = closing && new Blob([body]).size < KEEPALIVE_BYTES;
    let reply;
    try {
      reply = await request("PUT", this.url, body, REQUEST_MS, keepalive);
    } catch {
      return this.notSaved();
    }
    if (reply.status === 409 || reply.status === 404) return this.elsewhere(reply.data.message);
    if (reply.status === 422) {
      this.say("waiting", "Not saved: this text can’t be stored");
      this.note(reply.data.message);
      return false;
    }
    if (reply.status !== 200) return this.notSaved();
    this.failures = 0;
    if (!reply.data.stored && reply.data.answer !== text) {
      this.conflict(reply.data);
      return false;
    }
    this.confirmed = text;
    this.base = Math.max(this.base, reply.data.revision);
    this.revision = Math.max(this.revision, reply.data.revision);
    if (this.area.value === text) this.forget();
    else this.keep();
    this.say("saved", `Saved at ${clockTime(new Date(reply.data.savedAt))}`);
    if (this.wasAway) this.announce("Connected again. Your answer is saved.");
    this.wasAway = false;
    return true;
  }

  notSaved() {
    this.failures += 1;
    if (this.left) return false;
    this.say("waiting", "Not saved yet. Kept in this browser, retrying …");
    if (!this.wasAway) this.announce("Not saved yet. Your words are kept in this browser and sent when the connection is back.");
    this.wasAway = true;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.save(), Math.min(8000, 500 * 2 ** this.failures));
    return false;
  }

  elsewhere(message) {
    this.gone = true;
    this.say("waiting", "The interview has moved on. Your words are kept in this browser");
    this.note(message);
    this.find("submit").textContent = "Show where it stands";
    return false;
  }

  // --- two tabs --------------------------------------------------------------------------------------------------

  conflict(other) {
    this.other = other;
    const at = other.savedAt ? ` at ${clockTime(new Date(other.savedAt))}` : "";
    this.find("conflict-text").textContent =
      `Another tab or device saved this text${at}. Yours is still in the box below. Which one do you want to keep?`;
    this.find("other").textContent = other.answer || "(an empty answer)";
    this.find("conflict").hidden = false;
    this.find("submit").disabled = true;
    this.say("waiting", "Not saved yet. Choose a text first; yours is kept in this browser");
  }

  resolve(text) {
    this.base = this.other.revision;
    this.revision = Math.max(this.revision, this.base);
    this.confirmed = this.other.answer;
    this.other = null;
    this.area.value = text;
    this.find("conflict").hidden = true;
    this.find("submit").disabled = false;
    this.count();
    this.keep();
    if (text === this.confirmed) {
      this.forget();
      this.say("saved", "Saved");
    } else this.save();
    this.area.focus();
  }

  // --- moving on -------------------------------------------------------------------------------------------------

  askSkip(open) {
    this.find("skip-ask").hidden = !open;
    (open ? this.find("skip-yes") : this.find("skip")).focus();
  }

  skip() {
    this.askSkip(false);
    this.send("", "Skipping …");
  }

  async submit() {
    if (this.gone) return this.moved();
    if (this.submitting || this.other) return;
    if (!this.area.value.trim()) {
      this.note("There is no answer yet. Write something, or skip the question.");
      this.area.focus();
      return;
    }
    this.busy(true);
    this.note("");
    const saved = await this.save();
    if (!saved && (this.other || this.gone)) return this.busy(false);
    this.send(this.area.value, saved ? "Your answer is saved. The interviewer is reading it …" : "Sending …");
  }

  async send(text, doing) {
    this.busy(true);
    this.say("saving", doing);
    this.announce(doing);
    const body = JSON.stringify({ questionIndex: this.data.index, answer: text });
    for (let failures = 0; ; failures += 1) {
      let reply = null;
      try {
        reply = await request("POST", this.url, body, SUBMIT_MS);
      } catch { /* away: the same answer may be sent again, twice is once */ }
      if (reply && reply.status === 200) break;
      if (reply && (reply.status === 409 || reply.status === 404)) {
        this.busy(false);
        return this.elsewhere(reply.data.message);
      }
      if (reply && reply.status === 422) {
        this.busy(false);
        return this.note(reply.data.message);
      }
      this.say("waiting", "Not sent yet. Kept in this browser, retrying …");
      if (reply && reply.data.message) this.note(reply.data.message);
      const wait = reply && reply.retryAfter ? reply.retryAfter * 1000 : Math.min(8000, 500 * 2 ** failures);
      await new Promise((done) => setTimeout(done, wait));
    }
    this.confirmed = this.area.value = text;
    this.forget(true);
    this.moved();
    // A page whose server was restarted does not always react; the address leads to the right question in any case.
    setTimeout(() => { if (!this.left) window.location.reload(); }, 8000);
  }

  busy(on) {
    this.submitting = on;
    this.area.readOnly = on;
    this.find("submit").disabled = on;
    this.find("skip").disabled = on;
  }

  // --- what it says ----------------------------------------------------------------------------------------------

  say(state, text) {
    const status = this.find("status");
    status.dataset.state = state;
    status.textContent = text;
  }

  note(text) {
    const notice = this.find("notice");
    notice.textContent = text;
    notice.hidden = !text;
  }

  announce(text) {
    this.find("live").textContent = text;
  }

  count() {
    this.find("words").textContent = plural(countWords(this.area.value), "word");
    if (!CSS.supports("field-sizing", "content")) {
      this.area.style.height = "auto";
      this.area.style.height = `${this.area.scrollHeight + 2}px`;
    }
  }

  tick() {
    const minutes = Math.floor((Date.now() - this.startedAt) / 60000);
    const spent = minutes < 1 ? "under a minute" : `${minutes} min`;
    this.find("elapsed").textContent = `${spent}, about ${this.data.minutes} is usual`;
  }
}

async function request(method, url, body, milliseconds, keepalive = false) {
  const reply = await fetch(url, {
    method, body, keepalive, headers: { "Content-Type": "application/json" }, signal: AbortSignal.timeout(milliseconds),
  });
  const data = await reply.json().catch(() => ({}));
  return { status: reply.status, data, retryAfter: Number(reply.headers.get("Retry-After")) || 0 };
}

function parse(text) {
  try {
    return JSON.parse(text) || {};
  } catch {
    return {};
  }
}

function clockTime(date) {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

function countWords(text) {
  const han = (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu) || []).length;
  const rest = text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, " ");
  return han + (rest.match(/[\p{L}\p{N}][\p{L}\p{N}'’\-]*/gu) || []).length;
}

function plural(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
