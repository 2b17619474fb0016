const MOST = 50;

/**
 * @typedef {"critical" | "warning" | "info"} Severity
 * @typedef {{ id: string, site: string, severity: Severity, message: string, event: string }} Frame
 * @typedef {{ id: string, site: string, severity: Severity, message: string, status: string, created_at: string,
 *   resolved_at: string | null }} Listed
 * @typedef {{ id: string, site: string, severity: Severity, message: string, at: number, resolvedAt: number | null,
 *   acknowledged: boolean, isNew: boolean, updatedAt: number }} Entry `at` when it was raised, as far as is known; `isNew`: it
 *   came while the wall was open; `updatedAt`: its last frame, 0 for none
 */

/** The alerts of the wall: newest first, at most fifty; over that, resolved ones are dropped first. */
export class AlertList {
  /** @type {Map<string, Entry>} */
  #byId = new Map();
  /** @type {Entry[]} */
  all = [];

  /** Applies a frame. @param {Frame} frame @param {number} now */
  apply({ id, site, severity, message, event }, now) {
    const known = this.#byId.get(id);
    const at = known?.at ?? Math.max(now, (this.all[0]?.at ?? 0) + 1); // in the order of arrival, whatever the clocks
    const resolvedAt = event === "alert.resolved" ? (known?.resolvedAt ?? now) : (known?.resolvedAt ?? null);
    this.#byId.set(id, {
      id,
      site,
      severity,
      message,
      at,
      resolvedAt,
      acknowledged: known?.acknowledged ?? false,
      isNew: true,
      updatedAt: now,
    });
    this.#arrange();
  }

  /**
   * Merges the list of unresolved alerts. One that is missing in it was resolved during a loss of the connection, unless a frame about
   * it came after the list was requested.
   *
   * @param {Listed[]} open @param {boolean} complete whether the list holds all of them
   * @param {{ requestedAt: number, now: number }} times
   */
  merge(open, complete, { requestedAt, now }) {
    const ids = new Set(open.map(({ id }) => id));
    for (const entry of this.all) {
      const missing = complete && !ids.has(entry.id) && entry.updatedAt < requestedAt;
      if (missing && !entry.resolvedAt) this.#byId.set(entry.id, { ...entry, resolvedAt: now });
    }
    for (const { id, site, severity, message, status, created_at } of open) {
      const known = this.#byId.get(id);
      this.#byId.set(id, {
        id,
        site,
        severity,
        message,
        at: known?.at ?? Date.parse(created_at),
        resolvedAt: known?.resolvedAt ?? null,
        acknowledged: status === "acknowledged",
        isNew: known?.isNew ?? false,
        updatedAt: known?.updatedAt ?? 0,
      });
    }
    this.#arrange();
  }

  #arrange() {
    const sorted = [...this.#byId.values()].sort((a, b) => b.at - a.at);
    const resolved = sorted.filter(({ resolvedAt }) => resolvedAt);
    const excess = Math.max(0, sorted.length - MOST);
    const leaving = new Set(resolved.slice(Math.max(0, resolved.length - excess)));
    this.all = sorted.filter((entry) => !leaving.has(entry)).slice(0, MOST);
    this.#byId = new Map(this.all.map((entry) => [entry.id, entry]));
  }

  /** @returns {Record<Severity, number>} how many are not resolved */
  counts() {
    const counts = { critical: 0, warning: 0, info: 0 };
    for (const { severity, resolvedAt } of this.all) {
      if (!resolvedAt && severity in counts) counts[severity]++;
    }
    return counts;
  }
}

export { MOST };
