// Requests with a bound in time. A reply always has `status` and `data`; a server out of reach is a rejected promise.

const KEEPALIVE_BYTES = 60000;
// By the address of each session that this page showed: what lets it write there, and nowhere else.
const permits = new Map();

async function request(method, url, options) {
  const reply = await send(method, url, options);
  if (reply.status !== 403 || options.closing || !(await renewPermit(url, options.milliseconds))) return reply;
  return send(method, url, options);
}

async function send(method, url, { body, milliseconds, closing = false }) {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const reply = await fetch(url, {
    method,
    body: sent,
    headers: { "Content-Type": "application/json", ...permitFor(url) },
    // Browsers refuse a request that outlives its page when all such bodies together pass 64 KiB.
    keepalive: closing && new Blob([sent]).size < KEEPALIVE_BYTES,
    signal: AbortSignal.timeout(milliseconds),
  });
  const data = await reply.json().catch(() => ({}));
  return { status: reply.status, data, retryAfterMs: 1000 * (Number(reply.headers.get("Retry-After")) || 0) };
}

function sessionOf(url) {
  return url.split("/").slice(0, 5).join("/");
}

// A header of its own: the usual one belongs to the sign-in of a proxy that may stand in between.
function permitFor(url) {
  const permit = permits.get(sessionOf(url));
  return permit ? { "X-Interview-Permit": permit } : {};
}

// A page that stayed open while the database was restored from elsewhere shows a permit that is not known there.
async function renewPermit(url, milliseconds) {
  const session = sessionOf(url);
  const before = permits.get(session);
  const reply = await send("GET", `${session}/permit`, { milliseconds }).catch(() => null);
  if (reply?.status !== 200 || reply.data.permit === before) return false;
  permits.set(session, reply.data.permit);
  return true;
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

function backOff(failures, atLeast = 0) {
  return Math.max(atLeast, Math.min(4000, 500 * 2 ** failures));
}
