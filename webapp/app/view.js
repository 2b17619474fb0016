import { html, nothing, render, svg } from "../lib/lit-html.js";
import { onTick } from "./words.js";

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

/** An element whose rendering depends on its width. */
export class SizedView extends View {
  width = 0;

  connected() {
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === this.width) return;
      this.width = width;
      this.update();
    });
    observer.observe(this);
    this.onDisconnect(() => observer.disconnect());
  }
}

/**
 * The times below a plot: at which share of its width, and how the text is placed there, so that it is cut at no width.
 *
 * @type {[share: number, anchor: string][]}
 */
export const ticks = [
  [0, "start"],
  [0.5, "middle"],
  [1, "end"],
];

/**
 * Where the keys of a plot lead among its values: the arrows to the next ones, Home and End to the ends. Without a present one they begin at
 * the newest.
 *
 * @param {KeyboardEvent} event whose own effect ends when it is such a key
 * @param {number} count of the values @param {number | undefined} present the index of the chosen one
 * @returns {number | undefined} the index; undefined for other keys, and without values
 */
export function indexAfter(event, count, present) {
  const steps = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, Home: -count, End: count });
  if (!Object.hasOwn(steps, event.key) || count === 0) return undefined;
  event.preventDefault();
  return Math.min(count - 1, Math.max(0, (present ?? count) + steps[event.key]));
}

/** A placeholder while data is loading. @param {number} [rows] @param {string} [label] */
export const skeleton = (rows = 1, label = "Loading") => html`<div class="skeleton" role="status" aria-label=${label}>
    ${Array.from({ length: rows }, () => html`<span class="skeleton-row"></span>`)}
  </div>`;

