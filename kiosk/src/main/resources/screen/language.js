// The language of the page: Japanese, or English at one touch, and back to Japanese when nobody is there.
import { get } from "/kiosk.js";

const listeners = new Set();
let texts = {};
let language = "ja";

/** Loads the words; those of a page of its own besides. */
export async function load(ownPath) {
  texts = await get("/texts.json");
  if (ownPath !== undefined) texts.page = { ...texts.page, ...(await get(ownPath)) };
}

export function current() {
  return language;
}

/** Calls back now and whenever the language changes. */
export function onChange(listener) {
  listeners.add(listener);
  listener();
}

export function use(next) {
  if (next === language) return;
  language = next;
  document.documentElement.lang = language;
  listeners.forEach((listener) => listener());
}

export function toggle() {
  use(language === "ja" ? "en" : "ja");
}

/** A text of the page, with its {places} filled. */
export function say(key, values = {}) {
  return fill(texts.page[key][language], values);
}

/** Whether this page has words for a key. */
export function has(key) {
  return key in texts.page;
}

export function face(name) {
  return texts.faces[name] ?? texts.faces.NOT_RECORDED;
}

/** What staff are told of a pass that is not taken, by the refusal's name; undefined where this page has no words for it. */
export function refusal(name) {
  return texts.refusals[name];
}

/** What is in the way of sending: a pair {ja, en}, and whether it passes by itself. */
export function syncTrouble(name) {
  return texts.sync[name] ?? texts.sync.REFUSED;
}

/** One of a pair {ja, en}. */
export function either(pair) {
  return pair[language] || pair.ja;
}

/** Hundredths of a credit: 300 is "3", 150 is "1.5". */
export function credits(hundredths) {
  return (hundredths / 100).toString();
}

/** How long, in the largest unit that fits. */
export function span(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) return say("seconds", { n: seconds });
  if (seconds < 3600) return say("minutes", { n: Math.floor(seconds / 60) });
  if (seconds < 86400) return say("hours", { n: Math.floor(seconds / 3600) });
  return say("days", { n: Math.floor(seconds / 86400) });
}

/** Day and time of an instant in a time zone; for what is still to come with the day of the week. */
export function time(instant, timeZone, toCome = false) {
  const day = { month: "long", day: "numeric", ...(toCome && { weekday: "short" }) };
  const options = { ...day, hour: "numeric", minute: "2-digit", hour12: false, timeZone };
  return new Intl.DateTimeFormat(language === "ja" ? "ja-JP" : "en-GB", options).format(new Date(instant));
}

/** A text with its {places} filled. */
export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}
