// The way of the words to the server: saved while typing, retried until confirmed, never over words unseen here.
// It asks its view (the editor) for `text` and tells it say, saved, announce, note, show, conflict and movedOn.

const PAUSE_MS = 800;
const LONGEST_UNSAVED_MS = 2000;
const SAVE_MS = 10000;
const SLOW_MS = 3000;
const TEXTS_REMEMBERED = 12;
const WAITING = "Not saved yet. LocalBackup in this browser, retrying …";

// What this page has seen saved, by place. A run of the page may have read the database before the last save.
const lastSaved = new Map();

function newest(place, data) {
  const saved = lastSaved.get(place);
  return saved && saved.revision > data.revision ? { ...data, ...saved } : data;
}

class Draft {
  constructor(view, data) {
    this.view = view;
    this.index = data.index;
    this.session = `/api/interview/sessions/${data.sessionId}`;
    if (!permits.has(this.session)) permits.set(this.session, data.permit);
    this.writer = crypto.randomUUID ? crypto.randomUUID() : `${Math.random()}${Date.now()}`;
    this.place = `${data.sessionId}:${data.index}`;
    this.key = `mi:draft:${this.place}:${this.writer}`;
    this.confirmed = view.text;
    this.seen = [view.text];
    this.base = this.revision = data.revision;
    this.changedAt = Date.now();
    this.failures = 0;
  }

  // Why nothing can be saved now, "" when it can: "choice" between two texts, "gone" on, or "left" the page.
  stopped = "";

  get text() {
    return this.stopped === "left" ? this.lastText : this.view.text;
  }

  get isSaved() {
    return this.text === this.confirmed;
  }

  stop(reason) {
    this.stopTimers();
    this.lastText = this.text;
    this.stopped = reason;
  }

  stopTimers() {
    for (const timer of [this.pausing, this.limit, this.retry]) clearTimeout(timer);
    this.limit = null;
  }

  // The view's text came from elsewhere: from this browser's copy, or from a choice between two.
  take(changedAt = Date.now()) {
    this.changedAt = changedAt;
    this.remember(this.text);
    this.keep();
  }

  keep() {
    const entry = { text: this.text, base: this.base, writer: this.writer, at: this.changedAt };
    this.isFragile = !LocalBackup.write(this.key, entry);
    if (this.isFragile && !this.stopped) {
      this.view.note("This browser keeps no copies (its storage is full or switched off). Stay online while you type.");
    }
  }

  remember(text) {
    if (!this.seen.includes(text)) this.seen.push(text);
    if (this.seen.length > TEXTS_REMEMBERED) this.seen.shift();
  }

  // Nothing is lost by writing over a text that was in this box, or that this box's text only goes on from.
  knows(text) {
    return this.seen.includes(text) || this.text.startsWith(text);
  }

  typed() {
    this.changedAt = Date.now();
    this.keep();
    if (this.stopped) return;
    if (!this.failures) this.view.say("typing", "Typing …");
    clearTimeout(this.pausing);
    this.pausing = setTimeout(() => this.save(), PAUSE_MS);
    if (!this.limit) this.limit = setTimeout(() => this.save(), LONGEST_UNSAVED_MS);
  }

  // True when the words are on the server. `always` asks the server even when nothing changed here, so that words which
  // another tab saved meanwhile come to light.
  async save({ always = false } = {}) {
    this.stopTimers();
    if (this.stopped) return false;
    if (this.isSaved && !this.flying && !always) return true;
    this.again = true;
    if (!this.flying) this.flying = this.putUntilSaved().finally(() => { this.flying = null; });
    return this.flying;
  }

  // The page may be gone in a moment: this request outlives it, whatever else is under way.
  saveClosing() {
    if (!this.stopped && !this.isSaved) this.put(true);
  }

  async putUntilSaved() {
    while (this.again && !this.stopped) {
      this.again = false;
      if (!(await this.put())) return false;
    }
    return this.isSaved && !this.stopped;
  }

