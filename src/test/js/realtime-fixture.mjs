import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

/** A selection of all changes of machines of one organisation. */
export const machines = { event: "*", schema: "public", table: "machines", filter: "org_id=eq.acme" };

/** A client with one channel, whose socket is opening. */
export function start(options = {}) {
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
  const channel = api.channel("a").on("postgres_changes", machines, (change) => received.push(change));
  channel.subscribe((status) => statuses.push(status));
  return { browser, api, channel, received, statuses };
}

/** The same, connected and confirmed. */
export function live(options) {
  const all = start(options);
  all.browser.socket.open();
  all.browser.socket.confirm("machines");
  return all;
}
