// Finding a member, and what can be done for one: register by hand, give a temporary card, void.
import { ask, clock, entry, hasPrinter, make, press } from "/desk.js";
import { keys } from "/desk-kana.js";
import * as sessions from "/desk-sessions.js";
import * as language from "/language.js";

const SEARCH_AFTER_MILLIS = 200;
const EVIDENCE = ["photo-id", "attendance-certificate", "name-card"];
const REASONS = ["forgotten-card", "unreadable-card", "unknown-card", "stopped-card", "no-pass", "other"];
const VOID_REASONS = ["wrong-person", "mistake", "other"];
const REASON_OF = {
  UNKNOWN_CARD: "unknown-card", STOPPED_CARD: "stopped-card", UNREADABLE: "unreadable-card", RANDOM_ID: "unreadable-card",
  NOT_A_MEMBER_CARD: "forgotten-card", PASS_SAMPLE: "no-pass", PASS_EXPIRED: "no-pass", PASS_INVALID: "no-pass",
  TOO_EARLY: "other", TOO_LATE: "other", WRONG_SESSION: "other",
};
const $ = (id) => document.getElementById(id);

let failed = null;
let typed = "";
let timer = 0;
let turn = 0;
let watching = 0;
let view = () => {};

/** Draws what is shown anew, in the language of the moment. */
export function again() {
  view();
}

/** Shows the search, for a failed scan or for nobody in particular. */
export function find(scan = null) {
  stopWatching();
  failed = scan;
  typed = "";
  if (scan?.member !== undefined) show(scan.member);
  else showFinder();
}

function showFinder() {
  view = showFinder;
  const field = make("input", { type: "search", id: "query", autocomplete: "off", value: typed });
  field.setAttribute("aria-label", language.say("find"));
  const found = make("ul", { className: "found", id: "found", tabIndex: 0 });
  found.setAttribute("aria-label", language.say("foundList"));
  const told = make("p", { className: "soft", id: "told", textContent: language.say("findHint") });
  told.setAttribute("role", "status");
  const changed = () => {
    typed = field.value;
    clearTimeout(timer);
    timer = setTimeout(() => search(typed, found, told), SEARCH_AFTER_MILLIS);
  };
  field.addEventListener("input", changed);
  const box = make("div", { className: "finder" });
  box.append(make("h2", { textContent: language.say("find") }), field, told, found, keys(field, changed), press("notFound", showSlip), press("foundCard", findOwner));
  $("people-tab").replaceChildren(box);
  field.focus();
  if (typed !== "") changed();
}

async function search(text, list, told) {
  const mine = ++turn;
  const { members, more } = await ask("search", { text });
  if (mine !== turn) return;
  list.replaceChildren(...members.map(row));
  told.textContent = text.trim() === "" ? language.say("findHint")
    : members.length === 0 ? language.say("foundNobody")
    : language.say(more ? "foundMore" : "found", { count: members.length });
}

function row(member) {
  const words = make("div");
  words.append(
    make("p", { className: "name", textContent: member.name }),
    make("p", { className: "soft", textContent: `${member.kana}　${language.say("number")} ${member.number}` }),
    make("p", { className: "place", textContent: member.affiliation }),
  );
  if (member.sameName) words.append(make("p", { className: "same", textContent: language.say("sameName") }));
  for (const line of registrations(member)) words.append(make("p", { className: "soft", textContent: line }));
  const item = make("li");
  item.append(words, press("choose", () => show(member), { label: member.name }));
  return item;
}

function registrations(member) {
  if (member.atDoor !== undefined) return sessions.history(member);
  return member.firstAt === undefined ? [] : [language.say("registeredAt", { time: clock(member.firstAt) })];
}

/** One member, and what can be done. */
export function show(member) {
  stopWatching();
  const way = member.atDoor === undefined ? undefined : sessions.preset(member, failed);
  draw(member, { seen: new Set(), reason: REASON_OF[failed?.scan.outcome] ?? "forgotten-card", way });
}

/** With what was entered so far. */
function draw(member, form) {
  view = () => draw(member, form);
  const box = make("div", { className: "person" });
  box.append(make("p", { className: "name", textContent: member.name }), facts(member));
  if (member.sameName) box.append(make("p", { className: "say", textContent: language.say("sameNameAsk", { place: member.affiliation }) }));
  if (member.atDoor !== undefined) box.append(...sessions.picker(member, form.way, (way) => chooseWay(member, form, way)));
  const before = registration(member, form.way);
  if (before === undefined) box.append(...registering(member, form));
  else box.append(...registered(before));
  box.append(press("otherPerson", () => { failed === null ? find() : showFinder(); }));
  $("people-tab").replaceChildren(box);
}

