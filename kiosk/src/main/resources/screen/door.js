// What a booth at the door of a room says of its sessions: on the idle screen which one, and which way is open; in a result for
// which one it was, and when to touch next.
import * as language from "/language.js";

const $ = (id) => document.getElementById(id);

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

/** Shows how the door stands; nothing for the meeting's reception. */
export function stand(door, zone) {
  $("door").hidden = door === undefined;
  document.body.dataset.door = door === undefined ? "none" : (door.current?.open ?? "closed");
  if (door === undefined) return;
  $("doorRoom").textContent = door.room;
  const session = door.current ?? door.next;
  $("doorSession").textContent = session === undefined ? language.say("doorNothing") : language.either(session.title);
  $("doorTimes").textContent = session === undefined ? "" : times(session, zone);
  $("doorWay").textContent = session === undefined ? "" : way(session, zone);
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

/** What to do now at a door, or undefined where the words of the face say it all. */
export function advice({ face, direction, session }, zone) {
  const { limit, opensAt, elsewhere, withoutWayIn, then } = session;
  const at = (instant) => clock(instant, zone);
  switch (face) {
    case "CHECKED_IN":
      return opensAt === undefined ? language.say("inIsEnough") : language.say("outLater", { time: at(opensAt) });
    case "CHECKED_OUT":
      return then === undefined ? undefined : language.say("touchForNext", { title: language.either(then.title) });
    case "TOO_EARLY":
      return opensAt === undefined
        ? undefined
        : language.say(direction === "out" ? "outOpensLater" : "inOpensLater", { time: at(opensAt) });
    case "TOO_LATE":
      if (limit === undefined) return undefined;
      return opensAt === undefined
        ? language.say("wasLate", { time: at(limit) })
        : language.say("wasLateOutLater", { time: at(limit), out: at(opensAt) });
    case "WRONG_SESSION":
      if (withoutWayIn) return language.say("withoutWayIn");
      return elsewhere.length > 0 ? language.say("openElsewhere", { rooms: rooms(elsewhere) }) : undefined;
    case "ALREADY":
      return opensAt === undefined ? undefined : language.say("outLater", { time: at(opensAt) });
    default:
      return undefined;
  }
}

function rooms(sessions) {
  const named = sessions.map(({ room, title }) => language.say("inRoom", { room, title: language.either(title) }));
  return named.join(language.current() === "ja" ? "、" : ", ");
}
