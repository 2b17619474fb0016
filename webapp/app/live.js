import { api, currentOrg } from "./context.js";

/**
 * Subscribes a page to the machines of the current organisation, until the page is left.
 *
 * @param {import("./view.js").View} page
 * @param {string} name
 * @param {(change: import("../sdk/channel.js").Change) => void} onChange
 * @param {() => void} onSubscribed also after each reconnection: what happened in between was missed
 */
export function followMachines(page, name, onChange, onSubscribed) {
  const org = currentOrg();
  const channel = api
    .channel(name)
    .on(
      "postgres_changes",
      { event: "*", schema: "public", table: "machines", filter: org && `org_id=eq.${org.id}` },
      onChange,
    )
    .subscribe((status) => status === "SUBSCRIBED" && onSubscribed());
  page.whenLeft(() => api.removeChannel(channel));
}
