import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

export const event = (seq) => ({ type: "event", channel: "machines", event: "UPDATE", payload: { id: "m" }, seq });
export const subscribed = (seq, table = "machines") => ({ type: "subscribed", channels: [table], seq: { [table]: seq } });

export function start({ since, ...options } = {}) {
  const browser = new FakeBrowser();
  const received = [];
  const statuses = [];
  const api = createClient({
    baseUrl: "http://fleet.test",
    getToken: () => "t1",
    getOrg: () => "acme",
    ...browser.parts,
    ...options,
  });
  const channel = api
    .channel("a")
    .on("postgres_changes", { event: "*", table: "machines" }, ({ eventType, seq }) => received.push(seq ?? eventType));
  if (since !== undefined) channel.since(since);
  channel.subscribe((status) => statuses.push(status));
  return { browser, api, channel, received, statuses };
}

/** Refuses every socket for a time. */
export async function refusing(browser, ms) {
  for (const end = browser.time + ms; browser.time < end; await browser.advance(500))
    if (browser.socket.readyState === 0) browser.socket.end(1006);
}

export async function streaming(options, seq = 41) {
  const all = start(options);
  await refusing(all.browser, 5_000);
  all.browser.socket.end(1006);
  await all.browser.advance(0);
  all.browser.stream.receive(subscribed(seq));
  await all.browser.advance(0);
  return all;
}