function facts(member) {
  const list = make("dl");
  const put = (key, value) => list.append(make("dt", { textContent: language.say(key) }), make("dd", { textContent: value }));
  put("kana", member.kana);
  put("number", member.number);
  put("affiliation", member.affiliation);
  for (const term of member.terms) put(`qualification-${term.qualification}`, `${term.start} – ${term.end}`);
  return list;
}

/** Draws anew for another session or the other way, and leaves the finger on its button. */
function chooseWay(member, form, way) {
  form.way = way;
  draw(member, form);
  $("people-tab").querySelector(".sessions [aria-pressed=true]")?.focus();
}

/** What registered the member for what is chosen: since when, by which entries, in words; undefined if nothing did. */
function registration(member, way) {
  if (member.atDoor === undefined) {
    return member.firstAt === undefined ? undefined : { entries: member.entries, words: registrations(member)[0] };
  }
  const before = sessions.touched(member, way);
  return before && { entries: before.entries, words: language.say("sessionAlready", { what: sessions.chosenWords(way), time: clock(before.at) }) };
}

function registering(member, form) {
  const { seen } = form;
  const open = member.atDoor === undefined || form.way !== undefined;
  const evidence = make("div", { className: "choice" });
  for (const name of EVIDENCE) {
    const button = press(`evidence-${name}`, () => {
      seen.has(name) ? seen.delete(name) : seen.add(name);
      button.setAttribute("aria-pressed", String(seen.has(name)));
      none.hidden = seen.size > 0;
    });
    button.setAttribute("aria-pressed", String(seen.has(name)));
    evidence.append(button);
  }
  const none = make("p", { className: "say", textContent: language.say("noEvidence"), hidden: seen.size > 0 });
  const why = make("div", { className: "choice" });
  const mark = () => [...why.children].forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.reason === form.reason)));
  for (const name of REASONS) {
    const button = press(`reason-${name}`, () => { form.reason = name; mark(); });
    button.dataset.reason = name;
    why.append(button);
  }
  mark();
  const asked = () => ({ member: member.id, reason: form.reason, evidence: [...seen], rescues: entry(failed?.scan.seq), way: form.way });
  const acts = make("div", { className: "choice" });
  const act = press("register", () => register(member, asked()), { className: "strong" });
  act.disabled = !open;
  const first = make("p", { className: "say", textContent: language.say("chooseSession"), hidden: open });
  acts.append(
    act,
    press("temporaryCard", () => awaitCard(member, asked())),
    press("temporaryCode", () => showCode(member, asked())),
  );
  return [
    make("h3", { textContent: language.say("whatWasChecked") }), evidence, none, first, acts,
    make("h3", { textContent: language.say("whyByHand") }), why,
  ];
}

function registered({ entries, words }) {
  const parts = [make("p", { className: "say good", textContent: words })];
  const last = entries.at(-1);
  if (last === undefined) return parts;
  const why = make("div", { className: "choice" });
  for (const name of VOID_REASONS) why.append(press(`reason-${name}`, () => cancel(last, name), { className: "danger" }));
  why.hidden = true;
  const open = press("cancelRegistration", () => { why.hidden = false; open.hidden = true; why.firstChild.focus(); }, { className: "danger" });
  return [...parts, open, why];
}

async function register(member, asked) {
  const answer = await ask("register", asked);
  const what = asked.way === undefined ? "" : sessions.chosenWords(asked.way);
  if (answer.state === "registered") return done("registeredNow", member, answer.seq, what);
  if (answer.state === "already" && what !== "") return tell("sessionAlready", "say", { time: clock(answer.firstAt), what });
  if (answer.state === "already") return tell("alreadyThere", "say", { time: clock(answer.firstAt) });
  const refusals = { unknown: "unknownMember", "other-agenda": "otherAgenda" };
  return tell(refusals[answer.state] ?? "notOnDisk", "say bad");
}

/** Done: says so in large letters, and offers to take it back at once. */
function done(key, member, seq, what = "") {
  view = () => done(key, member, seq, what);
  if (failed !== null) ask("dismiss", { id: failed.scan.id });
  failed = null;
  typed = "";
  const box = make("div", { className: "person" });
  box.append(make("p", { className: "say good", role: "status", textContent: language.say(key, { name: member.name }) }));
  if (what !== "") box.append(make("p", { className: "say", textContent: what }));
  const next = press("next", () => find(), { className: "strong" });
  box.append(next);
  if (seq !== undefined) box.append(press("takeBack", () => cancel(seq, "mistake"), { className: "danger" }));
  $("people-tab").replaceChildren(box);
  next.focus();
}

async function cancel(seq, reason) {
  const answer = await ask("void", { entry: entry(seq), reason });
  tell(answer.done ? "voided" : "notOnDisk", answer.done ? "say good" : "say bad");
}

