import { html, nothing, repeat } from "../../lib/lit-html.js";
import { empty } from "../parts/page-parts.js";
import { AddressFilter } from "./address-filter.js";
import { readListing } from "./admin-api.js";
import { choiceFilter, lampBadge, missingNotice, nodeOptions, since } from "./console-parts.js";
import { count, duration } from "./units.js";

/**
 * @typedef {{ node: string, name: string, interval_seconds: number, last_run_at: string | null, last_duration_millis: number | null, runs: number,
 *   failures: number, failing: boolean, overdue: boolean, last_error: string | null }} Job
 */

/** The periodic work of every node. */
export class JobsPart {
  #host;
  #filter = new AddressFilter("/console/jobs", ["node", "show"], location.search);

  /** @param {import("./console-parts.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  read() {
    return readListing("jobs");
  }

  /** @param {import("./admin-api.js").Listing<Job>} data */
  template({ items, missing }) {
    const { node, show } = this.#filter.values;
    const ofNode = items.filter((job) => !node || job.node === node);
    const failing = ofNode.filter(needsAttention);
    const shown = orderedJobs(show === "attention" ? failing : ofNode);
    const choose = (/** @type {Partial<Record<"node" | "show", string>>} */ values) => {
      this.#filter.choose(values);
      this.#host.update();
    };
    const segment = (/** @type {string} */ which, /** @type {string} */ label) =>
      html`<button type="button" aria-pressed=${show === which} @click=${() => choose({ show: which })}>${label}</button>`;
    return html`${missingNotice(missing, "jobs")}
      <section class="card" aria-label="Jobs">
        <div class="filters console-filters">
          ${choiceFilter({ name: "node", label: "Node", value: node, options: nodeOptions(items, node), choose: (value) => choose({ node: value }) })}
          <div class="segments" role="group" aria-label="Filter jobs">${segment("", `All ${ofNode.length}`)}${segment("attention", `Need attention ${failing.length}`)}</div>
        </div>
        ${items.length === 0 ? empty("No jobs yet", "A node’s jobs appear a few seconds after it has started.") : nothing}
        ${items.length > 0 && shown.length === 0 ? html`<p class="quiet">${show === "attention" ? "Every job runs on time and without failures." : "No matches."}</p>` : nothing}
        ${shown.length > 0 ? table(shown) : nothing}
      </section>`;
  }
}

/** @param {Job} job */
export const needsAttention = ({ overdue, failing }) => overdue || failing;

/** Those that need attention first, then by name. @param {Job[]} jobs */
export const orderedJobs = (jobs) =>
  [...jobs].sort(
    (a, b) =>
      Number(needsAttention(b)) - Number(needsAttention(a)) || a.name.localeCompare(b.name) || a.node.localeCompare(b.node),
  );

/** @param {Job[]} jobs */
const table = (jobs) => html`<table class="table wide">
    <thead><tr><th scope="col">Job</th><th scope="col">State</th><th scope="col">Node</th><th scope="col">Every</th><th scope="col">Last run</th>
      <th scope="col">Took</th><th scope="col">Runs</th></tr></thead>
    <tbody>${repeat(
      jobs,
      ({ node, name }) => `${node} ${name}`,
      (job) => html`<tr data-testid="job-row" data-job=${job.name} data-node=${job.node}>
      <th scope="row">${job.name}${job.last_error ? html`<span class="below ${needsAttention(job) ? "bad-text" : ""}">last error: ${job.last_error}</span>` : nothing}</th>
      <td data-label="State">${jobBadge(job)}</td>
      <td data-label="Node"><bdi>${job.node}</bdi></td>
      <td data-label="Every">${duration(job.interval_seconds * 1000)}</td>
      <td data-label="Last run" class="quiet">${since(job.last_run_at)}</td>
      <td data-label="Took">${duration(job.last_duration_millis)}</td>
      <td data-label="Runs">${count(job.runs)}<span class="below ${job.failures ? "warn-text" : ""}">${count(job.failures)} failed</span></td>
    </tr>`,
    )}</tbody></table>
  <p class="quiet footnote">Runs and failures are counted since the node started.</p>`;

/** @param {Job} job */
function jobBadge({ overdue, failing }) {
  if (overdue) return lampBadge("quarantined", "Overdue");
  return failing ? lampBadge("stale", "Failing") : lampBadge("healthy", "OK");
}
