// How things stand: meeting, clock, and whether the records have reached the server. Never in anybody's way.
import * as language from "/language.js";
import { muted } from "/sound.js";
import * as results from "/results.js";
import * as camera from "/camera.js";

const GONE_AFTER_MILLIS = 3000;
const STALE_AFTER_MILLIS = 10000;
const OFFLINE_AFTER_MILLIS = 60000;
const $ = (id) => document.getElementById(id);

const INVITATIONS = {
  open: ["touch", "orQr", "attract"],
  before: ["before", "beforeHint", "clock"],
  closed: ["closed", "closedHint", "person"],
  "reader-gone": ["readerGone", "readerGoneHint", "qr"],
};

let standing = null;
let receivedAt = 0;
let goneTimer = 0;
let gone = false;
let startedAnew = false;

/** The kiosk's clock, carried on by this page between two messages. */
function now() {
  return new Date(standing.booth.now).getTime() + (performance.now() - receivedAt);
}

export function know(newStanding) {
  standing = newStanding;
  receivedAt = performance.now();
  results.know(standing);
  camera.use(standing.booth.camera);
  render();
}

/** The kiosk's program does not answer, or answers again. */
export function whenGone(isGone) {
  if (!isGone) {
    clearTimeout(goneTimer);
    goneTimer = 0;
    gone = false;
  } else if (goneTimer === 0) {
    goneTimer = setTimeout(() => {
      gone = true;
      render();
    }, GONE_AFTER_MILLIS);
  }
}

/** The kiosk's program is there but has not said for long how things stand, such as while its disk hangs. */
function isStale() {
  return standing !== null && performance.now() - receivedAt > STALE_AFTER_MILLIS;
}

/** The kiosk's program runs again and does not know this page. */
export function whenStartedAnew() {
  startedAnew = true;
  render();
}

function render() {
  const outOfOrder = gone || isStale() || standing?.booth.service === "OUT_OF_ORDER";
  results.last(startedAnew ? "REOPEN" : outOfOrder ? "OUT_OF_ORDER" : null);
  if (standing === null) return;
  const { booth } = standing;
  document.title = language.say("title");
  $("meeting").textContent = language.either(booth.meeting);
  $("booth").textContent = language.say("booth", { booth: booth.booth });
  invite(booth);
  renderSync(booth);
  $("trouble").textContent = troubles(booth).join(" · ");
  tick();
}

function works(reader) {
  return reader.state === "ready" || reader.state === "card";
}

function hasReader(booth) {
  return booth.readers.some(works);
}

function invite(booth) {
  const state = invitation(booth);
  $("idle").dataset.state = state;
  const [words, hint, sign] = INVITATIONS[state];
  if ($("attract").getAttribute("href") !== `#sign-${sign}`) $("attract").setAttribute("href", `#sign-${sign}`);
  $("invitation").textContent = language.say(words);
  const time = booth.opensAt === undefined ? "" : language.time(booth.opensAt, booth.zone);
  $("invitationMore").textContent = language.say(hint, { time });
}

function invitation(booth) {
  if (booth.service === "BEFORE") return "before";
  if (booth.service === "CLOSED") return "closed";
  return hasReader(booth) ? "open" : "reader-gone";
}

function renderSync(booth) {
  $("sync").dataset.state = booth.unsent === 0 ? "sent" : "unsent";
  const age = booth.oldestUnsentAt === undefined ? 0 : now() - new Date(booth.oldestUnsentAt).getTime();
  $("sync").textContent =
    booth.unsent === 0 ? language.say("synced") : language.say("unsent", { count: booth.unsent, age: language.span(age) });
  const quiet = booth.lastContactAt === undefined ? Infinity : now() - new Date(booth.lastContactAt).getTime();
  const offline = quiet > OFFLINE_AFTER_MILLIS ? language.say("noContact") : "";
  const contact = quiet === Infinity ? "" : language.say("contact", { age: language.span(quiet) });
  $("contact").textContent = [offline, contact].filter(Boolean).join(" · ");
  $("today").textContent = language.say("today", { count: booth.today });
}

function troubles(booth) {
  const list = [];
  if (!hasReader(booth)) list.push(language.say("readerLost"));
  const silent = booth.readers.filter((reader) => !works(reader)).map((reader) => reader.name);
  if (silent.length > 0) list.push(language.say("readerSilent", { names: silent.join(", ") }));
  if (booth.syncTrouble !== undefined) list.push(language.say("syncTrouble", { why: booth.syncTrouble }));
  if (booth.diskFull) list.push(language.say("diskFull"));
  if (booth.camera && camera.isLost()) list.push(language.say("cameraLost"));
  if (muted()) list.push(language.say("muted"));
  return list;
}

function tick() {
  if (standing === null) return;
  const options = { hour: "numeric", minute: "2-digit", hour12: false, timeZone: standing.booth.zone };
  $("clock").textContent = new Intl.DateTimeFormat("ja-JP", options).format(now());
}

export function start() {
  language.onChange(render);
  setInterval(() => {
    if (isStale()) render();
    else tick();
  }, 1000);
}
