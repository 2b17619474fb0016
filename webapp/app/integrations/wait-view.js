import { html, nothing } from "../../lib/lit-html.js";
import { icons } from "../view.js";
import { errorMessage } from "../words.js";
import { WAIT_MS } from "./first-message.js";

const MINUTES = WAIT_MS / 60_000;

/** @param {number} ms @returns {string} such as `4:05` */
const clock = (ms) => {
  const seconds = Math.ceil(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/**
 * The button that waits for the first message, and what came.
 *
 * @param {import("./first-message.js").FirstMessage} first @param {() => void} wait @param {boolean} ready whether waiting is what comes next
 * @param {string} [others] says that what comes may be of
 *   another sender
 */
export function waitView(first, wait, ready, others = "") {
  const { state, message, refusal, error, left } = first;
  const waiting = state === "starting" || state === "waiting";
  return html`${others ? html`<p class="quiet">${others}</p>` : nothing}
  <div class="first-message" data-testid="first-message" data-state=${state}>
    ${
      waiting
        ? html`<button class="button" type="button" @click=${() => first.stop()}>Stop waiting</button>`
        : html`<button class="button ${ready && state === "idle" ? "primary" : ""}" type="button" @click=${wait}>${state === "idle" ? "Wait for the first message" : "Wait again"}</button>`
    }
    <div role="status">${words(state, message)}
      ${refusal ? html`<p class="form-error">A message came and was refused: ${refusal}</p>` : nothing}
      ${waiting && error !== undefined ? html`<p class="quiet">${errorMessage(error)} Trying again…</p>` : nothing}</div>
    ${waiting ? html`<p class="quiet" aria-hidden="true">${clock(left)}</p>` : nothing}
  </div>`;
}

/** @param {import("./first-message.js").FirstMessage["state"]} state @param {import("./first-message.js").Received | null} message */
function words(state, message) {
  if (message)
    return html`<p class="waiting" data-arrived="yes">${icons.check}<span>Received: <strong>${message.title}</strong></span></p>
      <p class="received">${message.text}</p>${message.link ? html`<p><a href=${message.link}>Show it</a></p>` : nothing}`;
  if (state === "starting")
    return html`<p class="waiting"><span class="beacon" aria-hidden="true"></span><span>Connecting…</span></p>`;
  if (state === "waiting")
    return html`<p class="waiting"><span class="beacon" aria-hidden="true"></span><span>Waiting. Run the lines now.</span></p>`;
  if (state === "nothing")
    return html`<p>Nothing came within ${MINUTES} minutes. Check that the lines reach this server and print no error. An alert that is already open and
      has not changed is no new message: resolve it first.</p>`;
  return nothing;
}
