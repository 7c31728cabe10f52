// The page from top to bottom: load the words, listen to the kiosk, pass on what scanners type and what is pressed.
import * as camera from "/camera.js";
import { get, listen, post } from "/kiosk.js";
import * as language from "/language.js";
import * as results from "/results.js";
import * as sound from "/sound.js";
import * as standing from "/standing.js";
import { watch } from "/wedge.js";

const IDLE_MILLIS = 15000;
const VOLUME_WORDS = { low: "volume-low", middle: "volume-middle", high: "volume-high" };
const $ = (id) => document.getElementById(id);
let idleTimer = 0;

await language.load();
results.start();
standing.start();
camera.start();
startButtons();
const setup = await get("/setup");
startSamples(setup.samples);
watch(
  setup.scanner,
  (text) => post("/typed", { text }).catch(() => results.show({ face: "NOT_RECORDED" })),
  () => post("/typed/unreadable").catch(() => results.show({ face: "NOT_RECORDED" })),
);
listen(
  { STATUS: standing.know, STAFF: () => location.assign("/desk?from=screen"), READING: ({ on }) => results.reading(on), RESULT: (result) => { results.show(result); stir(); } },
  standing.whenGone,
  standing.whenStartedAnew,
);
document.body.dataset.ready = "true";

/** Somebody is there; after a quiet while the page is as a new visitor expects it. */
function stir() {
  clearTimeout(idleTimer);
  idleTimer = setTimeout(() => {
    if (results.isShowing()) stir();
    else {
      language.use("ja");
      sound.usualVolume();
      sayVolume();
    }
  }, IDLE_MILLIS);
}

function startButtons() {
  for (const event of ["pointerdown", "keydown"]) window.addEventListener(event, stir);
  $("language").addEventListener("click", language.toggle);
  $("volume").addEventListener("click", () => { sound.changeVolume(); sayVolume(); });
  help("staff", "STAFF", "STAFF_CALLED");
  help("forgotten", "FORGOTTEN_CARD", "FORGOTTEN_CARD");
  language.onChange(() => {
    const other = language.current() === "ja" ? "en" : "ja";
    $("language").textContent = other === "ja" ? "日本語" : "English";
    $("language").lang = other;
    $("staff").textContent = language.say("staff");
    $("forgotten").textContent = language.say("forgotten");
    $("desk").textContent = language.say("deskLink");
    sayVolume();
  });
}

function sayVolume() {
  $("volume").textContent = language.say(VOLUME_WORDS[sound.volume()]);
}

function help(id, call, face) {
  $(id).addEventListener("click", () => {
    results.show({ face });
    post("/help", { call }).catch(() => {});
  });
}

function startSamples(samples) {
  $("samples").hidden = samples.length === 0;
  const buttons = samples.map((label, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "big";
    button.addEventListener("click", () => post(`/samples/${index}`).catch(() => results.show({ face: "NOT_RECORDED" })));
    language.onChange(() => { button.textContent = language.either(label); });
    return button;
  });
  $("sampleButtons").replaceChildren(...buttons);
  language.onChange(() => {
    $("samplesTitle").textContent = language.current() === "ja" ? `${language.say("samples")} SAMPLE` : language.say("samples");
    $("samplesHint").textContent = language.say("samplesHint");
  });
}
