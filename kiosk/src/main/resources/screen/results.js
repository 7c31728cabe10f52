// The result in front of the person who just touched: one at a time, the newest at once, gone before the next person.
import * as language from "/language.js";
import * as door from "/door.js";
import { play } from "/sound.js";

const READING_AFTER_MILLIS = 300;
const DISMISS_FROM_MILLIS = 20000;
/** Who is asked to touch again reads that, and waits until the same card counts again, which is after three seconds. */
const TOUCH_AGAIN_MILLIS = 7000;
const LONG_NAME_LENGTH = 24;
const $ = (id) => document.getElementById(id);

let shown = null;
let standing = null;
let lasting = null;
let shownUntil = Infinity;
let covered = null;
let clearTimer = 0;
let readingTimer = 0;

/** The meeting and its zone, for the words of a result. */
export function know(newStanding) {
  standing = newStanding;
}

/** Shows a result now. */
export function show(result) {
  stopWaiting();
  covered = null;
  const face = language.face(result.face);
  const again = result.session?.then !== undefined && door.nextTouch(result, meetingZone()) !== undefined;
  const hold = again && face.holdMillis > 0 ? Math.max(face.holdMillis, TOUCH_AGAIN_MILLIS) : face.holdMillis;
  place(result, hold > 0 ? performance.now() + hold : Infinity);
  play(face.sound);
}

/** Cards are being read, or no more: says so only if that takes long enough to notice, and no longer than it lasts. */
export function reading(on) {
  if (on && readingTimer === 0) readingTimer = setTimeout(showReading, READING_AFTER_MILLIS);
  if (on) return;
  stopWaiting();
  if (shown?.face === "READING") clear();
}

function stopWaiting() {
  clearTimeout(readingTimer);
  readingTimer = 0;
}

/** A result that is still to be read waits beneath: a reading may come to nothing. */
function showReading() {
  readingTimer = 0;
  if (shown?.face === "READING") return;
  const beneath = isShowing() ? { result: shown, until: shownUntil } : null;
  show({ face: "READING" });
  covered = beneath;
}

/** Takes the result away; what it covered comes back if its time is not over, or what lasts (out of order). */
export function clear() {
  clearTimeout(clearTimer);
  const beneath = covered;
  covered = null;
  if (beneath !== null && beneath.until > performance.now()) place(beneath.result, beneath.until);
  else put(lasting);
}

function place(result, until) {
  put(result);
  shownUntil = until;
  clearTimeout(clearTimer);
  if (until !== Infinity) clearTimer = setTimeout(clear, until - performance.now());
}

/** A face that stays whenever no result is shown, or null. */
export function last(face) {
  const changed = (lasting?.face ?? null) !== face;
  const bare = shown === null || shown === lasting;
  lasting = face === null ? null : { face };
  if (changed && bare) put(lasting);
}

export function isShowing() {
  return shown !== null && shown !== lasting;
}

function put(result) {
  shown = result;
  document.body.dataset.face = result?.face ?? "IDLE";
  $("result").hidden = result === null;
  $("idle").hidden = result !== null;
  render();
}

function render() {
  const face = shown === null ? null : language.face(shown.face);
  const words = face?.[language.current()];
  const has = (detail) => face !== null && face.details.includes(detail);
  $("resultTitle").textContent = words?.title ?? "";
  $("resultHint").textContent = words === undefined ? "" : hint(words);
  $("resultName").textContent = has("name") && shown.name ? language.say("name", { name: shown.name }) : "";
  $("resultName").classList.toggle("long", (shown?.name?.length ?? 0) > LONG_NAME_LENGTH);
  $("resultDetail").textContent = details(has).filter(Boolean).join("\n");
  const refusal = language.refusal(shown?.reason);
  const reason = refusal === undefined ? words?.staff : language.either(refusal);
  $("resultReason").textContent = reason ? language.say("reason", { reason }) : "";
  $("dismiss").hidden = (face?.holdMillis ?? 0) < DISMISS_FROM_MILLIS;
  $("dismiss").textContent = language.say("dismiss");
  $("laterBar").hidden = !shown?.later;
  $("laterText").textContent = language.say("later");
  announce();
  if (face === null) return;
  $("result").dataset.tone = face.tone;
  $("sign").setAttribute("href", `#sign-${face.sign}`);
}

/**
 * What the result is about: at the door of a room the session, else the meeting; and since when somebody is registered. Nothing
 * where nobody was registered for it: the session's name alone reads as if the person had come in.
 */
function details(has) {
  const first = has("firstAt") && shown.firstAt ? firstAt() : "";
  if (has("session") && shown.session !== undefined) return [door.about(shown, meetingZone()), first];
  if (first !== "") return [first];
  return [has("meeting") ? meeting() + credits() : has("meetingOnly") ? meeting() : ""];
}

function meetingZone() {
  return standing?.booth.zone;
}

/** For those who hear the page: a region that is there before it says something, unlike the result itself (WCAG 4.1.3). */
function announce() {
  const parts = ["resultTitle", "resultName", "resultDetail", "resultHint"].map((id) => $(id).textContent);
  $("announcement").textContent = shown === null ? "" : parts.filter(Boolean).join(". ");
}

/** What to do, with the time that it waits for where that is known. */
function hint(words) {
  const atDoor = shown?.session === undefined ? undefined : door.advice(shown, meetingZone());
  if (atDoor !== undefined) return atDoor;
  const next = shown?.session === undefined ? undefined : door.nextTouch(shown, meetingZone());
  if (next !== undefined) return next.alone ? next.text : `${words.hint}\n${next.text}`;
  const { opensAt, zone } = standing?.booth ?? {};
  const at = words.hintAt !== undefined && opensAt !== undefined;
  return at ? language.fill(words.hintAt, { time: language.time(opensAt, zone, true) }) : words.hint;
}

function meeting() {
  return standing === null ? "" : language.either(standing.booth.meeting);
}

function credits() {
  const credits = standing?.booth.credits;
  return credits === undefined ? "" : language.say("credits", { credits: language.credits(credits) });
}

function firstAt() {
  return language.say("firstAt", { time: language.time(shown.firstAt, standing?.booth.zone) });
}

export function start() {
  $("dismiss").addEventListener("click", clear);
  language.onChange(render);
}
