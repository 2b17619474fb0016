const WINDOW_MS = 15 * 60_000;
const CHANGES_KEPT = 60;

/**
 * @typedef {{ at: number, online: number, total: number }} Sample
 * @typedef {{ at: number, id: string, event: string, status?: string, name?: string, told: string | null }} Entry `told` is when by the server
 */

/** What this page has seen of one organisation since it was opened; it outlives a visit to another page. */
export class History {
  /** @type {Sample[]} */
  samples = [];
  /** @type {Entry[]} newest first */
  changes = [];
  /** @type {Map<string, string>} names by id, also of machines that are gone */
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
  record({ eventType: event, new: row, old, commit_timestamp: told }) {
    const id = row.id ?? old.id;
    if (row.name) this.names.set(id, row.name);
    if (this.changes.some((known) => known.id === id && known.told === told && known.status === row.status)) return; // told again, on coming back
    this.changes = [{ at: Date.now(), id, event, status: row.status, name: row.name, told }, ...this.changes].slice(
      0,
      CHANGES_KEPT,
    );
  }
}

/** @type {Map<string, History>} */
const histories = new Map();

/** @param {string} org */
export function historyOf(org) {
  const history = histories.get(org) ?? new History();
  histories.set(org, history);
  return history;
}

export { WINDOW_MS };
