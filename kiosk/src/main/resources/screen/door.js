// What a booth at the door of a room says of its sessions: on the idle screen which one, and which way is open; in a result for
// which one it was, and when to touch next.
import * as language from "/language.js";

const $ = (id) => document.getElementById(id);

/** More nobody reads who stands before the wrong door. */
const ROOMS_MAX = 3;

const WAYS = {
  open: { in: "doorInOpen", out: "doorOutOpen" },
  opens: { in: "doorInOpens", out: "doorOutOpens" },
};

/** Hours and minutes, as on a programme. */
function clock(instant, zone) {
  const options = { hour: "numeric", minute: "2-digit", hour12: false, timeZone: zone };
  return new Intl.DateTimeFormat("ja-JP", options).format(new Date(instant));
}

function times({ start, end }, zone) {
  return `${clock(start, zone)}–${clock(end, zone)}`;
}

/** Whether a way is open at the door, or opens again today; the meeting's reception is open while its booth is. */
export function state(door) {
  if (door === undefined) return "open";
  const ahead = [door.current, door.next].filter((session) => session !== undefined);
  if (ahead.some((session) => session.open !== undefined)) return "open";
  return ahead.some((session) => session.opens !== undefined) ? "waiting" : "closed";
}

/** Shows how the door stands; nothing for the meeting's reception, and no way that is open where the booth is closed. */
export function stand({ door, zone, service }) {
  $("door").hidden = door === undefined;
  document.body.dataset.door = door === undefined ? "none" : (service === "CLOSED" ? "closed" : (door.current?.open ?? "closed"));
  if (door === undefined) return;
  $("doorRoom").textContent = door.room;
  const session = door.current ?? door.next;
  $("doorSession").textContent = session === undefined ? language.say("doorNothing") : language.either(session.title);
  $("doorTimes").textContent = session === undefined ? "" : times(session, zone);
  $("doorWay").textContent = session === undefined || service === "CLOSED" ? "" : way(session, zone);
  const next = door.current === undefined ? undefined : door.next;
  $("doorNext").textContent = next === undefined ? "" : comesNext(next, zone);
}

function way({ open, until, opens, opensAt }, zone) {
  if (open !== undefined) return language.say(WAYS.open[open], { time: clock(until, zone) });
  return opens === undefined ? "" : language.say(WAYS.opens[opens], { time: clock(opensAt, zone) });
}

function comesNext(session, zone) {
  return language.say(session.open === "in" ? "doorNextOpen" : "doorNext", { title: language.either(session.title), time: clock(session.start, zone) });
}

/** Which session a result is about, and which way unless the face says so itself; the room where no session can be named. */
export function about({ face, direction, session: { session, room } }, zone) {
  if (session === undefined) return room;
  const values = { title: language.either(session.title), room: session.room, times: times(session, zone) };
  const named = language.say("sessionAt", values);
  const saysWay = face === "CHECKED_IN" || face === "CHECKED_OUT";
  return saysWay ? named : language.say(direction === "out" ? "outOf" : "inTo", { session: named });
}

/** A time of the day, with its day where that is another one. */
function clockOn(instant, zone, shownAt) {
  const day = (time) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date(time));
  return day(instant) === day(shownAt) ? clock(instant, zone) : language.time(instant, zone, true);
}

/** What to do now at a door, instead of the hint of the face; undefined where that says it all. */
export function advice({ face, direction, at: shownAt, session }, zone) {
  const { limit, opensAt, elsewhere, withoutWayIn } = session;
  const at = (instant) => clockOn(instant, zone, shownAt);
  switch (face) {
    case "CHECKED_IN":
      return opensAt === undefined ? language.say("inIsEnough") : undefined;
    case "TOO_EARLY":
      return opensAt === undefined ? undefined : lines(opensLater(direction, at(opensAt)), openNow(elsewhere));
    case "TOO_LATE":
      if (limit === undefined) return undefined;
      return opensAt === undefined
        ? language.say("wasLate", { time: at(limit) })
        : language.say("wasLateOutLater", { time: at(limit), out: at(opensAt) });
    case "WRONG_SESSION":
      if (withoutWayIn) return language.say("withoutWayIn");
      return openNow(elsewhere);
    default:
      return undefined;
  }
}

function opensLater(direction, time) {
  return language.say(direction === "out" ? "outOpensLater" : "inOpensLater", { time });
}

function lines(...texts) {
  return texts.filter((text) => text !== undefined).join("\n");
}

function openNow(sessions) {
  return sessions.length > 0 ? language.say("openElsewhere", { rooms: rooms(sessions) }) : undefined;
}

const TAKES_PLACE = new Set(["CHECKED_IN", "CHECKED_OUT", "ALREADY"]);
const GOES_BESIDE = new Set(["PREVIOUS_CARD", "NO_TERM", "NO_ROSTER"]);

/** When to touch next, whatever else is the matter: {text, alone} where that is all there is to say; undefined if never. */
export function nextTouch({ face, session: { opensAt, then } }, zone) {
  if (!TAKES_PLACE.has(face) && !GOES_BESIDE.has(face)) return undefined;
  const text = then !== undefined
    ? language.say("touchForNext", { title: language.either(then.title) })
    : opensAt === undefined ? undefined : language.say("outLater", { time: clock(opensAt, zone) });
  return text === undefined ? undefined : { text, alone: TAKES_PLACE.has(face) };
}

function rooms(sessions) {
  const named = sessions.slice(0, ROOMS_MAX).map(({ room, title }) => language.say("inRoom", { room, title: language.either(title) }));
  return named.join(language.current() === "ja" ? "、" : ", ");
}
