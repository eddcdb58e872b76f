// Speaking instead of typing: records here, has the recording turned into text, and adds the words to the box, where
// they are corrected and submitted like typed ones. Without a microphone or a server for it there is no button.

const LONGEST_RECORDING_MS = 300000;
const TRANSCRIBE_MS = 90000;

class Speaking {
  constructor(box) {
    this.box = box;
    this.button = box.find("speak");
    const isPossible = box.data.canSpeak && navigator.mediaDevices?.getUserMedia && window.MediaRecorder;
    this.button.hidden = !isPossible;
    this.button.onclick = () => (this.recorder ? this.recorder.stop() : this.start());
    this.label("Speak your answer");
  }

  async start() {
    this.box.note("");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return this.box.note("The microphone can’t be used. Allow it in the browser, or type your answer.");
    }
    const pieces = [];
    const recorder = new MediaRecorder(stream);
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = () => {
      clearTimeout(this.limit);
      stream.getTracks().forEach((track) => track.stop());
      this.recorder = null;
      if (!this.box.left) this.send(new Blob(pieces, { type: recorder.mimeType }));
    };
    this.recorder = recorder;
    this.limit = setTimeout(() => recorder.stop(), LONGEST_RECORDING_MS);
    recorder.start();
    this.label("Stop and write it down");
    this.box.announce("Recording.");
    return undefined;
  }

  async send(recording) {
    this.button.disabled = true;
    this.label("Writing it down …");
    const form = new FormData();
    form.append("audio", recording, "answer");
    const url = `/api/interview/sessions/${this.box.data.sessionId}/transcription`;
    const signal = AbortSignal.timeout(TRANSCRIBE_MS);
    const reply = await fetch(url, { method: "POST", body: form, headers: permitFor(url), signal }).catch(() => null);
    const data = await reply?.json().catch(() => ({}));
    this.button.disabled = false;
    this.label("Speak your answer");
    if (this.box.left) return;
    if (reply?.status === 200 && data.text) this.box.add(data.text);
    else this.box.note(data?.message || "Your words could not be written down. Speak again, or type your answer.");
  }

  stop() {
    if (this.recorder) this.recorder.stop();
  }

  label(text) {
    this.button.textContent = text;
  }
}