/** @param {unknown} shapes */
const icon = (shapes) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8"
    stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`;

export const icons = {
  now: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.2 2"/>`),
  dashboard: icon(svg`<path d="M4 13h6V4H4zM14 9h6V4h-6zM14 20h6v-7h-6zM4 20h6v-3H4z"/>`),
  health: icon(svg`<path d="M3 12h4l2.5-7 5 14 2.5-7h4"/>`),
  machines: icon(
    svg`<rect x="3" y="4" width="18" height="7" rx="1.5"/><rect x="3" y="13" width="18" height="7" rx="1.5"/><path d="M7 7.500h.01M7 16.500h.01M11 7.500h6M11 16.500h6"/>`,
  ),
  keys: icon(svg`<circle cx="8" cy="15.5" r="4.5"/><path d="m11.3 12.2 8.2-8.200M16 7.500l3 3"/>`),
  tokens: icon(svg`<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m7 9.5 2.5 2.500L7 14.500M12 14.500h5"/>`),
  members: icon(
    svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.4-3.6 3-5.5 6.5-5.500s6.1 1.9 6.5 5.500M16 4.800a3.5 3.5 0 0 1 0 6.400M18 14.900c2 .8 3.2 2.5 3.5 5.1"/>`,
  ),
  channels: icon(
    svg`<path d="M12 12h.01M8.500 15.500a5 5 0 0 1 0-7M15.500 8.500a5 5 0 0 1 0 7M5.500 18.500a9 9 0 0 1 0-13M18.500 5.500a9 9 0 0 1 0 13"/>`,
  ),
  alerts: icon(svg`<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.5 2h-15zM10 21h4M12 2.800V5"/>`),
  wall: icon(svg`<rect x="2.5" y="4" width="19" height="12.5" rx="1.5"/><path d="M8 20.500h8M6 8.500h8M6 12h5"/>`),
  critical: icon(
    svg`<path d="M8.3 2.500h7.400l5.8 5.800v7.400l-5.8 5.800H8.300l-5.8-5.800V8.300zM12 7.500v5.500M12 16.500h.01"/>`,
  ),
  info: icon(svg`<circle cx="12" cy="12" r="9.500"/><path d="M12 11v6M12 7.500h.01"/>`),
  status: icon(
    svg`<rect x="3" y="4" width="18" height="16" rx="2"/><path d="M3 9h18M7 16.500v-3M10.5 16.500v-4M14 16.500v-2M17 16.500v-4"/>`,
  ),
  open: icon(svg`<path d="M13 5h6v6M19 5l-8 8M10 6H5v13h13v-5"/>`),
  account: icon(svg`<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20.500c.6-4 3.5-6 7.5-6s6.9 2 7.5 6"/>`),
  accounts: icon(
    svg`<rect x="3" y="5" width="18" height="14" rx="2"/><circle cx="8.5" cy="10.5" r="2"/><path d="M5.500 15.500c.4-1.400 1.500-2 3-2s2.600.6 3 2M15 10h3M15 14h3"/>`,
  ),
  organizations: icon(
    svg`<path d="M5 20.500V5.500L13 3v17.500M13 9.500l6 2v9M2.500 20.500h19M8.500 8.500h1M8.500 12.500h1M8.500 16.500h1M15.500 14.500h.5M15.500 17.500h.5"/>`,
  ),
  console: icon(svg`<path d="M4.500 18.500a9 9 0 1 1 15 0M12 14.500l3.5-5M12 14.500h.01M6.800 12.500h.01M12 7.500h.01"/>`),
  audit: icon(svg`<path d="M6 3h9l4 4v14H6zM15 3v4h4M9.500 12h6M9.500 16h6"/>`),
  integrations: icon(svg`<path d="M9 3v5M15 3v5M6.500 8h11v3.500a5.500 5.500 0 0 1-11 0zM12 17v4"/>`),
  sun: icon(
    svg`<circle cx="12" cy="12" r="4"/><path d="M12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M18.7 5.300l-1.4 1.400M6.7 17.300l-1.4 1.4"/>`,
  ),
  moon: icon(svg`<path d="M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z"/>`),
  system: icon(svg`<rect x="3" y="4.5" width="18" height="12" rx="1.5"/><path d="M8.5 20h7M12 16.500V20"/>`),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  search: icon(svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`),
  copy: icon(svg`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15V6a2 2 0 0 1 2-2h8"/>`),
  check: icon(svg`<path d="m5 12.5 4.5 4.500L19 7.5"/>`),
  refresh: icon(svg`<path d="M20 11a8 8 0 0 0-14.5-3.500L4 9M4 4v5h5M4 13a8 8 0 0 0 14.5 3.500L20 15M20 20v-5h-5"/>`),
  warning: icon(svg`<path d="M12 4 2.8 19.500h18.400zM12 10v4.500M12 17.200h.01"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6 6 18"/>`),
  trash: icon(svg`<path d="M4 6.500h16M9 6.500V4h6v2.500M6.5 6.500l1 13.500h9l1-13.5"/>`),
  palette: icon(
    svg`<path d="M12 3a9 9 0 0 0 0 18c3 0 1-3 2-4s7 1 7-5a9 9 0 0 0-9-9"/><path d="M7.500 11h.01M10 7.500h.01M15 7.500h.01"/>`,
  ),
  embed: icon(svg`<path d="m8 8-4 4 4 4M16 8l4 4-4 4"/>`),
  mail: icon(svg`<rect x="3.500" y="5.500" width="17" height="13" rx="2"/><path d="m4 7 8 6 8-6"/>`),
  pencil: icon(svg`<path d="M4 20l1-4.500L16.5 4l3.5 3.500L8.5 19z"/>`),
  pause: icon(svg`<path d="M8.5 5v14M15.5 5v14"/>`),
  play: icon(svg`<path d="M7 4.500v15l12-7.500z"/>`),
  send: icon(svg`<path d="M20.500 3.500 10.500 13.500M20.500 3.500 14 20.500l-3.500-7-7-3.500z"/>`),
  leave: icon(svg`<path d="M14 4H6a1.5 1.5 0 0 0-1.5 1.500v13A1.5 1.5 0 0 0 6 20h8M10.5 12H21M17 8l4 4-4 4"/>`),
  chevron: icon(svg`<path d="m7 10 5 5 5-5"/>`),
};

/** The logo: a mirror on its stand, and its flash. */
export const logo = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke-linecap="round">
  <circle class="mark-mirror" cx="12" cy="15.5" r="8.2" stroke-width="2.4"/>
  <path class="mark-mirror" d="M12 24v5M7.5 29.200h9" stroke-width="2.4"/>
  <path class="mark-flash" d="M7.8 16.200a4.4 4.4 0 0 1 4.4-4.8" stroke-width="2.2"/>
  <path class="mark-flash" d="m20.4 8 6.6-6M23 13.200l6.5-1.400M15.8 4.6 17.6 2" stroke-width="2.6"/>
</svg>`;
