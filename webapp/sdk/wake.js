const EVENTS = ["visibilitychange", "online"];

/** Timers sleep in a background tab; this says when the page is looked at again or the network is back. */
export class Wake {
  #targets;
  #run;

  /** @param {EventTarget[]} targets a page gives its document and window @param {() => void} run */
  constructor(targets, run) {
    this.#targets = targets;
    this.#run = run;
  }

  listen() {
    for (const target of this.#targets) for (const event of EVENTS) target.addEventListener(event, this.#heard);
  }

  ignore() {
    for (const target of this.#targets) for (const event of EVENTS) target.removeEventListener(event, this.#heard);
  }

  #heard = (/** @type {Event} */ event) => {
    const page = /** @type {Partial<Document> | null} */ (event.target);
    if (event.type === "online" || page?.visibilityState !== "hidden") this.#run();
  };
}
