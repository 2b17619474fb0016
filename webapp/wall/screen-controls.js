import { Chime } from "./chime.js";

/** Without a pointer for so long, the buttons fade: a wall has nobody who uses them. */
const IDLE_MS = 5_000;

/** @param {string} id */
const part = (id) => /** @type {HTMLButtonElement} */ (document.getElementById(id));

/** Full screen, sound, and a screen that stays on. @returns {Chime} for new alerts */
export function setUpScreen() {
  const chime = setUpSound();
  setUpFullScreen();
  keepAwake();
  fadeWhenIdle();
  return chime;
}

function setUpSound() {
  const button = part("sound");
  const note = part("sound-note");
  const chime = new Chime(draw);
  function draw() {
    button.setAttribute("aria-pressed", String(chime.isOn));
    button.textContent = chime.isOn ? "Sound on" : "Sound off";
    note.hidden = !chime.isBlocked;
  }
  button.addEventListener("click", () => chime.toggle());
  draw();
  return chime;
}

function setUpFullScreen() {
  const button = part("full-screen");
  button.hidden = !document.fullscreenEnabled; // not on iPhones
  button.addEventListener("click", () => {
    const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    change.catch((error) => console.warn("The browser does not change to full screen.", error));
  });
  document.addEventListener("fullscreenchange", () => {
    button.textContent = document.fullscreenElement ? "Exit full screen" : "Full screen";
  });
}

/** Asks the browser to keep the screen on; it ends that when the page is hidden. Only on pages that came by HTTPS. */
function keepAwake() {
  const ask = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => undefined); // e.g. low battery
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

function fadeWhenIdle() {
  /** @type {number | undefined} */
  let timer;
  const used = () => {
    document.body.dataset.idle = "no";
    clearTimeout(timer);
    timer = window.setTimeout(() => (document.body.dataset.idle = "yes"), IDLE_MS);
  };
  for (const event of ["pointermove", "pointerdown", "keydown"]) addEventListener(event, used);
  used();
}
