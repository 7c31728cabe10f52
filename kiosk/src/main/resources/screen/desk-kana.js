// The keys of the fifty sounds, as on every ticket machine, and what they write.
import * as language from "/language.js";

/** Columns from right to left, あ to わ; an empty text leaves a gap. */
const COLUMNS = ["アイウエオ", "カキクケコ", "サシスセソ", "タチツテト", "ナニヌネノ", "ハヒフヘホ", "マミムメモ", "ヤ　ユ　ヨ", "ラリルレロ", "ワヲン　ー"];
const ROWS = 5;

/** Puts the keys under a field; calls back after each change. */
export function keys(field, whenChanged) {
  const board = document.createElement("div");
  board.className = "finder";
  const sounds = document.createElement("div");
  sounds.className = "kana";
  for (let row = 0; row < ROWS; row++) {
    for (const column of COLUMNS) sounds.append(column[row] === "　" ? document.createElement("span") : key(column[row], column[row]));
  }
  const tools = document.createElement("div");
  tools.className = "kana-tools";
  tools.append(
    tool("kanaSpace", () => write("　")),
    tool("kanaBack", () => put([...field.value].slice(0, -1).join(""))),
    tool("kanaClear", () => put("")),
  );
  for (const digit of "1234567890") tools.append(key(digit, digit));
  board.append(sounds, tools);
  return board;

  function key(label, letter) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => write(letter));
    return button;
  }

  function tool(name, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = language.say(name);
    button.addEventListener("click", act);
    return button;
  }

  function write(letter) {
    put(field.value + letter);
  }

  function put(text) {
    field.value = text;
    whenChanged();
  }
}
