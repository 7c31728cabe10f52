// Sounds with the meanings that station gates have taught everyone: one short beep is good, two are good with something to
// note, five quick ones mean touch again, a long low tone with a chime calls for staff. None carries meaning alone.
const LEVELS = { low: 0.07, middle: 0.2, high: 0.5 };
const RAMP_SECONDS = 0.005;
const beep = (at, seconds, hertz) => ({ at, seconds, hertz });

const PATTERNS = {
  none: [],
  ok: [beep(0, 0.09, 2000)],
  okTwice: [beep(0, 0.09, 2000), beep(0.16, 0.09, 2000)],
  okThrice: [beep(0, 0.09, 2000), beep(0.16, 0.09, 2000), beep(0.32, 0.09, 2000)],
  misread: [0, 1, 2, 3, 4].map((i) => beep(i * 0.1, 0.06, 2000)),
  staff: [beep(0, 0.5, 700), beep(0.6, 0.25, 988), beep(0.85, 0.4, 784)],
};

const audio = typeof AudioContext === "undefined" ? null : new AudioContext({ latencyHint: "interactive" });
let playing = [];
let level = "middle";

/** How loud it is: low, middle or high. */
export function volume() {
  return level;
}

/** The next louder, and after the loudest the lowest; heard at once. */
export function changeVolume() {
  const names = Object.keys(LEVELS);
  level = names[(names.indexOf(level) + 1) % names.length];
  play("ok");
}

/** For the next person as it always is. */
export function usualVolume() {
  level = "middle";
}

/** Whether the browser lets no sound out, as it does before the first touch where its policy is not set. */
export function muted() {
  return audio === null || audio.state !== "running";
}

/** Plays a pattern at once, in place of one that still sounds. */
export function play(name) {
  playing.forEach((oscillator) => oscillator.stop());
  playing = [];
  if (audio === null) return;
  if (audio.state === "suspended") audio.resume().catch(() => {});
  if (audio.state !== "running") return;
  playing = (PATTERNS[name] ?? []).map(start);
}

function start({ at, seconds, hertz }) {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  const from = audio.currentTime + at;
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(LEVELS[level], from + RAMP_SECONDS);
  gain.gain.setValueAtTime(LEVELS[level], from + seconds - RAMP_SECONDS);
  gain.gain.linearRampToValueAtTime(0, from + seconds);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + seconds);
  return oscillator;
}
