const KEY = "heliograph.wall.sound";
/** At most one chime in this time: a burst of alerts is one. */
const PAUSE_MS = 2_000;
/** Two tones, in Hz; a critical alert sounds higher and twice. */
const TONES = { critical: [880, 660, 880, 660], warning: [587, 440] };
const TONE_S = 0.16;

/**
 * The sound of new alerts: off unless it was turned on at this screen, which keeps that. A browser plays nothing before the page was
 * clicked; until then the sound is blocked.
 */
export class Chime {
  /** @type {AudioContext | null} */
  #audio = null;
  #playedAt = 0;
  #onChange;

  /** @param {() => void} onChange of {@link isOn} or {@link isBlocked} */
  constructor(onChange) {
    this.#onChange = onChange;
    if (this.isOn) this.#prepare();
    for (const gesture of ["pointerdown", "keydown"])
      addEventListener(gesture, () => this.isBlocked && this.#audio?.resume().catch(() => undefined));
  }

  get isOn() {
    return localStorage.getItem(KEY) === "on";
  }

  get isBlocked() {
    return this.isOn && this.#audio?.state !== "running";
  }

  /** Turns the sound on, which is heard at once, or off. Called by a click, which allows it. */
  async toggle() {
    if (this.isOn) localStorage.removeItem(KEY);
    else {
      localStorage.setItem(KEY, "on");
      this.#prepare();
      await this.#audio?.resume().catch(() => undefined);
      this.#playedAt = 0;
      this.play(["warning"]);
    }
    this.#onChange();
  }

  /** Sounds once for new alerts; `info` makes no sound. @param {string[]} severities */
  play(severities) {
    const worst = severities.includes("critical") ? "critical" : severities.includes("warning") ? "warning" : null;
    if (!worst || !this.isOn || this.isBlocked || Date.now() - this.#playedAt < PAUSE_MS) return;
    this.#playedAt = Date.now();
    const audio = /** @type {AudioContext} */ (this.#audio);
    for (const [index, frequency] of TONES[worst].entries()) tone(audio, frequency, audio.currentTime + index * TONE_S);
  }

  #prepare() {
    if (this.#audio || !("AudioContext" in window)) return;
    this.#audio = new AudioContext();
    this.#audio.onstatechange = () => this.#onChange();
  }
}

/** @param {AudioContext} audio @param {number} frequency @param {number} at */
function tone(audio, frequency, at) {
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.frequency.value = frequency;
  // without a ramp the beginning and the end of a tone click
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.3, at + 0.02);
  volume.gain.linearRampToValueAtTime(0, at + TONE_S);
  source.connect(volume).connect(audio.destination);
  source.start(at);
  source.stop(at + TONE_S);
}
