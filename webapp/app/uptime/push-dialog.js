import { html } from "../../lib/lit-html.js";
import { publicAddress } from "../context.js";
import "../parts/copy-field.js";
import { openDialog } from "../parts/dialog.js";
import { pushSchedule } from "./push-schedule.js";

/** Shows a monitor's push URL, and how to call it. @param {import("./admin-api.js").Monitor} monitor */
export function showPushDialog({ name, token, interval, custom1 }) {
  if (!token)
    return openDialog(
      "hidden-push-url",
      `Push URL of ${name}`,
      ({ close }) => html`
    <p>This push URL can no longer be shown, because the server’s signing key was replaced. Services that know it can still send pulses.
      To get a URL that you can see, edit the monitor and enter a new token.</p>
    <div class="dialog-actions"><button class="button" type="button" @click=${close}>Done</button></div>`,
    );
  const address = `${publicAddress()}/v1/push/${token}`;
  const { by, line } = pushSchedule(address, interval);
  const metric = custom1 ? `&${custom1.id}=42` : "";
  return openDialog(
    "push-url",
    `Push URL of ${name}`,
    ({ close }) => html`
    <p>Call this URL at least every ${interval} s to keep the monitor up. Keep it secret: anyone who knows it can send pulses.</p>
    <hg-copy label="Push URL" .text=${address}></hg-copy>
    <p class="quiet">Send one pulse with a latency in milliseconds:</p>
    <hg-copy label="curl" .text=${`curl -fsS -m 10 "${address}?latency=42${metric}"`}></hg-copy>
    <p class="quiet">${by === "crontab" ? "Send pulses regularly with cron:" : "Send pulses regularly from a shell (the interval is too short for cron):"}</p>
    <hg-copy label=${by} .text=${line}></hg-copy>
    <p class="quiet">Report a failure: the monitor is down at once, until its next pulse. <code>/fail</code> and exit codes, such as <code>/$?</code>, do the same.</p>
    <hg-copy label="Failure" .text=${`curl -fsS -m 10 "${address}?status=down&msg=disk+full"`}></hg-copy>
    <div class="dialog-actions"><button class="button" type="button" @click=${close}>Done</button></div>`,
  );
}
