// How things stand: meeting, clock, and whether the records have reached the server. Never in anybody's way.
import * as language from "/language.js";
import { muted } from "/sound.js";
import * as results from "/results.js";
import * as camera from "/camera.js";
import * as door from "/door.js";

const GONE_AFTER_MILLIS = 3000;
const STALE_AFTER_MILLIS = 10000;
const $ = (id) => document.getElementById(id);

const INVITATIONS = {
  open: ["touch", "orQr", "attract"],
  before: ["before", "beforeHint", "clock"],
  closed: ["closed", "closedHint", "person"],
  waiting: ["doorWait", "doorWaitHint", "clock"],
  "reader-gone": ["readerGone", "readerGoneHint", "qr"],
};

const NOTES = { LOCKED: "note_LOCKED", NEW_KEY: "note_NEW_KEY", NOT_OPENED: "note_NOT_OPENED", WIPED: "note_WIPED" };

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
  const face = fault();
  results.last(face);
  if (standing === null) return;
  const { booth } = standing;
  document.title = language.say("title");
  $("meeting").textContent = language.either(booth.meeting);
  $("booth").textContent = language.say("booth", { booth: booth.booth });
  invite(booth);
  door.stand(booth);
  const answers = face === null || face === "CANNOT_RECORD";
  if (answers) renderSync(booth);
  else for (const id of ["link", "sync", "contact", "today"]) $(id).textContent = "";
  $("trouble").textContent = answers ? troubles(booth).join(" · ") : language.say("noAnswer");
  tick();
}

/** The face of a booth that can serve nobody, or null. */
function fault() {
  if (startedAnew) return "REOPEN";
  if (gone || isStale()) return "OUT_OF_ORDER";
  return standing?.booth.service === "OUT_OF_ORDER" ? "CANNOT_RECORD" : null;
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
  const time = booth.opensAt === undefined ? "" : language.time(booth.opensAt, booth.zone, true);
  $("invitationMore").textContent = language.say(hint, { time });
  const seesCodes = booth.camera && !camera.isLost();
  $("touchWhere").textContent = state === "open" ? language.say("touchWhere") : "";
  $("qrWhere").textContent =
    state === "open" || state === "reader-gone" ? language.say(seesCodes ? "qrWhereCamera" : "qrWhere") : "";
}

function invitation(booth) {
  if (booth.service === "BEFORE") return "before";
  if (booth.service === "CLOSED") return "closed";
  const state = door.state(booth.door);
  return state === "open" && !hasReader(booth) ? "reader-gone" : state;
}

function renderSync(booth) {
  const trouble = syncTrouble(booth);
  $("link").textContent = trouble?.passing ? language.either(trouble) : "";
  $("sync").dataset.state = booth.unsent === 0 ? "sent" : "unsent";
  $("sync").textContent = booth.unsent === 0 ? allSent(booth) : unsent(booth);
  const quiet = booth.lastContactAt === undefined ? "" : language.span(since(booth.lastContactAt));
  $("contact").textContent = quiet === "" ? "" : language.say("contact", { age: quiet });
  $("today").textContent = language.say("today", { count: booth.today });
}

/** A booth that cannot record does not say that all is well with its records. */
function allSent(booth) {
  return booth.service === "OUT_OF_ORDER" ? "" : language.say("synced");
}

function unsent({ unsent: count, oldestUnsentAt }) {
  return oldestUnsentAt === undefined
    ? language.say("unsent", { count })
    : language.say("unsentSince", { count, age: language.span(since(oldestUnsentAt)) });
}

function since(instant) {
  return now() - new Date(instant).getTime();
}

/** What is in the way of sending; before the first contact, or after a long silence, that is a server out of reach. */
function syncTrouble(booth) {
  if (booth.syncTrouble !== undefined) return language.syncTrouble(booth.syncTrouble);
  return booth.online ? undefined : language.syncTrouble("UNREACHABLE");
}

function troubles(booth) {
  const list = [];
  const silent = booth.readers.filter((reader) => !works(reader)).map((reader) => reader.name);
  if (silent.length > 0) list.push(language.say("readerSilent", { names: silent.join(", ") }));
  else if (!hasReader(booth)) list.push(language.say("readerLost"));
  const sync = syncTrouble(booth);
  if (sync !== undefined && !sync.passing) list.push(language.either(sync));
  if (booth.diskFull) list.push(language.say("diskFull"));
  if (booth.camera && camera.isLost()) list.push(language.say("cameraLost"));
  if (muted()) list.push(language.say("muted"));
  for (const note of booth.notes) list.push(language.say(NOTES[note]));
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
