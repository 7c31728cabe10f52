// The staff desk from top to bottom: log in, see who waits, do something for them. The desk's token lives in this page only;
// whoever leaves the page, or does nothing for long, has to log in again.
import { get, listen, post } from "/kiosk.js";
import * as day from "/desk-day.js";
import * as language from "/language.js";
import * as people from "/desk-person.js";
import * as sessions from "/desk-sessions.js";
import { watch } from "/wedge.js";

const LOOK_MILLIS = 1500;
const DOOR_MILLIS = 1000;
const WARN_SECONDS = 30;
const LAST_MILLIS = 6000;
const UNAUTHORIZED = 401;
/** On the public screen's own place the desk gives way by itself; on a second screen it stays. */
const ON_PUBLIC_SCREEN = new URLSearchParams(location.search).get("from") === "screen";
const GIVE_WAY_MILLIS = 60000;
const GOOD = new Set(["REGISTERED", "CHECKED_IN", "CHECKED_OUT", "ALREADY", "PREVIOUS_CARD", "NO_ROSTER"]);
const TABS = ["people-tab", "today-tab", "figures-tab", "readers-tab", "note-tab"];
const $ = (id) => document.getElementById(id);

let token = null;
let entrance = null;
let person = null;
let overview = null;
let booth = null;
let tab = TABS[0];
let acted = false;
let chosen = null;
let refusedPin = null;
let lastTimer = 0;
let touchedAt = performance.now();

await language.load("/desk-texts.json");
const setup = await get("/setup");
watch(setup.scanner, (text) => post("/typed", { text }).catch(() => {}), () => post("/typed/unreadable").catch(() => {}));
for (const event of ["pointerdown", "keydown"]) window.addEventListener(event, () => { acted = true; touchedAt = performance.now(); });
$("language").addEventListener("click", language.toggle);
$("leave").addEventListener("click", () => { post("/desk/log-out", {}, head()).catch(() => {}); location.assign("/"); });
$("stay").addEventListener("click", look);
$("pinForm").addEventListener("submit", (event) => { event.preventDefault(); tryPin(); });
language.onChange(() => {
  $("last").hidden = true;
  render();
  if (token !== null) people.again();
});
listen({ STATUS: (standing) => { booth = standing.booth; renderBar(); }, RESULT: showLast }, () => {}, () => location.assign("/"));
await lookAtDoor();
setInterval(() => (token === null ? lookAtDoor() : look()), DOOR_MILLIS);
setInterval(giveWay, DOOR_MILLIS);
document.body.dataset.ready = "true";