function tell(key, className, values = {}) {
  view = () => tell(key, className, values);
  const box = make("div", { className: "person" });
  const next = press("next", () => find(), { className: "strong" });
  box.append(make("p", { className, role: "status", textContent: language.say(key, values) }), next);
  $("people-tab").replaceChildren(box);
  next.focus();
}

async function awaitCard(member, asked) {
  await ask("await-card", asked);
  const words = make("p", { className: "say", role: "status", textContent: language.say("card-waiting", { name: member.name }) });
  view = () => { words.textContent = language.say("card-waiting", { name: member.name }); };
  const box = make("div", { className: "person" });
  box.append(make("p", { className: "name", textContent: member.name }), words, press("stopWaiting", () => { ask("await-no-card"); show(member); }));
  $("people-tab").replaceChildren(box);
  stopWatching();
  watching = setInterval(async () => {
    const { stage } = await ask("overview", { acts: true });
    if (stage === "done") {
      stopWatching();
      done(member.atDoor === undefined ? "card-done" : "card-done-door", member);
    } else {
      words.textContent = language.say(language.has(`card-${stage}`) ? `card-${stage}` : "card-waiting", { name: member.name });
    }
  }, 700);
}

function stopWatching() {
  clearInterval(watching);
}

async function showCode(member, asked) {
  const answer = await ask("temporary-code", asked);
  if (answer.code === undefined) return tell("notOnDisk", "say bad");
  return drawCode(member, answer);
}

function drawCode(member, answer) {
  view = () => drawCode(member, answer);
  const box = make("div", { className: "person code" });
  box.append(
    make("p", { className: "say", role: "status", textContent: language.say("codeHint", { name: member.name }) }),
    picture(answer.code, language.say("temporaryCode")),
    make("p", { textContent: answer.text }),
    ...printing(language.say("temporaryCode"), [language.say("slipCode", { name: member.name })], answer.text),
    press("next", () => done("codeDone", member), { className: "strong" }),
  );
  $("people-tab").replaceChildren(box);
}

/** A button that puts the same words on paper, where there is a printer; once, for the paper takes a moment to come. */
function printing(title, lines, code) {
  if (!hasPrinter()) return [];
  const told = make("p", { role: "status" });
  const button = press("print", async () => {
    const { done: taken } = await ask("print", { title, lines, code });
    button.disabled = taken;
    told.textContent = language.say(taken ? "printing" : "notPrinted");
  });
  return [button, told];
}

/** A QR code drawn by the kiosk. */
function picture(code, label) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${code.modules} ${code.modules}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", code.path);
  svg.append(path);
  return svg;
}

/** A card that somebody left behind: whose it is, and what to do with it. */
export async function findOwner() {
  stopWatching();
  await ask("await-found-card");
  const words = make("p", { className: "say", textContent: language.say("found-waiting") });
  words.setAttribute("role", "status");
  view = () => { words.textContent = language.say("found-waiting"); };
  const box = make("div", { className: "person" });
  box.append(make("h2", { textContent: language.say("foundCard") }), words, press("stopWaiting", () => { ask("await-no-card"); find(); }));
  $("people-tab").replaceChildren(box);
  watching = setInterval(async () => {
    const { stage, found } = await ask("overview", { acts: true });
    if (stage === "known" && found !== undefined) {
      stopWatching();
      view = () => showOwner(found);
      showOwner(found);
    } else if (language.has(`found-${stage}`)) {
      words.textContent = language.say(`found-${stage}`);
    }
  }, 700);
}

function showOwner(found) {
  const box = make("div", { className: "person" });
  box.append(
    make("h2", { textContent: language.say("foundCard") }),
    make("p", { className: "name", textContent: found.name }), facts(found),
    ...["foundKnown1", "foundKnown2", "foundKnown3"].map((key) => make("p", { className: "say", textContent: language.say(key) })),
    press("next", () => { ask("await-no-card"); find(); }, { className: "strong" }),
  );
  $("people-tab").replaceChildren(box);
}

/** What somebody who is not found takes along. */
function showSlip() {
  view = showSlip;
  const box = make("div", { className: "person slip" });
  box.append(make("h2", { textContent: language.say("slipTitle") }));
  for (const key of ["slip1", "slip2", "slip3", "slip4"]) box.append(make("p", { className: "say", textContent: language.say(key) }));
  box.append(...printing(language.say("slipTitle"), ["slip1", "slip2", "slip3", "slip4"].map((key) => language.say(key))));
  box.append(press("next", () => done("slipDone", { name: "" }), { className: "strong" }), press("otherPerson", showFinder));
  $("people-tab").replaceChildren(box);
}
