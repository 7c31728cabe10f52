// The booth's camera: a preview for aiming, and shades of grey for the kiosk, which decodes. One picture is under way at a
// time. A camera that is missing, refused or unplugged is tried again and never stops the cards.
import * as language from "/language.js";
import { postFrame } from "/kiosk.js";

const WIDTH = 1280;
const HEIGHT = 720;
const PAUSE_MILLIS = 30;
const RETRY_MILLIS = 3000;
const HINT_AFTER_MILLIS = 3000;
const SEEN_WITHIN_MILLIS = 1000;
const HINT_TURN_MILLIS = 3000;
const $ = (id) => document.getElementById(id);

let wanted = false;
let lost = false;
let running = false;
let firstSeenAt = null;
let lastSeenAt = null;

/** Turns the camera on or off as the booth's profile says. */
export function use(on) {
  wanted = on;
  if (on && !running) run();
  if (!on) $("cameraBox").hidden = true;
}

export function isLost() {
  return lost;
}

async function run() {
  running = true;
  while (wanted) {
    try {
      await watch();
    } catch {
      lost = true;
      $("cameraBox").hidden = true;
      await pause(RETRY_MILLIS);
    }
  }
  running = false;
}

async function watch() {
  const size = { width: { ideal: WIDTH }, height: { ideal: HEIGHT } };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...size, facingMode: "environment" } });
  const track = stream.getVideoTracks()[0];
  const video = $("camera");
  try {
    video.srcObject = stream;
    await video.play();
    lost = false;
    $("cameraBox").hidden = false;
    while (wanted) {
      if (track.readyState !== "live") throw new Error("camera ended");
      await look(video);
      await pause(PAUSE_MILLIS);
    }
  } finally {
    track.stop();
    video.srcObject = null;
  }
}

async function look(video) {
  const frame = luminance(video);
  if (frame === null) return;
  try {
    hint((await postFrame(frame.width, frame.height, frame.bytes)).sighting);
  } catch {
    await pause(RETRY_MILLIS);
  }
}

const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
const pen = canvas.getContext("2d", { willReadFrequently: true });

/** The picture in shades of grey (ITU-R BT.601), no larger than asked for. */
function luminance(video) {
  const scale = Math.min(1, WIDTH / video.videoWidth, HEIGHT / video.videoHeight);
  const width = Math.floor(video.videoWidth * scale);
  const height = Math.floor(video.videoHeight * scale);
  if (!(width > 0 && height > 0)) return null;
  pen.drawImage(video, 0, 0, width, height);
  const rgba = pen.getImageData(0, 0, width, height).data;
  const bytes = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < bytes.length; i++, j += 4) {
    bytes[i] = (rgba[j] * 77 + rgba[j + 1] * 150 + rgba[j + 2] * 29) >> 8;
  }
  return { width, height, bytes };
}

/** Says how to hold the code better, once something like a code has been in sight for a while without being read. */
function hint(sighting) {
  const now = performance.now();
  if (sighting === "like-a-code") {
    firstSeenAt ??= now;
    lastSeenAt = now;
  } else if (sighting === "read" || (lastSeenAt !== null && now - lastSeenAt > SEEN_WITHIN_MILLIS)) {
    firstSeenAt = null;
    lastSeenAt = null;
  }
  const waited = firstSeenAt === null ? 0 : now - firstSeenAt;
  const first = Math.floor((waited - HINT_AFTER_MILLIS) / HINT_TURN_MILLIS) % 2 === 0;
  $("cameraHint").textContent = waited < HINT_AFTER_MILLIS ? "" : language.say(first ? "brighten" : "closer");
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

export function start() {
  language.onChange(() => $("camera").setAttribute("aria-label", language.say("camera")));
}
