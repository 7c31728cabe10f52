// Tells the kiosk that people can see this page: a page that is hidden, hangs or is gone draws no frames. The kiosk has a browser
// restarted whose page fell silent.
import { post } from "/kiosk.js";

const PERIOD_MILLIS = 2000;

export function start() {
  setInterval(() => requestAnimationFrame(() => post("/heartbeat").catch(() => {})), PERIOD_MILLIS);
}