  async put(closing = false) {
    const text = this.text;
    this.revision += 1;
    this.keep();
    this.remember(text);
    const body = {
      questionIndex: this.index, answer: text, revision: this.revision, baseRevision: this.base, writer: this.writer,
    };
    if (!closing && !this.failures) this.view.say("saving", "Saving …");
    const slow = setTimeout(() => this.stopped || this.view.say("waiting", WAITING), SLOW_MS);
    const reply = await request("PUT", `${this.session}/answers`, { body, milliseconds: SAVE_MS, closing }).catch(() => null);
    clearTimeout(slow);
    if (reply?.status === 200) return this.answered(text, reply.data);
    if (this.stopped) return false;
    if (reply?.status === 409 || reply?.status === 404) return this.view.movedOn(reply.data.message);
    if (reply?.status === 401 || reply?.status === 403) this.notAllowed(reply.data.message);
    return reply?.status === 422 ? this.refused(reply.data.message) : this.notSaved(reply);
  }

  answered(text, reply) {
    if (this.isRefused) this.view.note("");
    this.isRefused = false;
    this.revision = Math.max(this.revision, reply.revision);
    if (!reply.stored && reply.answer !== text) return this.overtaken(reply);
    if (reply.revision < this.base) return true;
    this.base = reply.revision;
    this.confirmed = text;
    lastSaved.set(this.place, { draft: text, revision: this.base, writer: this.writer, savedAt: reply.savedAt });
    if (this.isSaved) LocalBackup.drop(this.key);
    else this.keep();
    if (this.stopped) return true;
    this.failures = 0;
    if (this.isSaved) this.view.saved(reply.savedAt);
    if (this.saidAway) this.view.announce("Connected again. Your answer is saved.");
    this.saidAway = false;
    return true;
  }

  overtaken(reply) {
    if (this.stopped) return false;
    if (reply.revision <= this.base) return this.isSaved;
    if (!this.knows(reply.answer)) return this.view.conflict(reply);
    this.base = reply.revision;
    this.confirmed = reply.answer;
    this.again = !this.isSaved;
    return true;
  }

  notSaved(reply) {
    this.failures += 1;
    this.view.say("waiting", WAITING);
    if (this.failures > 1 && !this.saidAway) {
      this.saidAway = true;
      this.view.announce("Not saved yet. Your words are kept in this browser and sent when the connection is back.");
    }
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.save(), backOff(this.failures, reply?.retryAfterMs));
    return false;
  }

  refused(message) {
    this.isRefused = true;
    this.view.say("waiting", "Not saved: this text can’t be stored. It is kept in this browser");
    this.view.note(message);
    return false;
  }

  // Signing in again, in another tab, mends it: so it is tried on.
  notAllowed(message) {
    this.isRefused = true;
    this.view.note(message || "You may need to sign in again. Your words are kept in this browser.");
  }

  // See what another tab or device did since.
  async look() {
    const isBusy = () => this.stopped || this.flying || this.view.submitting;
    if (isBusy()) return;
    const before = this.revision;
    const reply = await request("GET", `${this.session}/question`, { milliseconds: SAVE_MS }).catch(() => null);
    if (!reply || isBusy() || this.revision !== before) return;
    if (reply.status === 404) this.view.movedOn(reply.data.message);
    if (reply.status !== 200) return;
    const question = reply.data.question;
    if (question?.questionIndex === this.index) {
      this.meet({ answer: question.draft, revision: question.revision, savedAt: null });
    } else this.view.movedOn("The interview has moved on in another tab or on another device.");
  }

  // What the server holds, learned without having written.
  meet(server) {
    if (this.stopped || this.flying || this.view.submitting || server.revision <= this.base) return;
    if (!this.isSaved && !this.knows(server.answer)) {
      this.view.conflict(server);
      return;
    }
    const wasSaved = this.isSaved;
    this.base = server.revision;
    this.revision = Math.max(this.revision, server.revision);
    this.confirmed = server.answer;
    if (!wasSaved || server.answer === this.text) return;
    this.view.show(server.answer);
    this.confirmed = this.text;
    this.remember(this.text);
    this.view.saved(server.savedAt);
    this.view.note("This is the newest text. It was saved in another tab or on another device.");
  }

  // Go on after a choice: the view's text now stands over the other one.
  settle(other) {
    this.stopped = "";
    if (other.revision !== undefined) {
      this.base = other.revision;
      this.revision = Math.max(this.revision, this.base);
      this.confirmed = other.answer;
    }
    this.remember(other.answer);
    this.take();
    if (this.isSaved) {
      LocalBackup.drop(this.key);
      this.view.saved(other.savedAt);
    } else this.save();
  }
}
