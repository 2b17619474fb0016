import { html, nothing, repeat } from "../../lib/lit-html.js";
import { api } from "../context.js";
import { signOut } from "../main.js";
import { confirmDialog } from "../parts/dialog.js";
import { toast } from "../parts/page-controls.js";
import { Loader, loadState } from "../parts/page-parts.js";
import { View } from "../view.js";
import { ago, exactTime, moment } from "../words.js";

/**
 * @typedef {{ id: string, current: boolean, client: string | null, address: string | null, started_at: string | null,
 *   last_used_at: string | null }} Session all but the id may be unknown
 */

const UNKNOWN = "Unknown browser";

/** The sessions of the user's account. */
class Sessions extends View {
  #sessions = new Loader(
    "sessions",
    () => api.get("/api/auth/sessions"),
    () => this.update(),
  );

  connected() {
    this.#sessions.load();
    this.updateOnTick();
  }

  /** @param {Session} session */
  #end({ id, current, client }) {
    return confirmDialog({
      name: "end-session",
      title: current ? "Sign out here?" : `Sign out ${client ?? UNKNOWN}?`,
      text: current ? "You are signed out in this browser." : "The session ends within a second, with all its open pages.",
      button: "Sign out",
      act: async () => {
        if (current) return signOut();
        await api.delete(`/api/auth/sessions/${id}`);
        toast("The session has ended.", "good");
        this.#sessions.load();
      },
    });
  }

  #endOthers() {
    return confirmDialog({
      name: "end-other-sessions",
      title: "Sign out all other sessions?",
      text: "You stay signed in here only. All other sessions end within a second.",
      button: "Sign out others",
      act: async () => {
        const { ended } = await api.delete("/api/auth/sessions");
        toast(ended === 1 ? "1 session has ended." : `${ended} sessions have ended.`, "good");
        this.#sessions.load();
      },
    });
  }

  template() {
    /** @type {Session[] | undefined} */
    const sessions = this.#sessions.data;
    return html`<section class="card" aria-labelledby="sessions-title">
      <h2 id="sessions-title">Sessions</h2>
      <p class="quiet">Where you are signed in now.</p>
      ${loadState(this.#sessions, 2)}
      ${
        sessions
          ? html`<ul class="plain devices">${repeat(
              sessions,
              ({ id }) => id,
              (session) => this.#row(session),
            )}</ul>`
          : nothing
      }
      ${sessions?.some(({ current }) => !current) ? html`<button class="button" type="button" @click=${() => this.#endOthers()}>Sign out all others</button>` : nothing}
    </section>`;
  }

  /** @param {Session} session */
  #row(session) {
    const { client, current, address, started_at, last_used_at } = session;
    const name = client ?? UNKNOWN;
    return html`<li data-testid="session-row">
      <span><strong>${name}</strong>${current ? html`<span class="tag">this session</span>` : nothing}
        <span class="below">${address ?? "Unknown address"}${started_at ? `, since ${moment(started_at)}` : nothing}</span>
        ${last_used_at ? html`<time class="below" title=${exactTime(last_used_at)}>Last sign-in or renewal ${ago(last_used_at)}</time>` : nothing}</span>
      <button class="button small" type="button" aria-label="Sign out ${name}" @click=${() => this.#end(session)}>Sign out</button>
    </li>`;
  }
}

customElements.define("hg-sessions", Sessions);
