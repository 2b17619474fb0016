const EVENTS = ["visibilitychange", "online", "offline"];

/**
 * Timers sleep in a background tab; this says when the page is looked at again or the network is back, and when it is
 * gone: a socket does not notice that for minutes.
 */
export class Wake {
  #targets;
  #woken;
  #cutOff;

  /**
   * @param {EventTarget[]} targets a page gives its document and window
   * @param {() => void} woken
   * @param {() => void} cutOff
   */
  constructor(targets, woken, cutOff) {
    this.#targets = targets;
    this.#woken = woken;
    this.#cutOff = cutOff;
  }

  listen() {
    for (const target of this.#targets) for (const event of EVENTS) target.addEventListener(event, this.#heard);
  }

  ignore() {
    for (const target of this.#targets) for (const event of EVENTS) target.removeEventListener(event, this.#heard);
  }

  #heard = (/** @type {Event} */ event) => {
    const page = /** @type {Partial<Document> | null} */ (event.target);
    if (event.type === "offline") this.#cutOff();
    else if (event.type === "online" || page?.visibilityState !== "hidden") this.#woken();
  };
}
