// Requests with a bound in time. A reply always has `status` and `data`; a server out of reach is a rejected promise.

const JSON_HEADERS = { "Content-Type": "application/json" };
const KEEPALIVE_BYTES = 60000;

async function request(method, url, { body, milliseconds, closing = false } = {}) {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const reply = await fetch(url, {
    method,
    body: sent,
    headers: JSON_HEADERS,
    // Browsers refuse a request that outlives its page when all such bodies together pass 64 KiB.
    keepalive: closing && new Blob([sent]).size < KEEPALIVE_BYTES,
    signal: AbortSignal.timeout(milliseconds),
  });
  const data = await reply.json().catch(() => ({}));
  return { status: reply.status, data, retryAfterMs: 1000 * (Number(reply.headers.get("Retry-After")) || 0) };
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

function backOff(failures, atLeast = 0) {
  return Math.max(atLeast, Math.min(4000, 500 * 2 ** failures));
}
