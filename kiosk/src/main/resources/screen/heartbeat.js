// Tells the kiosk that people can see this tab: one that is hidden, hangs or is gone draws no frames. The kiosk has a browser restarted
// whose public page fell silent. Staff pages in the same tab speak for it as well; those on another screen do not.
import { post } from "/kiosk.js";

const PERIOD_MILLIS = 2000;
const tab = sessionStorage.getItem("tab") ?? crypto.randomUUID();
sessionStorage.setItem("tab", tab);

function beat() {
  requestAnimationFrame(() => post("/heartbeat", { tab, publicPage: location.pathname === "/" }).catch(() => {}));
}

beat();
setInterval(beat, PERIOD_MILLIS);