/** Makes an element. */
export function make(name, properties = {}) {
  const { role, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  if (role !== undefined) element.setAttribute("role", role);
  return element;
}

/** A button that does something; a label tells several alike apart. */
export function press(key, act, { className = "", label } = {}) {
  const button = make("button", { type: "button", className, textContent: language.say(key) });
  button.dataset.key = key;
  if (label !== undefined) button.setAttribute("aria-label", `${language.say(key)} ${label}`);
  button.addEventListener("click", act);
  return button;
}

/** Asks the kiosk as the person who works here. */
export async function ask(path, body = {}) {
  try {
    return await post(`/desk/${path}`, body, head());
  } catch (refused) {
    if (refused.status === UNAUTHORIZED) close();
    throw refused;
  }
}

/** A time of day at the meeting. */
export function clock(instant) {
  const options = { hour: "numeric", minute: "2-digit", hour12: false, timeZone: booth?.zone };
  return new Intl.DateTimeFormat("ja-JP", options).format(new Date(instant));
}

/** An entry as the kiosk knows it: its number counts in one journal only. */
export function entry(seq) {
  return seq === undefined ? undefined : { journal: overview.journal, seq };
}

/** The room whose door this booth keeps and today's sessions there; undefined at the meeting's reception. */
export function door() {
  return overview?.door;
}

/** The journal went on in a new file: what is shown has numbers of the old one. */
function startAnew() {
  people.find();
  if (tab === "today-tab") day.showLines();
}

/** Whether this booth prints slips. */
export function hasPrinter() {
  return (overview?.printer ?? "off") !== "off";
}

function head() {
  return { "X-Uketsuke-Desk": token ?? "" };
}

async function lookAtDoor() {
  try {
    const news = await get("/desk/door");
    if (JSON.stringify(news) !== JSON.stringify(entrance)) {
      entrance = news;
      render();
    }
    const answer = await post("/desk/log-in-by-card");
    if (answer.state === "opened") open(answer);
  } catch {
    // the kiosk is starting, or was busy
  }
}

/** Nobody logs in here: physicians find their screen again. */
function giveWay() {
  const alone = performance.now() - touchedAt > GIVE_WAY_MILLIS;
  if (ON_PUBLIC_SCREEN && token === null && alone) location.assign("/");
}

async function tryPin() {
  const pin = $("pin").value;
  $("pin").value = "";
  if (pin === "" || chosen === null) return;
  const answer = await post("/desk/log-in", { staff: chosen, pin });
  if (answer.state === "opened") return open(answer);
  if (answer.state === "locked") entrance = { ...entrance, lockedUntil: answer.until };
  refusedPin = answer.state === "locked" ? null : answer;
  return renderPinAnswer();
}

function open(answer) {
  token = answer.token;
  person = answer.person;
  chosen = null;
  refusedPin = null;
  acted = true;
  render();
  people.find();
  look();
}

function close() {
  if (token === null) return;
  token = null;
  overview = null;
  for (const id of TABS) $(id).replaceChildren();
  $("waiting").replaceChildren();
  $("last").hidden = true;
  if (ON_PUBLIC_SCREEN) location.assign("/");
  else render();
}

async function look() {
  const acts = acted;
  acted = false;
  try {
    const news = await ask("overview", { acts });
    if (token === null) return;
    if (overview !== null && news.journal !== overview.journal) startAnew();
    const changed = JSON.stringify([news.waiting, news.calls]) !== JSON.stringify([overview?.waiting, overview?.calls]);
    overview = news;
    if (changed) renderWaiting();
    if (tab === "figures-tab") day.showFigures(overview, booth);
    renderClosing();
  } catch {
    acted = acted || acts;
  }
}

function renderClosing() {
  const seconds = overview?.secondsLeft ?? Infinity;
  $("closing").hidden = token === null || seconds > WARN_SECONDS;
  $("closingText").textContent = language.say("closing", { seconds });
}

function render() {
  const open = token !== null;
  document.title = language.say("desk");
  $("title").textContent = open ? `${language.say("desk")}　${person.name}` : language.say("desk");
  const other = language.current() === "ja" ? "en" : "ja";
  $("language").textContent = other === "ja" ? "日本語" : "English";
  $("language").lang = other;
  for (const id of ["opening", "ending"]) $(id).hidden = open && !person.lead;
  $("opening").textContent = language.say("openingLink");
  $("ending").textContent = language.say("endingLink");
  $("back").textContent = language.say("backToScreen");
  $("back").hidden = open;
  $("leave").textContent = language.say("leave");
  $("leave").hidden = !open;
  $("stay").textContent = language.say("stay");
  $("door").hidden = open;
  $("desk").hidden = !open;
  renderBar();
  renderClosing();
  if (!open) return renderDoor();
  $("waitingTitle").textContent = language.say("waiting");
  $("tabs").setAttribute("aria-label", language.say("tabs"));
  $("tabs").replaceChildren(...TABS.map((id) => {
    const button = press(id, () => choose(id));
    button.setAttribute("aria-current", String(id === tab));
    return button;
  }));
  renderWaiting();
  return showTab();
}

function renderBar() {
  $("where").textContent = booth === null ? "" : `${language.either(booth.meeting)}　${language.say("booth", { booth: booth.booth })}`;
  $("sync").textContent = booth === null ? "" : syncWords();
}

function syncWords() {
  const sent = booth.unsent === 0 ? language.say("synced") : language.say("unsent", { count: booth.unsent });
  const contact = booth.lastContactAt === undefined ? language.say("neverHeard") : language.say("heardAt", { time: clock(booth.lastContactAt) });
  return `${sent}　${contact}`;
}

function renderDoor() {
  const words = !entrance?.unlocked ? "doorLocked" : entrance.staff.length === 0 ? "doorNobody" : "doorWho";
  $("doorWords").textContent = language.say(words);
  $("people").replaceChildren(...(entrance?.staff ?? []).map((one) => {
    const button = make("button", { type: "button", textContent: one.lead ? `${one.name}（${language.say("lead")}）` : one.name });
    button.setAttribute("aria-pressed", String(one.id === chosen));
    button.addEventListener("click", () => { chosen = one.id; refusedPin = null; renderDoor(); $("pin").focus(); });
    return button;
  }));
  $("pinForm").hidden = chosen === null;
  $("pinLabel").textContent = language.say("pin");
  renderPinAnswer();
  $("pinKeys").replaceChildren(
    ...[..."123456789"].map(digit),
    press("pinBack", () => { $("pin").value = $("pin").value.slice(0, -1); }),
    digit("0"),
    press("pinEnter", tryPin, { className: "strong" }),
  );
}

/** What became of the last PIN, until somebody else is chosen. */
function renderPinAnswer() {
  const left = refusedPin === null ? "" : language.say("pinRefused", { left: refusedPin.triesLeft });
  const until = entrance?.lockedUntil;
  $("pinAnswer").textContent = until === undefined ? left : language.say("pinLocked", { time: clock(until) });
}

function digit(figure) {
  const button = make("button", { type: "button", textContent: figure });
  button.addEventListener("click", () => { $("pin").value += figure; });
  return button;
}

function choose(id) {
  tab = id;
  if (id === "people-tab") people.find();
  render();
}

function showTab() {
  for (const id of TABS) {
    $(id).hidden = id !== tab;
    $(id).setAttribute("aria-label", language.say(id));
  }
  if (tab === "people-tab" && $(tab).childElementCount === 0) people.find();
  if (tab === "today-tab") day.showLines();
  if (tab === "figures-tab" && overview !== null) day.showFigures(overview, booth);
  if (tab === "readers-tab") day.showReaders(booth, overview?.printer ?? "off");
  if (tab === "note-tab") day.showNote();
}

function renderWaiting() {
  const waiting = overview?.waiting ?? [];
  const calls = overview?.calls ?? [];
  $("nobody").textContent = waiting.length + calls.length === 0 ? language.say("nobodyWaits") : "";
  $("waiting").replaceChildren(...calls.map(callLine), ...waiting.map(waitingLine));
}

/** Somebody at the public screen pressed a button for staff. */
function callLine(call) {
  const item = make("li", { className: "call" });
  const acts = make("div", { className: "do" });
  acts.append(press("goingThere", () => ask("answer", { id: call.id }).then(look), { className: "strong" }));
  if (call.forgottenCard) acts.append(press("help", () => { ask("answer", { id: call.id }); tab = "people-tab"; render(); people.find(); }));
  item.append(
    make("p", { className: "what", textContent: language.say(call.forgottenCard ? "calledForgotten" : "calledStaff") }),
    make("p", { className: "seen", textContent: clock(call.at) }),
    acts,
  );
  return item;
}

function waitingLine(one) {
  const { scan, member, session } = one;
  const face = language.face(scan.outcome)[language.current()];
  const reason = scan.reason === undefined ? undefined : language.refusal(scan.reason);
  const seen = [clock(scan.at), language.say(`medium-${scan.medium ?? "none"}`), ...(scan.times > 1 ? [language.say("times", { times: scan.times })] : [])];
  const item = make("li");
  const purpose = sessions.meant(session, scan.way);
  item.append(
    make("p", { className: "what", textContent: sessions.isWithoutWayIn(one) ? language.say("noWayIn") : face.title.replace("\n", "") }),
    make("p", { className: "seen", textContent: seen.join(" · ") }),
  );
  if (member !== undefined) item.append(make("p", { className: "what", textContent: `${member.name}　${member.number}` }));
  if (purpose !== "") item.append(make("p", { className: "purpose", textContent: purpose }));
  const atDoor = sessions.isWithoutWayIn(one) ? "guide-door-noWayIn" : `guide-door-${scan.outcome}`;
  const own = scan.way !== undefined && language.has(atDoor) ? atDoor : `guide-${scan.outcome}`;
  const guide = reason !== undefined ? language.either(reason) : language.has(own) ? language.say(own) : face.staff;
  if (guide) item.append(make("p", { className: "seen", textContent: guide }));
  const acts = make("div", { className: "do" });
  acts.append(
    press("help", () => { tab = "people-tab"; render(); people.find(one); }, { className: "strong" }),
    press("seenTo", () => ask("dismiss", { id: scan.id }).then(look)),
  );
  item.append(acts);
  return item;
}

/** A touch while staff are at work here: the person at the reader is told by sound and by staff. */
function showLast(result) {
  if (token === null) return;
  const face = language.face(result.face)[language.current()];
  $("last").textContent = language.say("lastTouch", { what: `${face.title.replace("\n", "")}　${result.name ?? ""}` });
  $("last").dataset.good = String(GOOD.has(result.face));
  $("last").hidden = false;
  clearTimeout(lastTimer);
  lastTimer = setTimeout(() => { $("last").hidden = true; }, LAST_MILLIS);
  look();
}
