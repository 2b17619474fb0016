import { html } from "../../lib/lit-html.js";
import "../parts/copy.js";
import { openDialog } from "../parts/dialog.js";

/** How a monitor says that it is well: its address, and how it is called. @param {import("./desk.js").Monitor} monitor */
export function showPushAddress({ name, token, interval, custom1 }) {
  const address = `${location.origin}/v1/push/${token}`;
  const metric = custom1 ? `&${custom1.id}=42` : "";
  return openDialog(`Push address of ${name}`, ({ close }) => html`
    <p>Whoever calls this address at least every ${interval} s is up. Keep it secret: it is all that is asked.</p>
    <hg-copy label="Push address" .text=${address}></hg-copy>
    <p class="quiet">Once, from a shell, with a latency in milliseconds:</p>
    <hg-copy label="curl" .text=${`curl -fsS -m 10 "${address}?latency=42${metric}"`}></hg-copy>
    <p class="quiet">${interval >= 60 ? "Again and again, as a line of a crontab:" : "Again and again, from a shell; cron calls once a minute at most:"}</p>
    <hg-copy label=${interval >= 60 ? "crontab" : "loop"} .text=${again(address, interval)}></hg-copy>
    <div class="dialog-actions"><button class="button" type="button" @click=${close}>Done</button></div>`);
}

/** @param {string} address @param {number} interval */
export function again(address, interval) {
  const call = `curl -fsS -m 10 "${address}" > /dev/null`;
  if (interval < 60) return `while :; do ${call}; sleep ${Math.max(1, Math.floor(interval / 2))}; done`;
  const minutes = Math.min(30, Math.max(1, Math.floor(interval / 120)));
  return `${minutes === 1 ? "*" : `*/${minutes}`} * * * * ${call}`;
}
