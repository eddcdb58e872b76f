// Takes out of this browser what was handed to the page and is stored now; what was written there since stays.

/** @param {[string, number][]} entries name and time of each */
function forgetEntries(entries) {
  for (const [name, at] of entries) {
    try {
      const raw = localStorage.getItem(name);
      if (name.startsWith("mi:kept:") && raw && (JSON.parse(raw).at ?? 0) === at) localStorage.removeItem(name);
    } catch { /* storage is switched off, or this is none of ours */ }
  }
}
