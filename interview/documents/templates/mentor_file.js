"use strict";
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
(() => {
  const report = document.querySelector("main");
  const form = document.querySelector("form");
  const name = document.querySelector("input");
  if (report === null || form === null || name === null) return;
  const { format, version, session, file } = report.dataset;
  const fields = /** @type {NodeListOf<Field>} */ (form.querySelectorAll("input, textarea, select"));
  // As long as the app itself has a browser keep what was typed: these are words about somebody's answers.
  const KEPT_MS = 30 * 86_400_000, KEPT_AT = "kept-at";
  let isUnsaved = false;

  /** The name under which this browser keeps what stands in a field of this report, or when that was typed last (KEPT_AT).
   * @param {string} id */
  function keptAs(id) {
    return `${format}:${session}:${id}`;
  }

  /** Have this browser keep the words until they are saved. Where this tab has none, another one may have.
   * @param {EventTarget | null} changed */
  function keep(changed) {
    try {
      for (const field of fields) {
        if (field.value !== "") localStorage.setItem(keptAs(field.id), field.value);
        else if (field === changed) localStorage.removeItem(keptAs(field.id));
      }
      localStorage.setItem(keptAs(KEPT_AT), String(Date.now()));
    } catch { /* this browser keeps nothing */ }
  }

  function restore() {
    try {
      const isOld = Date.now() - Number(localStorage.getItem(keptAs(KEPT_AT))) > KEPT_MS;
      if (isOld) for (const id of [...fields].map((field) => field.id).concat(KEPT_AT)) localStorage.removeItem(keptAs(id));
      for (const field of fields) {
        const kept = localStorage.getItem(keptAs(field.id));
        if (kept === null) continue;
        field.value = kept;
        isUnsaved = true;
      }
    } catch { /* this browser has kept nothing */ }
  }

  /** What was saved is kept no more; other words are another tab's. */
  function forget() {
    try {
      for (const field of fields) {
        if (localStorage.getItem(keptAs(field.id)) === field.value) localStorage.removeItem(keptAs(field.id));
      }
      if (![...fields].some((field) => localStorage.getItem(keptAs(field.id)) !== null)) localStorage.removeItem(keptAs(KEPT_AT));
    } catch { /* this browser has kept nothing */ }
  }

  /** @param {string} which */
  function tell(which) {
    for (const line of document.querySelectorAll("[data-told]")) {
      if (line instanceof HTMLElement) line.hidden = line.dataset.told !== which;
    }
  }

  /** What is written of one answer.
   * @param {HTMLElement} part */
  function noteOf(part) {
    /** @type {Record<string, string>} */
    const verdicts = {};
    for (const choice of part.querySelectorAll("select")) {
      if (choice.value !== "") verdicts[choice.dataset.point ?? ""] = choice.value;
    }
    const comment = (part.querySelector("textarea")?.value ?? "").trim();
    return { questionIndex: Number(part.dataset.question), comment, verdicts };
  }

  /** @param {string} text
   * @param {string} file */
  function save(text, file) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  form.addEventListener("input", ({ target }) => {
    isUnsaved = true;
    keep(target);
  });

  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const parts = [...form.querySelectorAll("article")];
    const notes = parts.map(noteOf).filter((note) => note.comment !== "" || Object.keys(note.verdicts).length > 0);
    if (name.value.trim() === "") {
      tell("name");
      name.focus();
      return;
    }
    if (notes.length === 0) {
      tell("empty");
      return;
    }
    const made = { format, version: Number(version), sessionId: session, name: name.value.trim(), notes };
    save(JSON.stringify(made, null, 2), file ?? "mentor-comments.json");
    isUnsaved = false;
    forget();
    tell("saved");
  });

  restore();
})();
