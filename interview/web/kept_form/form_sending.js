// What a form sends, and what comes back.

const SEND_TIMEOUT_MS = 20000;

/**
 * Fields called "outer.inner" as an object of their own, without those that are empty.
 * @param {FormValues} values
 */
function nested(values) {
  /** @type {Record<string, unknown>} */
  const found = {};
  for (const [name, value] of Object.entries(values)) {
    const [, outer = "", inner = ""] = /^([^.]*)\.(.*)$/s.exec(name) ?? [];
    if (!outer) found[name] = value;
    else found[outer] = { ...(/** @type {object | undefined} */ (found[outer])), ...(value.length ? { [inner]: value } : {}) };
  }
  return found;
}

/**
 * @param {FormGiven} data
 * @param {Record<string, unknown>} body
 * @returns {Promise<{id: string, status: number, message: string}>}
 */
async function send(data, body) {
  try {
    const reply = await fetch(data.url, {
      method: data.method,
      headers: { "Content-Type": "application/json", ...data.headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    const found = await reply.json();
    if (reply.ok) return { id: String(found[data.replyId]), status: reply.status, message: "" };
    // What somebody can do something about is said, too; the rest passes by itself.
    const isTold = reply.status < 500 || found.code === "STORE_NOT_WRITTEN";
    return { id: "", status: reply.status, message: isTold ? String(found.message ?? "") : "" };
  } catch {
    return { id: "", status: 0, message: "" };
  }
}
