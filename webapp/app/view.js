import { nothing, render } from "../lib/lit-html.js";
import { onTick } from "./time.js";

/** An element that renders itself into the light DOM, at most once a frame. */
export class View extends HTMLElement {
  #updateRequested = false;
  #rendered = false;
  /** @type {(() => void)[]} */
  #cleanups = [];

  connectedCallback() {
    this.connected();
    this.renderNow();
  }

  disconnectedCallback() {
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
  }

  /** Called once the element is on the page, before it is rendered first. */
  connected() {}

  /** @returns {unknown} */
  template() {
    return nothing;
  }

  /** @param {() => void} cleanup runs once the element has left the page */
  onDisconnect(cleanup) {
    this.#cleanups.push(cleanup);
  }

  /** Renders again every few seconds, for relative times. */
  updateOnTick() {
    this.onDisconnect(onTick(() => this.update()));
  }

  /** Runs something periodically until the element leaves the page, but not while the page is hidden. @param {number} ms @param {() => unknown} run */
  every(ms, run) {
    const timer = setInterval(() => document.hidden || run(), ms);
    this.onDisconnect(() => clearInterval(timer));
  }

  /** @param {EventTarget} target @param {string} type @param {(event: any) => void} listener */
  listen(target, type, listener) {
    target.addEventListener(type, listener);
    this.onDisconnect(() => target.removeEventListener(type, listener));
  }

  update() {
    if (this.#updateRequested) return;
    this.#updateRequested = true;
    const run = () => {
      this.#updateRequested = false;
      if (this.isConnected) this.renderNow();
    };
    if (document.hidden)
      queueMicrotask(run); // there are no frames in a hidden tab
    else requestAnimationFrame(run);
  }

  /** Changes the state of the element, and renders it. @param {() => void} run */
  change(run) {
    run();
    this.update();
  }

  /** Whether there is something to show; until then the element keeps what its document has put into it. */
  get ready() {
    return true;
  }

  renderNow() {
    if (this.#rendered) render(this.template(), this);
    else if (this.ready) this.#replaceContent();
  }

  /** Takes over from the document, also what has the focus, such as after a link to the content. */
  #replaceContent() {
    this.#rendered = true;
    const focused = this.contains(document.activeElement) ? document.activeElement?.id : "";
    this.replaceChildren();
    render(this.template(), this);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
}
