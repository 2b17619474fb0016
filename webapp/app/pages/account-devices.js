import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { signOutEverywhere } from "../main.js";
import { confirmDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";
import { Loader, loadState } from "../parts/page-parts.js";
import { icons, View } from "../view.js";
import { ago, exactTime, onTick } from "../words.js";

/** @typedef {{ id: string, name: string, current: boolean, created_at: string, last_used_at: string }} Device */

/** The devices on which the user has signed in. */
class Devices extends View {
  #devices = new Loader(
    "devices",
    () => api.get("/api/auth/devices"),
    () => this.update(),
  );

  connected() {
    this.#devices.load();
    this.onDisconnect(onTick(() => this.update()));
  }

  /** @param {Device} device */
  #remove({ id, name, current }) {
    return confirmDialog({
      name: "remove-device",
      title: `Remove ${name}?`,
      text: current
        ? "You are signed out on this device now."
        : "The device is signed out and loses its privilege to sign in while the account is locked after failed attempts.",
      button: "Remove",
      act: async () => {
        await api.delete(`/api/auth/devices/${id}`);
        toast(`${name} removed.`, "good");
        this.#devices.load();
      },
    });
  }

  #everywhere() {
    return confirmDialog({
      name: "sign-out-everywhere",
      title: "Sign out everywhere?",
      text: "You are signed out on all devices, this one included, and all of them are removed from the list.",
      button: "Sign out everywhere",
      act: () => signOutEverywhere(),
    });
  }

  template() {
    /** @type {Device[] | undefined} */
    const devices = this.#devices.data;
    return html`<section class="card" aria-labelledby="devices-title">
      <h2 id="devices-title">Devices</h2>
      <p class="quiet">You have signed in on these. They can sign in even while others try to guess your password.</p>
      ${loadState(this.#devices, 2)}
      ${
        devices
          ? html`<ul class="plain devices">${repeat(
              devices,
              ({ id }) => id,
              (device) => this.#row(device),
            )}</ul>
            ${devices.length === 0 ? html`<p class="quiet">No devices. Sign in again to add this one.</p>` : nothing}`
          : nothing
      }
      <button class="button" type="button" @click=${() => this.#everywhere()}>${icons.leave}Sign out everywhere</button>
    </section>`;
  }

  /** @param {Device} device */
  #row(device) {
    const { name, current, last_used_at } = device;
    return html`<li data-testid="device-row">
      <span><strong>${name}</strong>${current ? html`<span class="tag">this device</span>` : nothing}
        <time class="below" title=${exactTime(last_used_at)}>Last sign-in or renewal ${ago(last_used_at)}</time></span>
      <button class="button small" type="button" aria-label="Remove ${name}" @click=${() => this.#remove(device)}>Remove</button>
    </li>`;
  }
}

customElements.define("hg-devices", Devices);
