// Closing a booth: numbers, the paper sheets' lines, the seal; then what is to become of records that were not sent, and,
// after settlement, of the roster.
import { asStaff } from "/duty-door.js";
import { clock, known, make, say, start, tell } from "/duty.js";
import * as language from "/language.js";

const PAPER_MAX = 100000;
const $ = (id) => document.getElementById(id);

let paper = 0;
let today = null;
let lookedAt = "";

await start({ title: "closingTitle", other: "openingTitle", whenScanned: () => {}, render });
const step = (id, by) => $(id).addEventListener("click", () => { paper = Math.min(PAPER_MAX, Math.max(0, paper + by)); draw(); });
step("less10", -10);
step("less", -1);
step("more", 1);
step("more10", 10);
$("close").addEventListener("click", () => asStaff(true, "/duty/close", { lines: paper }, async ({ done }) => {
  tell("answer", `close${done}`, done === "DONE");
  await look();
}));
$("export").addEventListener("click", () => asStaff(true, "/duty/export", {}, exported));
$("slip").addEventListener("click", () => asStaff(false, "/duty/print", {}, ({ printed }) => {
  tell("printAnswer", printed ? "slipPrinted" : "slipNotPrinted", printed);
}));
$("print").addEventListener("click", () => window.print());
$("wipe").addEventListener("click", () => { $("wipe").hidden = true; $("wipeSure").hidden = false; });
$("wipeSure").addEventListener("click", () => asStaff(true, "/duty/wipe", {}, wiped));

/** The day's entries are read when there is something new, not once a second. */
function render(view) {
  const now = `${view.phase} ${view.at} ${view.unsent} ${view.keyWanted}`;
  if (now !== lookedAt) {
    lookedAt = now;
    look();
  }
  draw();
}

async function look() {
  try {
    const response = await fetch("/duty/day");
    if (!response.ok) return;
    today = await response.json();
    if (paper === 0) paper = today.sheet?.paperLines ?? 0;
    draw();
  } catch {
    lookedAt = "";
  }
}

function draw() {
  const view = known();
  if (view === null) return;
  renderSent(view);
  renderWipe(view);
  if (today === null) return;
  const { sheet, newer } = today;
  $("countsTitle").textContent = language.say("countsTitle");
  rows("counts", [...countRows(today.counts), ...sessionRows(today.sessions)]);
  $("paperLabel").textContent = language.say("paperLabel");
  $("paper").textContent = paper;
  for (const [id, by] of [["less10", -10], ["less", -1], ["more", 1], ["more10", 10]]) {
    $(id).textContent = by > 0 ? `+${by}` : `−${-by}`;
  }
  $("before").hidden = sheet !== undefined && newer === 0;
  if (sheet !== undefined && newer > 0) tell("answer", "");
  say("newer", sheet !== undefined && newer > 0 ? language.say("newer", { count: newer }) : "", false);
  $("close").textContent = language.say(sheet === undefined ? "closeBooth" : "closeAgain");
  $("sheet").hidden = sheet === undefined;
  if (sheet !== undefined) renderSheet(sheet, today.seal);
}

function countRows(counts) {
  const names = Object.keys(counts).sort((one, other) => counts[other] - counts[one]);
  const taps = names.filter((name) => name !== "MANUAL" && name !== "VOID").reduce((sum, name) => sum + counts[name], 0);
  const lines = names.map((name) => [language.say(`count_${name}`), counts[name]]);
  return [...lines, [language.say("countTaps"), taps, "sum"]];
}

/** At the door of a room: what was registered for each session. */
function sessionRows(sessions) {
  return sessions.map(({ title, start, in: came, out }) => [
    title === undefined ? language.say("sessionUnnamed") : `${clock(start)}　${language.either(title)}`,
    language.say("sessionInOut", { in: came, out }),
  ]);
}

function rows(id, lines) {
  $(id).replaceChildren(...lines.map(([label, value, className = ""]) => {
    const head = make("th", { textContent: label, scope: "row" });
    return make("tr", { className }, head, make("td", { textContent: String(value) }));
  }));
}

function renderSheet(sheet, seal) {
  $("sheetTitle").textContent = language.say("sheetTitle");
  rows("sheetRows", [
    [language.say("rowMeeting"), language.either(sheet.meeting)],
    [language.say("rowBooth"), sheet.booth],
    [language.say("rowKiosk"), `…${sheet.kiosk}`],
    [language.say("rowClosed"), `${new Date(sheet.at).toLocaleDateString("sv-SE", { timeZone: sheet.zone })} ${clock(sheet.at)}　${sheet.by}`],
    [language.say("rowEntries"), `${sheet.first} – ${sheet.seal}`],
    ...countRows(sheet.counts),
    ...sessionRows(sheet.sessions),
    [language.say("rowPaper"), sheet.paperLines],
    [language.say("rowUnsent"), known().unsent],
    [language.say("rowHead"), sheet.head.slice(0, 16).match(/.{4}/g).join(" ")],
  ]);
  $("sheetWords").textContent = language.say("sheetWords");
  $("seal").setAttribute("viewBox", `0 0 ${seal.picture.modules} ${seal.picture.modules}`);
  $("seal").setAttribute("aria-label", language.say("sealLabel"));
  $("sealPath").setAttribute("d", seal.picture.path);
  $("sealText").textContent = seal.text;
  $("slip").hidden = !today.printer;
  $("slip").textContent = language.say("slip");
  $("print").textContent = language.say("print");
}

function renderSent(view) {
  $("sentTitle").textContent = language.say("sentTitle");
  const all = view.unsent === 0;
  say("sent", all ? `✓ ${language.say("sentAll")}` : language.say("sentNotAll", { count: view.unsent }), all || undefined);
  $("exporting").hidden = all;
  $("export").textContent = language.say("export");
  $("export").hidden = today?.exportFolder === undefined;
  $("exportWords").textContent = today?.exportFolder === undefined
    ? language.say("exportCommand")
    : language.say("exportTo", { folder: today.exportFolder });
}

function exported(answer) {
  const hash = answer.sha256 === undefined ? "" : answer.sha256.slice(0, 16).match(/.{4}/g).join(" ");
  tell("exportAnswer", `export_${answer.state}`, answer.state === "written", { ...answer, hash });
}

function renderWipe(view) {
  $("wipeTitle").textContent = language.say("wipeTitle");
  $("wipeWords").textContent = language.say(view.wiped ? "wipedAlready" : "wipeWords");
  $("wipe").textContent = language.say("wipe");
  $("wipeSure").textContent = language.say("wipeSure");
  if (view.wiped) {
    $("wipe").hidden = true;
    $("wipeSure").hidden = true;
  }
}

function wiped({ done }) {
  $("wipe").hidden = false;
  $("wipeSure").hidden = true;
  tell("wipeAnswer", `wipe${done}`, done === "DONE");
}
