import { html, nothing } from "../../lib/lit-html.js";
import { events } from "../../sdk/events/index.js";
import { channelPicker } from "../channels/channel-picker.js";
import { eventStoreOf } from "../channels/event-store.js";
import "../channels/publish-form.js";
import { statsCards } from "../channels/stats-cards.js";
import "../channels/event-stream.js";
import { api, signedIn } from "../context.js";
import { toast } from "../parts/page-controls.js";
import { pageHead, showConnection } from "../parts/page-parts.js";
import { icons, View } from "../view.js";

const STATS_EVERY_MS = 3_000;
const FIRST_CHOICE = ["apps", "announcements"];

/** The events of channels, live. Administrators also see the node's statistics, and publish. */
class ChannelsPage extends View {
  #user = signedIn()?.user;
  #store = eventStoreOf(this.#user?.id ?? "");
  /** @type {import("../../sdk/events/event-feed.js").Stats | null} */
  #stats = null;
  #refused = "";
  #channel = api
    .use(events)
    .events(this.#store.chosen ?? [])
    .on("*", (message) => this.#received(message));

  connected() {
    this.onDisconnect(this.#channel.onConnection((state) => this.#stateChanged(state)));
    this.#channel.subscribe((status, error) => this.#statusChanged(status, error));
    this.every(STATS_EVERY_MS, () => this.#requestStats());
    this.onDisconnect(() => {
      api.removeChannel(this.#channel);
      showConnection(null);
    });
  }

  get #isAdmin() {
    return this.#user?.role === "admin";
  }

  async #requestStats() {
    if (!this.#isAdmin || this.#channel.connection !== "live") return;
    try {
      const stats = await this.#channel.stats();
      this.change(() => (this.#stats = stats));
    } catch {
      // of a connection that was lost meanwhile; the next one is asked again
    }
  }

  /** @param {import("../../sdk/index.js").ConnectionState} state */
  #stateChanged(state) {
    showConnection(state);
    this.update();
  }

  /** @param {import("../../sdk/index.js").ChannelStatus} status @param {Error & { channel?: string }} [error] */
  #statusChanged(status, error) {
    if (status === "SUBSCRIBED") this.#subscribed();
    if (status === "CHANNEL_ERROR" && error) this.#refuse(error.channel, error.message);
  }

  #subscribed() {
    if (!this.#store.chosen) {
      this.#store.chosen = new Set();
      for (const channel of this.#channel.authorizedChannels)
        if (FIRST_CHOICE.includes(channel.split(":", 1)[0])) this.#choose(channel, true);
    }
    this.#requestStats();
    this.update();
  }

  /** @param {import("../../sdk/events/index.js").EventMessage} message */
  #received({ kind, text, timestamp }) {
    if (text === undefined) return; // a POLL: what was missed is not kept
    this.#store.add({ channel: kind, data: text, timestamp });
    /** @type {View | null} */ (this.querySelector("hg-event-stream"))?.update();
  }

  /** @param {string | undefined} channel @param {string} message */
  #refuse(channel, message) {
    if (channel) {
      this.#store.chosen?.delete(channel);
      this.#channel.remove(channel);
    }
    if (channel && this.#channel.authorizedChannels.includes(channel)) toast(`${channel}: ${message}`, "bad");
    this.change(() => (this.#refused = channel ? `${channel}: ${message}.` : `${message}.`));
  }

  /** @param {string} channel @param {boolean} on */
  #choose(channel, on) {
    this.#refused = "";
    if (on) this.#store.chosen?.add(channel);
    else this.#store.chosen?.delete(channel);
    if (on) this.#channel.add(channel);
    else this.#channel.remove(channel);
    this.update();
  }

  template() {
    const authorized = this.#channel.authorizedChannels;
    const chosen = this.#store.chosen ?? new Set();
    const mayPublish = this.#isAdmin || this.#user?.role === "service";
    return html`${pageHead("Channels", null)} ${this.#connectionNotice()}
      ${this.#isAdmin ? statsCards(this.#stats) : nothing}
      <div class="channels">
        <div class="channels-side">
          <section class="card" aria-labelledby="listen-title">
            <div class="card-head"><h2 id="listen-title">Subscriptions</h2><p data-testid="chosen-count">${chosen.size} selected</p></div>
            ${channelPicker({ authorized, chosen, refused: this.#refused, choose: (channel, on) => this.#choose(channel, on) })}
          </section>
          ${mayPublish ? html`<section class="card" aria-label="Publish"><hg-publish .channels=${authorized}></hg-publish></section>` : nothing}
        </div>
        <section class="card channels-main"><hg-event-stream .store=${this.#store} .idle=${this.#idle(chosen.size)}></hg-event-stream></section>
      </div>`;
  }

  #connectionNotice() {
    if (!["reconnecting", "polling"].includes(this.#channel.connection)) return nothing;
    return html`<div class="notice" role="alert">${icons.warning}
      <p><strong>Connection lost.</strong> Reconnecting. Events published in the meantime are not shown.</p></div>`;
  }

  /** @param {number} chosen */
  #idle(chosen) {
    return chosen === 0
      ? html`<h3>No channels selected</h3><p>Select a channel to see its events here.</p>`
      : html`<h3>No events yet</h3><p>Subscribed to ${chosen === 1 ? "1 channel" : `${chosen} channels`}. New events appear here as they are published.</p>`;
  }

  renderNow() {
    super.renderNow();
    /** @type {View | null} */ (this.querySelector("hg-event-stream"))?.update();
  }
}

customElements.define("hg-channels", ChannelsPage);
