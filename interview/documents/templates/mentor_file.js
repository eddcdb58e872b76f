"use strict";
(() => {
  const report = document.querySelector("main");
  const form = document.querySelector("form");
  const name = document.querySelector("input");
  if (report === null || form === null || name === null) return;
  let isUnsaved = false;

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

  form.addEventListener("input", () => {
    isUnsaved = true;
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
    const { format, version, session, file } = report.dataset;
    const made = { format, version: Number(version), sessionId: session, name: name.value.trim(), notes };
    save(JSON.stringify(made, null, 2), file ?? "mentor-comments.json");
    isUnsaved = false;
    tell("saved");
  });
})();
