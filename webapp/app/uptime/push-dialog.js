import { html } from "../../lib/lit-html.js";
import "../parts/copy-field.js";
import { openDialog } from "../parts/dialog.js";
import { pushSchedule } from "./push-schedule.js";

/** Shows a monitor's push address, and how to call it. @param {import("./admin-api.js").Monitor} monitor */
export function showPushDialog({ name, token, interval, custom1 }) {
  const address = `${location.origin}/v1/push/${token}`;
  const { by, line } = pushSchedule(address, interval);
  const metric = custom1 ? `&${custom1.id}=42` : "";
  return openDialog(
    `Push address of ${name}`,
    ({ close }) => html`
    <p>Whoever calls this address at least every ${interval} s is up. Keep it secret: it is all that is asked.</p>
    <hg-copy label="Push address" .text=${address}></hg-copy>
    <p class="quiet">Once, from a shell, with a latency in milliseconds:</p>
    <hg-copy label="curl" .text=${`curl -fsS -m 10 "${address}?latency=42${metric}"`}></hg-copy>
    <p class="quiet">${by === "crontab" ? "Again and again, as a line of a crontab:" : "Again and again, from a shell; cron, which calls once a minute at most, would often be too late:"}</p>
    <hg-copy label=${by} .text=${line}></hg-copy>
    <div class="dialog-actions"><button class="button" type="button" @click=${close}>Done</button></div>`,
  );
}
