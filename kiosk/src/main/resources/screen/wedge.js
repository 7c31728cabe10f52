// A scanner that types like a US keyboard. What it typed is rebuilt from the places of the keys, whatever layout or input
// method is switched on (event.key may be "Process" or "ぬ"). A burst of at least 8 keys, none more than 50 ms after the one
// before, ended by Enter or Tab or by 100 ms of silence, is a scan; anything slower is a person, and is left alone.
const KEYS_MIN = 8;
const KEYS_MAX = 512;
const GAP_MILLIS_MAX = 50;
const SILENCE_MILLIS = 100;
const SURE_AFTER_KEYS = 4;

const SHIFTED_DIGITS = ")!@#$%^&*(";
const SIGNS = {
  Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|", Semicolon: ";:", Quote: "'\"",
  Backquote: "`~", Comma: ",<", Period: ".>", Slash: "/?", Space: "  ",
  NumpadAdd: "++", NumpadSubtract: "--", NumpadMultiply: "**", NumpadDivide: "//", NumpadDecimal: "..",
};
const SHIFTS = new Set(["ShiftLeft", "ShiftRight"]);
const ENDS = new Set(["Enter", "NumpadEnter", "Tab"]);

/** The letter that a US keyboard types with this key, or null if it types none. */
export function letterOf(code, shift) {
  if (/^Key[A-Z]$/.test(code)) return shift ? code[3] : code[3].toLowerCase();
  if (/^Digit\d$/.test(code)) return shift ? SHIFTED_DIGITS[Number(code[5])] : code[5];
  if (/^Numpad\d$/.test(code)) return code[6];
  return SIGNS[code]?.[shift ? 1 : 0] ?? null;
}

/** Watches the page's keys and calls back with each scanned text. */
export function watch(whenScanned) {
  let text = "";
  let lastAt = -Infinity;
  let silence = 0;
  let field = null;

  const reset = () => {
    clearTimeout(silence);
    text = "";
    lastAt = -Infinity;
    field = null;
  };
  const finish = () => {
    const scanned = text;
    if (scanned.length >= KEYS_MIN) field?.restore();
    reset();
    if (scanned.length >= KEYS_MIN) whenScanned(scanned);
  };

  const onKey = (event) => {
    if (SHIFTS.has(event.code) || event.repeat) return;
    const quick = event.timeStamp - lastAt <= GAP_MILLIS_MAX;
    if (text !== "" && !quick) finish();
    if (ENDS.has(event.code)) {
      if (text.length >= KEYS_MIN) swallow(event);
      finish();
      return;
    }
    const letter = event.ctrlKey || event.altKey || event.metaKey ? null : letterOf(event.code, event.shiftKey);
    if (letter === null || text.length >= KEYS_MAX) {
      reset();
      return;
    }
    if (text === "") field = fieldNow();
    text += letter;
    lastAt = event.timeStamp;
    if (text.length >= SURE_AFTER_KEYS) swallow(event);
    clearTimeout(silence);
    silence = setTimeout(finish, SILENCE_MILLIS);
  };
  window.addEventListener("keydown", onKey, { capture: true });
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The text field in use as it is before a burst, so that the scan's first letters can be taken out of it again. */
function fieldNow() {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return null;
  const value = field.value;
  return { restore: () => { field.value = value; } };
}
