const EVENTS = ["visibilitychange", "online", "offline"];

/**
 * Reports when the page becomes visible or the network is back, and when the network is gone. Timers of background tabs are
 * throttled, and a socket detects a lost network only after minutes.
 */
export class PageLifecycle {
  #targets;
  #onResume;
  #onOffline;

  /**
   * @param {EventTarget[]} targets a page's document and window
   * @param {() => void} onResume the page became visible, or the network is back
   * @param {() => void} onOffline
   */
  constructor(targets, onResume, onOffline) {
    this.#targets = targets;
    this.#onResume = onResume;
    this.#onOffline = onOffline;
  }

  /** Listens from now on; calling it twice changes nothing. */
  listen() {
    for (const target of this.#targets) for (const event of EVENTS) target.addEventListener(event, this.#handle);
  }

  ignore() {
    for (const target of this.#targets) for (const event of EVENTS) target.removeEventListener(event, this.#handle);
  }

  #handle = (/** @type {Event} */ event) => {
    const page = /** @type {Partial<Document> | null} */ (event.target);
    if (event.type === "offline") this.#onOffline();
    else if (event.type === "online" || page?.visibilityState !== "hidden") this.#onResume();
  };
}
