// What both pages of the duty share: the bar, the language, scanners, and that a page which everybody has left gives the
// screen back to the physicians.
import { get, listen, post } from "/kiosk.js";
import * as language from "/language.js";
import { watch } from "/wedge.js";

const LOOK_MILLIS = 1000;
const LEAVE_MILLIS = 120000;
const WARN_MILLIS = 20000;
const $ = (id) => document.getElementById(id);

const told = new Map();
let view = null;
let actedAt = performance.now();

/** The duty as last heard. */
export function known() {
  return view;
}

/** Makes an element. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Shows words in a box, or hides it. */
export function say(id, text, good) {
  $(id).hidden = text === "";
  $(id).textContent = text;
  if (good === undefined) delete $(id).dataset.good;
  else $(id).dataset.good = String(good);
}

/** Answers in a box, in whatever language the page is now and later; an empty key takes the answer away. */
export function tell(id, key, good, values = {}) {
  if (key === "") told.delete(id);
  else told.set(id, { key, good, values });
  renderTold(id);
}

function renderTold(id) {
  const answer = told.get(id);
  say(id, answer === undefined ? "" : language.say(answer.key, answer.values), answer?.good);
}

/** A time of day at the meeting. */
export function clock(instant) {
  const options = { hour: "numeric", minute: "2-digit", hour12: false, timeZone: view?.zone };
  return new Intl.DateTimeFormat("ja-JP", options).format(new Date(instant));
}

/** Starts the page: title and link to the other page by their texts, what to do when something was scanned or heard. */
export async function start({ title, other, whenScanned, render }) {
  await language.load("/duty-texts.json");
  const setup = await get("/setup");
  watch(
    setup.scanner,
    (text) => { whenScanned(); post("/typed", { text }).catch(() => {}); },
    () => post("/typed/unreadable").catch(() => {}),
  );
  for (const event of ["pointerdown", "keydown"]) window.addEventListener(event, () => { actedAt = performance.now(); });
  $("language").addEventListener("click", language.toggle);
  const draw = () => {
    renderBar(title, other);
    if (view !== null) render(view);
  };
  language.onChange(() => {
    draw();
    for (const id of told.keys()) renderTold(id);
    leaveWhenAlone();
  });
  listen({}, () => {}, () => location.assign("/"));
  await look(draw);
  setInterval(() => look(draw), LOOK_MILLIS);
  setInterval(leaveWhenAlone, 1000);
  document.body.dataset.ready = "true";
}

async function look(draw) {
  try {
    const response = await fetch("/duty");
    if (!response.ok) return;
    view = await response.json();
    draw();
  } catch {
    // the kiosk is starting, or was busy
  }
}

function renderBar(title, other) {
  const next = language.current() === "ja" ? "en" : "ja";
  document.title = language.say(title);
  $("title").textContent = language.say(title);
  $("language").textContent = next === "ja" ? "日本語" : "English";
  $("language").lang = next;
  $("other").textContent = language.say(other);
  $("back").textContent = language.say("back");
  $("stay").textContent = language.say("stay");
  if (view === null) return;
  $("where").textContent = language.say("where", { meeting: language.either(view.meeting), booth: view.booth });
  const at = view.at === undefined ? "" : clock(view.at);
  const key = { NOT_OPENED: "phaseNotOpened", OPENED: "phaseOpened", CLOSED: "phaseClosed" }[view.phase];
  const text = language.say(key, { at });
  if ($("phase").textContent !== text) $("phase").textContent = text;
}

/** A tap answers on the public screen only: a page that staff have left goes back there by itself. */
function leaveWhenAlone() {
  const left = LEAVE_MILLIS - (performance.now() - actedAt);
  if (left <= 0) location.assign("/");
  const warn = left <= WARN_MILLIS;
  if (warn) $("leavingText").textContent = language.say("leaving", { seconds: Math.max(0, Math.ceil(left / 1000)) });
  $("leaving").hidden = !warn;
}
