import { html, nothing, repeat } from "../../lib/lit-html.js";
import { confirmDialog, formDialog } from "../parts/dialog.js";
import { textValue } from "../parts/form.js";
import { toast } from "../parts/page-controls.js";
import { empty } from "../parts/page-parts.js";
import { icons } from "../view.js";
import { moment, timeZone } from "../words.js";
import { announce, endAnnouncement, readListing } from "./admin-api.js";
import { lampBadge, since } from "./console-parts.js";

/** @type {[severity: string, label: string, tone: string][]} */
const severities = [
  ["info", "Information", "pending"],
  ["warning", "Warning", "stale"],
  ["critical", "Critical", "quarantined"],
];

/** @typedef {{ id: string, text: string, severity: string, created_by: string, created_at: string, since: string, until: string | null }} Announcement */

/** What administrators announce on the channel `announcements`. */
export class AnnouncementsPart {
  #host;

  /** @param {import("./console-parts.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  read() {
    return readListing("announcements");
  }

  actions() {
    return html`<button class="button primary" type="button" @click=${() => this.#write()}>${icons.plus}New announcement</button>`;
  }

  /** @param {import("./admin-api.js").Listing<Announcement>} data */
  template({ items }) {
    if (items.length === 0)
      return empty(
        "No announcements",
        "Announce a maintenance or a problem to everybody who listens to the channel “announcements”.",
      );
    return html`<section class="card" aria-label="Announcements"><table class="table wide">
      <thead><tr><th scope="col">Announcement</th><th scope="col">Severity</th><th scope="col">By</th><th scope="col">Since</th>
        <th scope="col">Until</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${repeat(
        items,
        ({ id }) => id,
        (announcement) => this.#row(announcement),
      )}</tbody></table></section>`;
  }

  /** @param {Announcement} announcement */
  #row(announcement) {
    const { id, text, severity, created_by, until } = announcement;
    const [, label, tone] = severities.find(([one]) => one === severity) ?? ["", severity, "pending"];
    return html`<tr data-testid="announcement-row" data-id=${id} data-severity=${severity}>
      <th scope="row" class="announcement-text" dir="auto">${text}</th>
      <td data-label="Severity">${lampBadge(tone, label)}</td>
      <td data-label="By" class="person"><bdi>${created_by}</bdi></td>
      <td data-label="Since" class="quiet">${Date.parse(announcement.since) > Date.now() ? moment(announcement.since) : since(announcement.since)}</td>
      <td data-label="Until" class="quiet">${until ? moment(until) : "open end"}${isOver(announcement) ? html`<span class="tag">over</span>` : nothing}</td>
      <td class="row-actions"><button class="button small" type="button" aria-label="${isOver(announcement) ? "Remove" : "End"} “${text.slice(0, 60)}”"
        @click=${() => this.#end(announcement)}>${isOver(announcement) ? "Remove" : "End"}</button></td>
    </tr>`;
  }

  async #write() {
    const written = await formDialog({
      name: "announcement",
      title: "New announcement",
      button: "Publish",
      names: ["text", "severity", "until"],
      fields: ({
        labelled,
      }) => html`${labelled("text", "Text", html`<textarea name="text" rows="4" maxlength="2000" autofocus></textarea>`)}
        ${labelled("severity", "Severity", html`<select name="severity">${severities.map(([value, label]) => html`<option value=${value}>${label}</option>`)}</select>`)}
        ${labelled("until", "Ends (optional)", html`<input type="datetime-local" name="until">`, `Time zone: ${timeZone()}. Without it the announcement stands until you end it.`)}`,
      submit: async (form) => {
        await announce(announcementOf(form)); // what is returned would be shown in the dialog
      },
    });
    if (!written) return;
    toast("Announcement published.", "good");
    this.#host.load();
  }

  /** @param {Announcement} announcement */
  async #end(announcement) {
    const over = isOver(announcement);
    const text = `It disappears from this list${over ? "" : ", and listeners learn that it has ended"}.`;
    const [title, button] = over ? ["Remove this announcement?", "Remove"] : ["End this announcement?", "End"];
    if (!(await confirmDialog({ name: "end-announcement", title, text, button, act: () => endAnnouncement(announcement.id) })))
      return;
    toast(over ? "Announcement removed." : "Announcement ended.", "good");
    this.#host.load();
  }
}

/** @param {Announcement} announcement */
export const isOver = ({ until }) => until !== null && Date.parse(until) <= Date.now();

/** @param {FormData} form @returns {{ text: string, severity: string, until?: string }} */
export function announcementOf(form) {
  const until = textValue(form, "until");
  const announcement = { text: textValue(form, "text"), severity: textValue(form, "severity") };
  return until ? { ...announcement, until: new Date(until).toISOString() } : announcement;
}
