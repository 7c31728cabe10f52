// Today: every entry, the numbers, the queue as a picture, and how the readers are.
import { ask, clock, entry, make, press } from "/desk.js";
import * as sessions from "/desk-sessions.js";
import * as language from "/language.js";

const BAR_HEIGHT = 120;
const BAR_WIDTH = 16;
const LABEL_EVERY = 6;
/** The note that the kiosk writes when somebody logs in. */
const DESK_OPENED = "staff desk opened";
const $ = (id) => document.getElementById(id);

export async function showLines() {
  const { lines } = await ask("lines");
  const table = make("table");
  const head = make("tr");
  for (const key of ["time", "who", "whatHappened", "byStaff", "act"]) head.append(make("th", { textContent: language.say(key), scope: "col" }));
  const thead = make("thead");
  thead.append(head);
  const body = make("tbody");
  body.append(...lines.map(row));
  table.append(thead, body);
  const none = make("p", { textContent: language.say("noLines"), hidden: lines.length > 0 });
  $("today-tab").replaceChildren(make("h2", { textContent: language.say("today-tab") }), none, table);
}

function row({ line, kind, member, staff, session }) {
  const item = make("tr", { className: line.voided ? "voided" : "" });
  const what = kind === "scan" ? language.face(faceOf(line.outcome))[language.current()].title : language.say(`kind-${kind}`);
  const purpose = sessions.meant(session, line.way);
  const details = [
    ...(purpose === "" ? [] : [purpose]),
    ...(line.reason !== undefined && language.has(`reason-${line.reason}`) ? [language.say(`reason-${line.reason}`)] : []),
    ...line.evidence.map((name) => language.say(`evidence-${name}`)),
    ...(line.text === undefined ? [] : [line.text === DESK_OPENED ? language.say("deskOpened") : line.text]),
    ...(line.voided ? [language.say("isVoided")] : []),
  ];
  item.append(
    make("td", { textContent: clock(line.at) }),
    make("td", { textContent: member === undefined ? "" : `${member.name}　${member.number}` }),
    make("td", { textContent: [what, ...details].join(" · ") }),
    make("td", { textContent: staff ?? "" }),
  );
  const act = make("td", { className: "act" });
  const voidable = !line.voided && ["scan", "manual", "link"].includes(kind) && member !== undefined;
  if (voidable) act.append(press("void", () => askVoid(line.seq, act), { className: "danger", label: member.name }));
  item.append(act);
  return item;
}

/** An outcome's words stand under its face. */
function faceOf(outcome) {
  return outcome === "ACCEPTED" ? "REGISTERED" : outcome;
}

function askVoid(seq, cell) {
  const choice = make("div", { className: "choice" });
  for (const reason of ["wrong-person", "mistake", "other"]) {
    choice.append(press(`reason-${reason}`, async () => { await ask("void", { entry: entry(seq), reason }); showLines(); }, { className: "danger" }));
  }
  cell.replaceChildren(choice);
  choice.firstChild.focus();
}

/** The numbers of the day, and every ten minutes as a bar: taps, and in red those that registered nobody. */
export function showFigures({ figures, names }, booth) {
  const box = make("div", { className: "figures" });
  const put = (key, value) => {
    const one = make("div");
    one.append(make("span", { textContent: language.say(key) }), make("b", { textContent: String(value) }));
    box.append(one);
  };
  for (const key of ["taps", "people", "manual", "links", "voided"]) put(`figure-${key}`, figures[key]);
  if (booth !== null) put("figure-unsent", booth.unsent);
  const outcomes = make("table");
  for (const [outcome, count] of Object.entries(figures.byOutcome).sort(([, a], [, b]) => b - a)) {
    const line = make("tr");
    line.append(
      make("th", { scope: "row", textContent: language.face(faceOf(outcome))[language.current()].title.replace("\n", "") }),
      make("td", { className: "number", textContent: String(count) }),
    );
    outcomes.append(line);
  }
  $("figures-tab").replaceChildren(make("h2", { textContent: language.say("figures-tab") }), box, ...sessions.figures(figures.sessions, names), graph(figures.perTenMinutes), outcomes);
}

function graph(bins) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "graph");
  svg.setAttribute("viewBox", `0 0 ${Math.max(20, bins.length) * BAR_WIDTH} ${BAR_HEIGHT + 40}`);
  svg.setAttribute("role", "img");
  const most = Math.max(1, ...bins.map((bin) => bin.taps));
  svg.setAttribute("aria-label", language.say("graph", { most: bins.length === 0 ? 0 : most }));
  bins.forEach((bin, i) => {
    svg.append(bar("tap", i, bin.taps / most), bar("failed", i, bin.failed / most));
    if (i % LABEL_EVERY === 0) svg.append(text(i * BAR_WIDTH, BAR_HEIGHT + 34, clock(bin.from)));
    if (bin.taps === most) svg.append(text(i * BAR_WIDTH, 12, String(bin.taps)));
  });
  return svg;
}

function bar(className, index, share) {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const height = share * BAR_HEIGHT;
  for (const [name, value] of Object.entries({ class: className, x: index * BAR_WIDTH, y: BAR_HEIGHT + 18 - height, width: BAR_WIDTH - 3, height })) rect.setAttribute(name, value);
  return rect;
}

function text(x, y, words) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", "text");
  node.setAttribute("x", x);
  node.setAttribute("y", y);
  node.textContent = words;
  return node;
}

/** How each reader is, and a look at all of them anew. */
export function showReaders(booth, printer) {
  const box = make("div", { className: "finder" });
  box.append(make("h2", { textContent: language.say("readers-tab") }));
  const readers = booth?.readers ?? [];
  if (readers.length === 0) box.append(make("p", { className: "say bad", textContent: language.say("reader-none") }));
  for (const reader of readers) {
    box.append(
      make("p", { className: "reader", textContent: `${reader.name}${reader.profile === "" ? "" : `（${reader.profile}）`}` }),
      make("p", { className: ["ready", "card"].includes(reader.state) ? "say good" : "say bad", textContent: language.say(`reader-${reader.state}`) }),
    );
  }
  if (printer !== "off") box.append(make("p", { className: printer === "ready" ? "say good" : "say bad", textContent: language.say(`printer-${printer}`) }));
  const told = make("div", { className: "finder", role: "status" });
  box.append(press("testReaders", async () => {
    const { findings, report } = await ask("readers");
    const technical = make("details");
    technical.append(make("summary", { textContent: language.say("technical") }), make("pre", { className: "report", lang: "en", textContent: report }));
    told.replaceChildren(...findings.map(finding), technical);
  }), told);
  $("readers-tab").replaceChildren(box);
}

/** One thing that the look at the readers found, and what to do. */
function finding({ what, reader }) {
  const words = language.say(`finding-${what}`);
  const className = `finding say ${what === "used" ? "good" : what === "left-alone" ? "" : "bad"}`;
  return make("p", { className, textContent: reader === "" ? words : `${reader}：${words}` });
}

export function showNote() {
  const field = make("textarea", { id: "note", rows: 4, maxLength: 300 });
  const label = make("label", { htmlFor: "note", textContent: language.say("noteLabel") });
  const told = make("p", { role: "status" });
  const box = make("div", { className: "finder" });
  box.append(make("h2", { textContent: language.say("note-tab") }), label, field, press("keepNote", async () => {
    const { done } = await ask("note", { text: field.value });
    told.className = done ? "say good" : "say bad";
    told.textContent = language.say(done ? "noteKept" : "noteNotKept");
    if (done) field.value = "";
  }, { className: "strong" }), told);
  $("note-tab").replaceChildren(box);
}
