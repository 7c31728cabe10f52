// Who it is that opens or closes: chosen by name and PIN, or by a staff card, when something is about to be done. The token
// stays in this page. Where the booth knows no staff, nobody is asked.
import { get, post } from "/kiosk.js";
import * as language from "/language.js";
import { known, make } from "/duty.js";

const CARD_MILLIS = 1000;
const PIN_MAX = 12;
const UNAUTHORIZED = 401;
const $ = (id) => document.getElementById(id);

let token = "";
let inCharge = false;
let chosen = null;
let pin = "";
let door = null;
let whenIn = null;
let timer = 0;

/** Does something as a person of the staff; asks who it is first, where that is not known. */
export async function asStaff(lead, path, body, whenAnswered) {
  const run = async () => whenAnswered(await post(path, body, { "X-Uketsuke-Desk": token }));
  try {
    await run();
  } catch (refused) {
    if (refused.status !== UNAUTHORIZED) throw refused;
    open(lead, () => run().catch(() => { $("pinAnswer").textContent = language.say("notInCharge"); }));
  }
}

async function open(lead, then) {
  inCharge = lead;
  whenIn = then;
  token = "";
  chosen = null;
  pin = "";
  door = await get("/desk/door");
  $("pinAnswer").textContent = "";
  $("door").showModal();
  render();
  clearInterval(timer);
  timer = setInterval(byCard, CARD_MILLIS);
}

function close() {
  clearInterval(timer);
  pin = "";
  render();
  $("door").close();
}

function render() {
  if (door === null) return;
  const people = door.staff.filter((person) => person.lead || !inCharge);
  $("doorWords").textContent = people.length === 0
    ? language.say(known().keyWanted ? "doorLocked" : "doorNobody")
    : language.say(inCharge ? "doorInCharge" : "doorWho");
  $("people").replaceChildren(...people.map((person) => {
    const button = make("button", { type: "button", textContent: person.name, className: person.id === chosen ? "strong" : "" });
    button.setAttribute("aria-pressed", String(person.id === chosen));
    button.addEventListener("click", () => { chosen = person.id; pin = ""; render(); });
    return button;
  }));
  $("pin").hidden = chosen === null;
  $("dots").textContent = "●".repeat(pin.length);
  $("dots").setAttribute("aria-label", language.say("pinLetters", { count: pin.length }));
  if ($("pinKeys").dataset.language !== language.current()) renderKeys();
  $("doorCancel").textContent = language.say("cancel");
}

function renderKeys() {
  $("pinKeys").dataset.language = language.current();
  const digits = [..."123456789"].map((digit) => key(digit, () => digitPressed(digit)));
  $("pinKeys").replaceChildren(
    ...digits,
    key(language.say("pinBack"), () => { pin = pin.slice(0, -1); render(); }),
    key("0", () => digitPressed("0")),
    key(language.say("pinEnter"), tryPin, "strong"),
  );
}

function key(text, act, className = "") {
  const button = make("button", { type: "button", textContent: text, className });
  button.addEventListener("click", act);
  return button;
}

function digitPressed(digit) {
  if (pin.length < PIN_MAX) pin += digit;
  render();
}

async function tryPin() {
  const tried = pin;
  pin = "";
  render();
  if (tried === "" || chosen === null) return;
  const answer = await post("/desk/log-in", { staff: chosen, pin: tried });
  if (answer.state === "opened") enter(answer);
  else if (answer.state === "locked") $("pinAnswer").textContent = language.say("pinLocked");
  else $("pinAnswer").textContent = language.say("pinRefused", { left: answer.triesLeft });
}

async function byCard() {
  try {
    const answer = await post("/desk/log-in-by-card");
    if (answer.state === "opened") enter(answer);
  } catch {
    // the kiosk is starting, or was busy
  }
}

async function enter(answer) {
  token = answer.token;
  const then = whenIn;
  if (inCharge && !answer.person.lead) {
    $("pinAnswer").textContent = language.say("notInCharge");
    return;
  }
  close();
  await then();
}

$("doorCancel").addEventListener("click", close);
$("door").addEventListener("close", () => clearInterval(timer));
$("door").addEventListener("keydown", (event) => {
  if (/^\d$/.test(event.key)) digitPressed(event.key);
  else if (event.key === "Backspace") { pin = pin.slice(0, -1); render(); }
  else if (event.key === "Enter" && event.target.closest("button") === null) tryPin();
});
language.onChange(render);
// whoever leaves the page is no longer at work
window.addEventListener("pagehide", () => { if (token !== "") post("/desk/log-out", {}, { "X-Uketsuke-Desk": token }).catch(() => {}); });
