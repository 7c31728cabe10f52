// Talking to the kiosk: changes are posted with the header that only this page sends; events come over one stream, which is
// opened again whenever it breaks.
const OWN = { "X-Uketsuke": "1" };
const RETRY_MILLIS = 1000;
const OK = 200;
const UNAUTHORIZED = 401;

export function post(path, body = {}, headers = {}) {
  return send(path, { ...OWN, ...headers, "Content-Type": "application/json" }, JSON.stringify(body));
}

export function postFrame(width, height, luminance) {
  return send(`/frames?width=${width}&height=${height}`, { ...OWN, "Content-Type": "application/octet-stream" }, luminance);
}

/** Asks again until the kiosk answers: a page without it would never listen. */
export async function get(path) {
  for (;;) {
    try {
      const response = await fetch(path);
      if (response.ok) return await response.json();
    } catch {
      // the kiosk is starting, or was busy
    }
    await pause(RETRY_MILLIS);
  }
}

async function send(path, headers, body) {
  const response = await fetch(path, { method: "POST", headers, body });
  if (!response.ok) throw Object.assign(new Error(`${path}: ${response.status}`), { status: response.status });
  return response.status === 204 ? {} : response.json();
}

/**
 * Listens for {STATUS, READING, RESULT, STAFF}, and tells when the kiosk is gone and back, or has started anew with another secret.
 * Once the browser has that secret too, the page is loaded anew: it may be another version's.
 */
export function listen(handlers, whenGone, whenStartedAnew) {
  const events = new EventSource("/events");
  for (const [kind, handle] of Object.entries(handlers)) {
    events.addEventListener(kind, (event) => {
      whenGone(false);
      handle(JSON.parse(event.data));
    });
  }
  events.onerror = async () => {
    whenGone(true);
    events.close();
    let status = await statusNow();
    if (status === UNAUTHORIZED) {
      whenStartedAnew();
      while (status !== OK) {
        await pause(RETRY_MILLIS);
        status = await statusNow();
      }
      location.reload();
    } else {
      await pause(RETRY_MILLIS);
      listen(handlers, whenGone, whenStartedAnew);
    }
  };
}

/** The HTTP status with which the kiosk answers this page now; 0 if it does not answer. */
async function statusNow() {
  try {
    return (await fetch("/setup")).status;
  } catch {
    return 0;
  }
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
