import { api, currentOrg } from "./context.js";

/**
 * Follows a table of the current organisation until the page is left. What the page has loaded is loaded anew when its events may
 * have been missed. After a connection was lost, they are not: it resumes where the last load was.
 *
 * @param {import("./view.js").View} page
 * @param {{ name: string, table: string, loader: import("./loader.js").Loader<any>, load?: () => void,
 *   onChange: (change: import("../sdk/channel.js").Change) => void }} what `load` instead of the loader's own
 */
export function follow(page, { name, table, loader, onChange, load = () => loader.load() }) {
  const org = currentOrg();
  let known = false;
  const channel = api
    .channel(name)
    .on("postgres_changes", { event: "*", schema: "public", table, filter: org && `org_id=eq.${org.id}` }, onChange)
    .subscribe((status) => {
      known ||= status === "SUBSCRIBED";
      if (status === "SUBSCRIBED" || (status === "RESUMED" && loader.error)) load();
    });
  loader.onSeq = (seq) => known && channel.since(seq); // the first connection asks for nothing that the stock client does not
  page.whenLeft(() => api.removeChannel(channel));
}
