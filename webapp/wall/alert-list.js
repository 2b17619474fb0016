/** At most so many alerts are painted. */
const MOST = 50;
/** A resolved alert stays for so long, if there is room. */
const RESOLVED_SHOWN_MS = 15 * 60_000;
/** The events of an alert that stays open. */
const UPDATES = ["alert.acknowledged", "alert.updated"];
const SEVERITIES = /** @type {const} */ (["critical", "warning", "info"]);

/**
 * @typedef {import("../sdk/alerts/open-alerts.js").Severity} Severity
 * @typedef {import("../sdk/alerts/open-alerts.js").OpenAlertList} OpenAlertList
 * @typedef {Record<Severity, number>} Counts
 * @typedef {{ id: string, site: string, severity: Severity, message: string, event: string, seq?: number }} Frame
 * @typedef {{ id: string, site: string, severity: Severity, message: string, at: number, resolvedAt: number | null,
 *   acknowledged: boolean, isNew: boolean, seq: number }} Entry `at` when it was raised, as far as is known; `isNew`: it came while
 *   the wall was open; `seq` of its last frame, 0 for none
 */

/** @param {Severity} severity @returns {number} 0 for the worst */
const rank = (severity) => (SEVERITIES.includes(severity) ? SEVERITIES.indexOf(severity) : SEVERITIES.length);

/** @returns {Counts} */
const none = () => ({ critical: 0, warning: 0, info: 0 });

/**
 * What the wall knows: every open alert, by lists of all of them and by the frames since. Which of a list and a frame is newer is
 * decided by their positions in the log, whatever the clocks say.
 */
export class AlertList {
  /** Whether a complete list has come. */
  isKnown = false;
  /** Whether the last list named every open alert, and did not only count some of them. */
  isComplete = true;
  /** @type {Map<string, Entry>} */
  #byId = new Map();
  /** Open alerts that the last list counted and did not name. */
  #unlisted = none();
  /** The position of the last list. */
  #listSeq = 0;
  /** When the newest alert was raised. */
  #newest = 0;

  /** All entries, newest first. @returns {Entry[]} */
  get all() {
    return [...this.#byId.values()].sort((a, b) => b.at - a.at);
  }

  /** Removes everything. */
  clear() {
    this.isKnown = false;
    this.#byId.clear();
    this.#unlisted = none();
    this.#listSeq = 0;
  }

  /** Applies a frame. @param {Frame} frame @param {number} now @returns {Entry[]} the alert, if it was raised now */
  apply({ id, site, severity, message, event, seq = 0 }, now) {
    const known = this.#byId.get(id);
    const isOver = event === "alert.resolved";
    if (UPDATES.includes(event)) {
      if (known && !known.resolvedAt)
        this.#byId.set(id, {
          ...known,
          severity,
          message,
          acknowledged: known.acknowledged || event === "alert.acknowledged",
          seq,
        });
      return []; // of one that the last list only counted, the next list has it
    }
    if (!known && isOver && this.isKnown && severity in this.#unlisted)
      this.#unlisted[severity] = Math.max(0, this.#unlisted[severity] - 1);
    const entry = {
      id,
      site,
      severity,
      message,
      at: known?.at ?? Math.max(now, this.#newest + 1), // in the order of arrival, whatever the clocks
      resolvedAt: isOver ? (known?.resolvedAt ?? now) : null,
      acknowledged: !isOver && !known?.resolvedAt && (known?.acknowledged ?? false),
      isNew: true,
      seq,
    };
    this.#byId.set(id, entry);
    this.#newest = Math.max(this.#newest, entry.at);
    return isOver || (known && !known.resolvedAt) ? [] : [entry];
  }

  /**
   * Replaces what is known by a list of all open alerts, except what a frame after the list says.
   *
   * @param {OpenAlertList} list @param {number} now @returns {Entry[]} those that were raised since the list before
   */
  merge({ seq, counts, complete, alerts }, now) {
    /** @type {Entry[]} */
    const raised = [];
    const listed = new Set();
    const unlisted = { ...none(), ...counts };
    for (const { id, site, severity, message, status, created_at } of alerts) {
      listed.add(id);
      unlisted[severity]--;
      const known = this.#byId.get(id);
      if (known && known.seq > seq) continue;
      const isRaised = this.isKnown && (!known || known.resolvedAt !== null);
      const at = known && !known.resolvedAt ? known.at : Date.parse(created_at);
      const acknowledged = status === "acknowledged";
      const isNew = known?.isNew ?? isRaised;
      const entry = { id, site, severity, message, at, resolvedAt: null, acknowledged, isNew, seq: known?.seq ?? 0 };
      this.#byId.set(id, entry);
      this.#newest = Math.max(this.#newest, at);
      if (isRaised && complete) raised.push(entry);
    }
    for (const entry of this.#byId.values()) {
      if (listed.has(entry.id) || entry.resolvedAt || entry.seq > seq) continue;
      if (complete) this.#byId.set(entry.id, { ...entry, resolvedAt: now, acknowledged: false });
      else this.#byId.delete(entry.id); // among those that the list only counts, if it is open
    }
    for (const severity of SEVERITIES) this.#unlisted[severity] = Math.max(0, unlisted[severity]);
    this.isKnown = true;
    this.isComplete = complete;
    this.#listSeq = seq;
    this.#purge(now);
    return raised;
  }

  /** One that is newer than the last list stays, since another list of that time would open it again. @param {number} now */
  #purge(now) {
    const resolved = this.all.filter(({ resolvedAt, seq }) => resolvedAt !== null && seq <= this.#listSeq);
    for (const [index, { id, resolvedAt }] of resolved.entries())
      if (index >= MOST || now - Number(resolvedAt) > RESOLVED_SHOWN_MS) this.#byId.delete(id);
  }

  /** @returns {Counts} of all open alerts, whether or not they are shown */
  counts() {
    const counts = { ...this.#unlisted };
    for (const { severity, resolvedAt } of this.#byId.values()) if (!resolvedAt && severity in counts) counts[severity]++;
    return counts;
  }

  /**
   * The open alerts to paint, newest first. Where there is no room for all, worse ones stay, and of one severity the newer ones.
   *
   * @param {number} capacity @returns {{ shown: Entry[], hidden: Counts }} `hidden`: how many more are open
   */
  open(capacity) {
    const open = this.all.filter(({ resolvedAt }) => !resolvedAt);
    const worst = [...open].sort((a, b) => rank(a.severity) - rank(b.severity)).slice(0, Math.min(capacity, MOST));
    const hidden = this.counts();
    for (const { severity } of worst) if (severity in hidden) hidden[severity]--;
    return { shown: worst.sort((a, b) => b.at - a.at), hidden };
  }

  /** The same with the worst first, for a page that is scrolled. @returns {{ shown: Entry[], hidden: Counts }} */
  openWorstFirst() {
    const { shown, hidden } = this.open(MOST);
    return { shown: shown.sort((a, b) => rank(a.severity) - rank(b.severity) || b.at - a.at), hidden };
  }

  /** The alerts that were resolved lately, newest first. @param {number} now @returns {Entry[]} */
  resolved(now) {
    return this.all.filter(({ resolvedAt }) => resolvedAt && now - resolvedAt <= RESOLVED_SHOWN_MS);
  }
}

export { MOST, SEVERITIES };
