// Opening a booth: bring the key if one is wanted, look through the list, open. The typed key lives in one variable of this
// page until it is sent or the page is left; it is in no field, no address and no store.
import * as camera from "/camera.js";
import { asStaff } from "/duty-door.js";
import { clock, known, make, start, tell } from "/duty.js";
import { post } from "/kiosk.js";
import * as language from "/language.js";
import { muted, play } from "/sound.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const GROUP = 4;
const KEY_LETTERS = 28;
const MEGABYTES_SHOWN = 10240;
const MISTAKEN = { 0: "O", 1: "I", 8: "B" };
const SIGNS = { green: "✓", amber: "!", red: "✕", refused: "✕", ask: "?" };
const $ = (id) => document.getElementById(id);

let typed = "";
let lastKey = null;
let heard = null;
let drawn = "";

await start({ title: "openingTitle", other: "closingTitle", whenScanned: () => { typed = ""; renderTyped(); }, render });
camera.start();
$("open").addEventListener("click", () => asStaff(false, "/duty/open", {}, opened));
window.addEventListener("keydown", (event) => {
  if ($("locked").hidden || $("door").open || event.ctrlKey || event.altKey || event.metaKey) return;
  const letter = MISTAKEN[event.key] ?? event.key.toUpperCase();
  if (letter.length === 1 && LETTERS.includes(letter)) add(letter);
  else if (event.key === "Backspace") remove();
});
window.addEventListener("pagehide", () => { typed = ""; renderTyped(); });

function render(view) {
  $("locked").hidden = !view.keyWanted || view.wiped;
  if (!$("locked").hidden) renderLock(view);
  else if (typed !== "") { typed = ""; renderTyped(); }
  camera.use(view.camera);
  if (lastKey === null) lastKey = view.lastKey.number;
  else if (view.lastKey.number !== lastKey) {
    lastKey = view.lastKey.number;
    tellKey(view.lastKey.answer);
  }
  renderChecks(view);
  renderAct(view);
}

function renderLock(view) {
  $("lockedTitle").textContent = language.say("lockedTitle");
  $("lockedWords").textContent = language.say(view.camera ? "lockedWordsCamera" : "lockedWords");
  $("typedLabel").textContent = language.say("typedLabel");
  if ($("letters").dataset.language === language.current()) return;
  $("letters").dataset.language = language.current();
  $("letters").replaceChildren(
    ...[...LETTERS].map((letter) => key(letter, () => add(letter))),
    key(language.say("letterBack"), remove, "wide"),
    key(language.say("lettersClear"), () => { typed = ""; renderTyped(); }, "wide"),
    key(language.say("unlock"), send, "wide strong"),
  );
  renderTyped();
}

function key(text, act, className = "") {
  const button = make("button", { type: "button", textContent: text, className });
  button.addEventListener("click", act);
  return button;
}

function add(letter) {
  if (typed.length < KEY_LETTERS) typed += letter;
  tell("keyAnswer", "");
  renderTyped();
}

function remove() {
  typed = typed.slice(0, -1);
  renderTyped();
}

function renderTyped() {
  const groups = Array.from({ length: KEY_LETTERS / GROUP }, (none, i) => typed.slice(i * GROUP, (i + 1) * GROUP));
  $("typed").replaceChildren(...groups.map((group) => make("span", { textContent: group.padEnd(GROUP, "·") })));
  $("typed").setAttribute("aria-label", language.say("typedCount", { count: typed.length, all: KEY_LETTERS }));
  const send = $("letters").querySelector(".strong");
  if (send !== null) send.disabled = typed.length < KEY_LETTERS;
}

async function send() {
  const text = typed;
  if (text.length < KEY_LETTERS) return;
  typed = "";
  renderTyped();
  await post("/duty/key", { text }).catch(() => tell("keyAnswer", "noAnswer", false));
}

function tellKey(answer) {
  const good = answer === "OPENED";
  tell("keyAnswer", `key${answer}`, good);
  if (good) tell("answer", "keyOPENED", true);
  play(good ? "ok" : "staff");
}

function renderChecks(view) {
  const lines = view.checks.map(ownLook);
  const now = JSON.stringify([lines, language.current()]);
  if (now === drawn) return;
  drawn = now;
  $("checksTitle").textContent = language.say("checksTitle");
  $("checks").replaceChildren(...lines.map((check) => {
    const level = check.level.toLowerCase();
    const sign = make("span", { className: "sign", textContent: SIGNS[level] });
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", language.say(`level_${level}`));
    const item = make("span", { className: "item", textContent: language.say(`item_${check.item}`) });
    const words = make("span", { className: "words", textContent: wordsOf(check) });
    const line = make("li", {}, sign, item, words);
    line.dataset.item = check.item;
    line.dataset.level = level;
    if (check.item === "SOUND") line.append(soundButtons());
    return line;
  }));
}

/** What only this page knows: whether a person heard the sound, whether the browser gets pictures. */
function ownLook(check) {
  if (check.item === "SOUND" && heard !== null) {
    return { ...check, level: heard ? "GREEN" : "AMBER", advice: heard ? "SOUND_HEARD" : "SOUND_SILENT" };
  }
  if (check.item === "CAMERA") {
    const live = !$("cameraBox").hidden;
    if (live) return { ...check, level: "GREEN", advice: "CAMERA_LIVE" };
    if (camera.isLost()) return { ...check, level: "AMBER", advice: "CAMERA_LOST" };
  }
  return check;
}

function wordsOf({ advice, values }) {
  const shown = { ...values };
  if (values.ageMillis !== undefined) shown.age = language.span(Number(values.ageMillis));
  if (values.offMillis !== undefined) shown.off = language.span(Number(values.offMillis));
  if (values.megabytes !== undefined) shown.room = room(Number(values.megabytes));
  if (values.why !== undefined) shown.why = language.say(`printer_${values.why}`);
  if (values.firstAt !== undefined) shown.first = clock(values.firstAt);
  if (values.titleJa !== undefined) shown.title = language.either({ ja: values.titleJa, en: values.titleEn });
  if (values.way !== undefined) shown.way = language.say(`way_${values.way}`);
  return language.say(advice, shown);
}

function room(megabytes) {
  return megabytes < MEGABYTES_SHOWN ? `${megabytes} MB` : `${Math.floor(megabytes / 1024)} GB`;
}

function soundButtons() {
  const box = make("span", { className: "do" });
  box.append(
    key(language.say("soundPlay"), () => { play("okTwice"); if (muted()) { heard = false; redraw(); } }),
    key(language.say("soundHeard"), () => { heard = true; redraw(); }),
    key(language.say("soundNotHeard"), () => { heard = false; redraw(); }),
  );
  return box;
}

function redraw() {
  drawn = "";
  renderChecks(known());
}

function renderAct(view) {
  const calm = view.checks.every((check) => check.level === "GREEN" || check.level === "ASK");
  const opened = view.phase === "OPENED";
  $("open").hidden = opened || !view.mayOpen;
  $("open").textContent = language.say(view.phase === "CLOSED" ? "openAgain" : "openBooth");
  $("actWords").textContent = opened
    ? language.say("openedAt", { at: clock(view.at) })
    : language.say(view.mayOpen ? (calm ? "mayOpen" : "mayOpenWithCare") : "mayNotOpen");
}

function opened({ done }) {
  tell("answer", `open${done}`, done === "DONE");
  if (done === "DONE") play("ok");
}
