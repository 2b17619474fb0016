import { html, nothing } from "../../lib/lit-html.js";
import { field } from "../parts/form.js";

/**
 * @typedef {Object} ChannelPickerOptions
 * @property {string[]} authorized the channels that the server offers
 * @property {Set<string>} chosen the channels that are subscribed to, or will be
 * @property {string} refused why the last channel that was entered was refused
 * @property {(channel: string, on: boolean) => void} choose
 */

/** The channels that the user may subscribe to, by family, and a field for any other. @param {ChannelPickerOptions} options */
export function channelPicker({ authorized, chosen, refused, choose }) {
  const others = [...chosen].filter((channel) => !authorized.includes(channel));
  /** @param {SubmitEvent & { target: HTMLFormElement }} event */
  const add = (event) => {
    event.preventDefault();
    const input = event.target.elements.namedItem("channel");
    const channel = input instanceof HTMLInputElement ? input.value.trim() : "";
    if (channel) choose(channel, true);
    event.target.reset();
  };
  return html`${[...families(authorized)].map(
    ([family, channels]) => html`<fieldset class="family">
      <legend>${titles[family] ?? family}${words(family, authorized)}</legend>
      ${channels.map((channel) => toggle(channel, chosen.has(channel), choose))}
    </fieldset>`,
  )}
    ${
      others.length === 0
        ? nothing
        : html`<fieldset class="family"><legend>Other</legend>
      ${others.map((channel) => toggle(channel, true, choose))}</fieldset>`
    }
    <form class="channel-form" @submit=${add}>
      ${field(
        "Other channel",
        html`<span class="with-button"><input name="channel" maxlength="250" autocomplete="off" spellcheck="false" placeholder="apps:custom">
        <button class="button" type="submit">Subscribe</button></span>`,
      )}
      ${refused ? html`<p class="form-error" role="alert">${refused}</p>` : nothing}
    </form>`;
}

/** @type {Record<string, string>} */
const titles = {
  apps: "Applications",
  users: "Users",
  user: "Your events",
  database: "Database",
  deployments: "Deployments",
  storage: "Storage",
  system: "System",
  announcements: "Announcements",
};

/** What the installation itself publishes in a family. Administrators are offered the channels of the system. */
const published = { users: "accounts of this installation", system: "health, figures and troubles of the nodes" };

/** @param {string} family @param {string[]} authorized */
function words(family, authorized) {
  const text = /** @type {Record<string, string>} */ (published)[family];
  return text && authorized.includes("system:health") ? html`: <span data-testid="family-words">${text}</span>` : nothing;
}

/** @param {string[]} channels @returns {Map<string, string[]>} */
function families(channels) {
  /** @type {Map<string, string[]>} */
  const families = new Map();
  for (const channel of channels) {
    const family = channel.split(":", 1)[0];
    families.set(family, [...(families.get(family) ?? []), channel]);
  }
  return families;
}

/** @param {string} channel @param {boolean} on @param {ChannelPickerOptions["choose"]} choose */
function toggle(channel, on, choose) {
  const [family, ...member] = channel.split(":");
  const label = family === "user" ? "my events" : member.join(":") || family;
  return html`<button type="button" class="chip" aria-pressed=${on ? "true" : "false"} title=${channel} data-channel=${channel}
    @click=${() => choose(channel, !on)}><span class="visually-hidden">${family}: </span>${label.replaceAll("_", " ")}</button>`;
}
