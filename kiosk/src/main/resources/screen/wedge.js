// A scanner that types like a US keyboard. What it typed is rebuilt from the places of the keys, whatever layout or input
// method is switched on (event.key may be "Process" or "ぬ"). A burst of enough keys, none long after the one before, ended
// by one of the scanner's end keys or by silence, is a scan; anything slower is a person, and is left alone. How many, how
// long and which keys: the scanner's profile says. All is measured by the keys' own time stamps, since a busy page hears
// of keys late.
const KEYS_MAX = 512;
const SURE_AFTER_KEYS = 4;
const LATE_END_MILLIS = 500;
const ENDS = new Set(["Enter", "NumpadEnter", "Tab"]);

const SHIFTED_DIGITS = ")!@#$%^&*(";
const SIGNS = {
  Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|", Semicolon: ";:", Quote: "'\"",
  Backquote: "`~", Comma: ",<", Period: ".>", Slash: "/?", Space: "  ",
  NumpadAdd: "++", NumpadSubtract: "--", NumpadMultiply: "**", NumpadDivide: "//", NumpadDecimal: "..",
};
/** Pressed along with letters: shifts, and the locks that some scanners switch off before a burst and on again after it. */
const SILENT = new Set(["ShiftLeft", "ShiftRight", "CapsLock", "NumLock", "ScrollLock"]);

/** The letter that a US keyboard types with this key, or null if it types none. */
export function letterOf(code, shift) {
  if (/^Key[A-Z]$/.test(code)) return shift ? code[3] : code[3].toLowerCase();
  if (/^Digit\d$/.test(code)) return shift ? SHIFTED_DIGITS[Number(code[5])] : code[5];
  if (/^Numpad\d$/.test(code)) return code[6];
  return SIGNS[code]?.[shift ? 1 : 0] ?? null;
}

/** Watches the page's keys and calls back with each text that this scanner typed, or that it typed what cannot be read. */
export function watch(scanner, whenScanned, whenSpoilt) {
  const ends = new Set(scanner.terminators);
  let text = "";
  let spoilt = false;
  let lastAt = -Infinity;
  let scannedAt = -Infinity;
  let silence = 0;
  let field = null;

  const finish = () => {
    clearTimeout(silence);
    const scanned = text;
    const isScan = scanned.length >= scanner.minKeys;
    if (isScan) {
      field?.restore();
      scannedAt = lastAt;
    }
    const wasSpoilt = spoilt;
    text = "";
    spoilt = false;
    lastAt = -Infinity;
    field = null;
    if (isScan) wasSpoilt ? whenSpoilt() : whenScanned(scanned);
  };

  /** Keys that were pressed while the page was busy come after a timer that ran out meanwhile: it gives them one more turn. */
  const awaitSilence = () => {
    clearTimeout(silence);
    silence = setTimeout(() => { silence = setTimeout(finish, scanner.maxGapMillis); }, scanner.endSilenceMillis);
  };

  const onKey = (event) => {
    if (SILENT.has(event.code) || event.repeat) return;
    const quick = event.timeStamp - lastAt <= scanner.maxGapMillis;
    if (text !== "" && !quick) finish();
    if (ENDS.has(event.code)) {
      const ofScan = text.length >= scanner.minKeys;
      if (ofScan || event.timeStamp - scannedAt <= LATE_END_MILLIS) swallow(event);
      if (ofScan && !ends.has(event.code)) return;
      finish();
      return;
    }
    const letter = event.ctrlKey || event.altKey || event.metaKey ? null : letterOf(event.code, event.shiftKey);
    if (text === "" && letter === null) return;
    if (text === "") field = fieldNow();
    // a burst that is too long, or holds a key that is no letter, is dropped as a whole: its tail would be another code
    if (letter === null || text.length >= KEYS_MAX) spoilt = true;
    else text += letter;
    lastAt = event.timeStamp;
    if (text.length >= SURE_AFTER_KEYS) swallow(event);
    awaitSilence();
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
