// At the door of a room: which session staff mean, in or out, and how a session is written.
import { clock, door, make } from "/desk.js";
import * as language from "/language.js";

/** Whether two name the same session, the same way. */
export function same(one, other) {
  return one?.session === other?.session && one?.direction === other?.direction;
}

/** A session, one way, in a line; with its room where that is another one. */
export function words(session) {
  const elsewhere = session.room === door()?.room ? [] : [session.room];
  return [...elsewhere, language.either(session.title), hours(session), way(session)].join("　");
}

/** What an entry was for; empty for one that was made at the meeting's reception. */
export function meant(session, named) {
  if (session !== undefined) return words(session);
  return named === undefined ? "" : language.say("sessionUnknown", { way: way(named) });
}

function way({ direction }) {
  return language.say(direction === "out" ? "way-out" : "way-in");
}

function hours({ start, end }) {
  return `${clock(start)}–${clock(end)}`;
}

/** A failed touch on the way out of this room, of somebody whom nobody saw come in. */
export function isWithoutWayIn({ scan, session }) {
  return scan.outcome === "WRONG_SESSION" && session?.direction === "out" && session.room === door()?.room;
}

/** What mends a failed touch: what it was for, or the way in that is missing. */
function mending(failed) {
  return failed !== null && isWithoutWayIn(failed) ? { session: failed.scan.way.session, direction: "in" } : failed?.scan.way;
}

/** What to offer first: what mends the failed touch, else what the agenda says; nothing where there is a choice and neither is in it. */
export function preset(member, failed) {
  const choices = door()?.choices ?? [];
  if (choices.length === 0) return { direction: "in" };
  const wanted = [mending(failed), member.atDoor.preset].filter((one) => one !== undefined);
  return wanted.find((one) => choices.some((choice) => same(choice, one)));
}

/** When a member was registered for that, and by which entries; undefined if not. */
export function touched(member, chosen) {
  return member.atDoor.touched.find((one) => same(one.way, chosen));
}

/** Everything a member was registered for today, in words. */
export function history(member) {
  const choices = door()?.choices ?? [];
  return member.atDoor.touched.map((one) => {
    const choice = choices.find((other) => same(other, one.way));
    return `✓ ${clock(one.at)}　${meant(choice, one.way)}`;
  });
}

/** The choice as it is named in a message. */
export function chosenWords(chosen) {
  return meant(door()?.choices.find((one) => same(one, chosen)), chosen);
}

/** One button for each session and way; the chosen one is pressed. */
export function picker(member, chosen, choose) {
  const { choices, room } = door() ?? { choices: [], room: "" };
  const title = make("h3", { textContent: language.say("whichSession") });
  if (choices.length === 0) return [title, make("p", { className: "say", textContent: language.say("noSessionsToday", { room }) })];
  const box = make("div", { className: "choice sessions", role: "group" });
  box.setAttribute("aria-label", language.say("whichSession"));
  box.append(...choices.map((choice) => {
    const button = make("button", { type: "button" });
    button.dataset.way = `${choice.session} ${choice.direction}`;
    const before = touched(member, choice);
    const time = `${hours(choice)}${before === undefined ? "" : `　✓ ${clock(before.at)}`}`;
    button.append(
      make("span", { className: "way", textContent: way(choice) }),
      make("span", { className: "topic", textContent: language.either(choice.title) }),
      make("span", { className: "hours", textContent: time }),
    );
    button.setAttribute("aria-pressed", String(same(choice, chosen)));
    button.addEventListener("click", () => choose({ session: choice.session, direction: choice.direction }));
    return button;
  }));
  return [title, box];
}

/** The day's numbers for each session and way; nothing where none were counted. */
export function figures(counted, names) {
  if (counted.length === 0) return [];
  const table = make("table", { className: "by-session" });
  const head = make("tr");
  for (const key of ["session", "figure-taps", "figure-people", "figure-manual"]) {
    head.append(make("th", { scope: "col", className: key === "session" ? "" : "number", textContent: language.say(key) }));
  }
  const thead = make("thead");
  thead.append(head);
  const body = make("tbody");
  body.append(...counted.map((one) => {
    const line = make("tr");
    line.append(make("th", { scope: "row", textContent: meant(names.find((name) => same(name, one.way)), one.way) }));
    for (const value of [one.taps, one.people, one.manual]) line.append(make("td", { className: "number", textContent: String(value) }));
    return line;
  }));
  table.append(thead, body);
  return [make("h3", { textContent: language.say("bySession") }), table];
}
