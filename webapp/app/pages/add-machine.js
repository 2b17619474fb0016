import { html, nothing } from "../../lib/lit-html.js";
import { api, currentOrg, publicAddress } from "../context.js";
import { icons, skeleton } from "../view.js";
import "../parts/copy-field.js";
import { openDialog } from "../parts/dialog.js";
import { errorMessage } from "../words.js";

const POLL_MS = 2_000;

/**
 * Creates a key for one machine, shows the command that registers it, and waits for it.
 *
 * @param {() => Promise<import("../machines.js").Machine[]>} list
 */
export async function addMachine(list) {
  const state = { command: "", failure: "", arrived: "" };
  let open = true;
  let redraw = () => {};

  async function prepare() {
    state.failure = "";
    redraw();
    try {
      const known = new Set((await list()).map(({ id }) => id));
      const body = { org_id: currentOrg()?.id, description: "Add machine", reusable: false, expires_in_days: 1 };
      const { key } = await api.post("/api/keys", body);
      state.command = `curl -fsS ${publicAddress()}/agent.sh | HELIOGRAPH_AUTH_KEY=${key} sh -s -- up`;
      watch(known);
    } catch (error) {
      state.failure = errorMessage(error);
    }
    redraw();
  }

  /** @param {Set<string>} known */
  async function watch(known) {
    while (open && !state.arrived) {
      await new Promise((resume) => setTimeout(resume, POLL_MS));
      const machines = open ? await list().catch(() => []) : []; // the next attempt may succeed
      state.arrived = machines.find(({ id }) => !known.has(id))?.name ?? "";
    }
    redraw();
  }

  const closed = openDialog("add-machine", "Add machine", (dialog) => {
    redraw = dialog.redraw;
    if (state.failure) {
      return html`<p class="form-error" role="alert">${state.failure}</p>
        <div class="dialog-actions"><button class="button" type="button" @click=${prepare}>Retry</button></div>`;
    }
    return html`<p>Run this command in a shell on the machine. It requires only <code>curl</code>.</p>
      ${state.command ? html`<hg-copy label="Command" .text=${state.command}></hg-copy>` : skeleton(1, "Creating key")}
      <p class="quiet">The key in this command registers one machine, expires in 1 day and won’t be shown again.</p>
      <p class="waiting" data-arrived=${state.arrived ? "yes" : "no"} role="status">${
        state.arrived
          ? html`${icons.check}<span><strong>${state.arrived}</strong> is connected.</span>`
          : state.command
            ? html`<span class="beacon" aria-hidden="true"></span><span>Waiting for the first heartbeat…</span>`
            : nothing
      }</p>
      <div class="dialog-actions"><button class="button" type="button" @click=${dialog.close}>${state.arrived ? "Done" : "Close"}</button></div>`;
  });
  prepare();
  await closed;
  open = false;
}
