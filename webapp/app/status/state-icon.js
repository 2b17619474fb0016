import { html, svg } from "../../lib/lit-html.js";
import { t } from "../words.js";
import { stateLabels } from "./labels.js";

/** The shapes differ as well as the colours, for users who do not distinguish red and green. */
const shapes = {
  up: svg`<circle cx="10" cy="10" r="9"/><path class="mark-cut" d="m6 10.3 2.8 2.8L14.2 7.500"/>`,
  degraded: svg`<path d="M10 1.5 19 18H1z"/><path class="mark-cut" d="M10 8v4.500M10 15v.2"/>`,
  down: svg`<rect x="1.5" y="1.5" width="17" height="17" rx="4"/><path class="mark-cut" d="m6.8 6.8 6.4 6.4M13.2 6.800l-6.4 6.4"/>`,
  pending: svg`<circle class="mark-open" cx="10" cy="10" r="7.5"/>`,
  maintenance: svg`<circle cx="10" cy="10" r="9"/><path class="mark-cut" d="M7.500 6v8M12.500 6v8"/>`,
  unknown: svg`<circle class="mark-open" cx="10" cy="10" r="7.5"/><path class="mark-open" d="M7.500 10h5"/>`,
};

/** @param {import("./item-tree.js").DisplayState} state */
export const stateIcon = (state) =>
  html`<svg class="state-mark" data-status=${state} viewBox="0 0 20 20" role="img" aria-label=${t(stateLabels[state])}>${shapes[state]}</svg>`;
