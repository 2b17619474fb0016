import { nothing, render } from "../lib/lit-html.js";
import { onTick } from "./time.js";

/** A small element that renders itself into the light DOM: at most once a frame, however often it is asked to. */
export class View extends HTMLElement {
  #asked = false;
  /** @type {(() => void)[]} */
  #whenLeft = [];

  connectedCallback() {
    this.entered();
    this.renderNow();
  }

  disconnectedCallback() {
    for (const undo of this.#whenLeft.splice(0)) undo();
  }

  /** Overridden by elements that load or listen once they are on the page. */
  entered() {}

  /** @returns {unknown} */
  template() {
    return nothing;
  }

  /** @param {() => void} undo runs once the element has left the page */
  whenLeft(undo) {
    this.#whenLeft.push(undo);
  }

  /** Renders now and then again, because what is shown says how long ago something was. */
  keepTime() {
    this.whenLeft(onTick(() => this.update()));
  }

  /** @param {EventTarget} target @param {string} type @param {(event: any) => void} listener */
  listen(target, type, listener) {
    target.addEventListener(type, listener);
    this.whenLeft(() => target.removeEventListener(type, listener));
  }

  update() {
    if (this.#asked) return;
    this.#asked = true;
    const run = () => {
      this.#asked = false;
      if (this.isConnected) this.renderNow();
    };
    if (document.hidden)
      queueMicrotask(run); // a background tab has no frames
    else requestAnimationFrame(run);
  }

  renderNow() {
    render(this.template(), this);
  }
}
