import { api, currentOrg } from "./context.js";

/**
 * Subscribes to a table of an organisation until the page is left. The page's data is loaded again when events may have
 * been missed. A connection that was lost resumes after the last load, so that none is.
 *
 * @param {import("./view.js").View} page
 * @param {{ name: string, table: string, loader: import("./loader.js").Loader<any>, load?: () => void,
 *   onChange: (change: import("../sdk/channel.js").Change) => void, org?: string }} options `load`: in place of the loader's own;
 *   `org`: the id of another organisation than the current one
 */
export function subscribeToTable(page, { name, table, loader, onChange, load = () => loader.load(), org = currentOrg()?.id }) {
  let subscribed = false;
  const channel = api
    .channel(name)
    .on("postgres_changes", { event: "*", schema: "public", table, filter: org && `org_id=eq.${org}` }, onChange)
    .subscribe((status) => {
      subscribed ||= status === "SUBSCRIBED";
      // of a subscription that is refused or ended, the answer to the load shows why
      const mayDiffer = status === "SUBSCRIBED" || status === "CHANNEL_ERROR";
      if (mayDiffer || (status === "RESUMED" && loader.error)) load();
    });
  loader.onSeq = (seq, epoch) => subscribed && channel.since({ seq, epoch }); // the first subscription is the one that the stock client sends
  page.onDisconnect(() => api.removeChannel(channel));
}
