// Speaking instead of typing: records here, has the recording turned into text, and adds the words to the box, where
// they are corrected and submitted like typed ones. Without a microphone or a server for it there is no button.

const LONGEST_RECORDING_MS = 300000;

class Speaking {
  /** @type {MediaRecorder | null} */
  recorder = null;
  /** @type {Timer | undefined} */
  limit;

  /** @param {AnswerBox} box */
  constructor(box) {
    this.box = box;
    this.button = box.button("speak");
    // Pages that come without TLS from another machine have no microphone.
    this.button.hidden = !(box.data.canSpeak && "mediaDevices" in navigator && "MediaRecorder" in window);
    box.on("speak", () => (this.recorder ? this.recorder.stop() : this.start()));
    this.label("Speak your answer");
  }

  async start() {
    this.box.note("");
    const stream = await this.microphone();
    if (!stream) {
      this.box.note("The microphone can’t be used. Allow it in the browser, or type your answer.");
      return;
    }
    if (this.box.closed) {
      release(stream);
      return;
    }
    /** @type {Blob[]} */
    const pieces = [];
    const recorder = new MediaRecorder(stream);
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = () => {
      clearTimeout(this.limit);
      release(stream);
      this.recorder = null;
      if (!this.box.closed) this.transcribe(new Blob(pieces, { type: recorder.mimeType }));
    };
    this.recorder = recorder;
    this.limit = setTimeout(() => recorder.stop(), LONGEST_RECORDING_MS);
    recorder.start();
    this.label("Stop and write it down");
    this.box.announce("Recording.");
  }

  // The browser may ask the person first; until then a second press would open the microphone twice.
  async microphone() {
    this.button.disabled = true;
    try {
      return await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return null;
    } finally {
      this.button.disabled = false;
    }
  }

  /** @param {Blob} recording */
  async transcribe(recording) {
    this.button.disabled = true;
    this.label("Writing it down …");
    const reply = await this.box.api.transcribe(recording);
    this.button.disabled = false;
    this.label("Speak your answer");
    if (this.box.closed) return;
    if (reply?.data?.text) this.box.add(reply.data.text);
    else this.box.note(reply?.message || "Your words could not be written down. Speak again, or type your answer.");
  }

  stop() {
    if (this.recorder) this.recorder.stop();
  }

  /** @param {string} text */
  label(text) {
    this.button.textContent = text;
  }
}

/** @param {MediaStream} stream */
function release(stream) {
  stream.getTracks().forEach((track) => track.stop());
}
