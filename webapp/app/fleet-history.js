const WINDOW_MS = 15 * 60_000;
const CHANGES_KEPT = 60;

/**
 * @typedef {{ at: number, online: number, total: number }} Sample
 * @typedef {{ at: number, id: string, event: string, status?: string, name?: string, committedAt: string | null }} Entry `committedAt` by the clock of the server
 */

/** Samples and changes of one organisation's machines since the application was opened. */
export class FleetHistory {
  /** @type {Sample[]} */
  samples = [];
  /** @type {Entry[]} newest first */
  changes = [];
  /** @type {Map<string, string>} names by id, also of deleted machines */
  names = new Map();

  /** @param {{ machines: import("./machines.js").Machine[], onlineCount: number, machineCount: number }} stats */
  sample({ machines, onlineCount, machineCount }) {
    const at = Date.now();
    for (const { id, name } of machines) this.names.set(id, name);
    this.samples = [
      ...this.samples.filter((sample) => at - sample.at < WINDOW_MS * 1.2),
      { at, online: onlineCount, total: machineCount },
    ];
  }

  /** @param {import("../sdk/channel.js").Change} change */
  record({ eventType: event, new: row, old, commit_timestamp: committedAt }) {
    const id = row.id ?? old.id;
    if (row.name) this.names.set(id, row.name);
    if (this.changes.some((known) => known.id === id && known.committedAt === committedAt && known.status === row.status)) return; // delivered again after a reconnection
    this.changes = [{ at: Date.now(), id, event, status: row.status, name: row.name, committedAt }, ...this.changes].slice(
      0,
      CHANGES_KEPT,
    );
  }
}

/** @type {Map<string, FleetHistory>} */
const histories = new Map();

/** @param {string} org */
export function fleetHistoryOf(org) {
  const history = histories.get(org) ?? new FleetHistory();
  histories.set(org, history);
  return history;
}

export { WINDOW_MS };
