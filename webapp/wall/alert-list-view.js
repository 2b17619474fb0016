import { minute } from "../app/words.js";
import { MOST } from "./alert-list.js";
import { duration, element, shape } from "./elements.js";

const MINUTE = 60_000;
const PHONE_PX = 760;
/** Characters that turn the direction of what follows: with them a text reads differently from what it says. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** How rows shrink: the first step at which all open alerts fit. */
const STEPS = [
  { density: "huge", columns: 1 },
  { density: "large", columns: 1 },
  { density: "medium", columns: 1 },
  { density: "small", columns: 1 },
  { density: "small", columns: 2 },
  { density: "tiny", columns: 2 },
  { density: "tiny", columns: 3 },
];

/**
 * @typedef {import("./alert-list.js").Entry} Entry
 * @typedef {import("./alert-list.js").AlertList} AlertList
 */

/**
 * Renders the alerts in as many and as large rows as fit, and keeps the elements of those that stay, so that only new ones are
 * animated.
 */
export class AlertListView {
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();
  #list;
  #frame;
  /** What the present choice of rows depends on. */
  #chosenFor = "";
  /** @type {{ shown: Entry[], hidden: import("./alert-list.js").Counts }} */
  #chosen = { shown: [], hidden: { critical: 0, warning: 0, info: 0 } };

  #linked;

  /**
   * @param {HTMLElement} list @param {HTMLElement} frame the element with the room for the list, and for what is below it
   * @param {() => boolean} [linked] whether an alert leads to its page, which only signed-in users can open
   */
  constructor(list, frame, linked = () => false) {
    this.#linked = linked;
    this.#list = list;
    this.#frame = frame;
  }

  /**
   * @param {AlertList} alerts @param {number} now
   * @param {(hidden: import("./alert-list.js").Counts) => void} tell shows how many more are open
   */
  show(alerts, now, tell) {
    const open = alerts.open(MOST);
    const resolved = alerts.resolved(now).slice(0, MOST - open.shown.length);
    const room = `${this.#frame.clientWidth}x${this.#frame.clientHeight}`;
    const rows = [...open.shown, ...resolved].map(({ id, site, message, resolvedAt }) => [id, site, message, resolvedAt]);
    const isWhole = JSON.stringify([rows, open.hidden, room]);
    if (isWhole !== this.#chosenFor) {
      this.#chosenFor = isWhole;
      this.#choose(alerts, open, resolved, now, tell);
    } else this.#paint(this.#current(alerts), now);
  }

  /** The chosen rows as they are now. @param {AlertList} alerts */
  #current(alerts) {
    const byId = new Map(alerts.all.map((entry) => [entry.id, entry]));
    return this.#chosen.shown.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /**
   * @param {AlertList} alerts @param {ReturnType<AlertList["open"]>} open @param {Entry[]} resolved @param {number} now
   * @param {(hidden: import("./alert-list.js").Counts) => void} tell
   */
  #choose(alerts, open, resolved, now, tell) {
    const attempt = (/** @type {Entry[]} */ shown, /** @type {import("./alert-list.js").Counts} */ hidden) => {
      this.#chosen = { shown, hidden };
      tell(hidden);
      this.#paint(shown, now);
      return this.#fits();
    };
    if (innerWidth <= PHONE_PX) {
      this.#shape({ density: "medium", columns: 1 });
      const { shown, hidden } = alerts.openWorstFirst(); // the screen shows only the beginning of the list
      attempt([...shown, ...newestFirst(resolved)], hidden);
      return;
    }
    for (const step of STEPS) {
      this.#shape(step);
      if (!attempt(open.shown, open.hidden)) continue;
      this.#addResolved(open, resolved, attempt);
      return;
    }
    let capacity = open.shown.length - 1;
    while (capacity > 1) {
      const fewer = alerts.open(capacity);
      if (attempt(fewer.shown, fewer.hidden)) return;
      capacity--;
    }
  }

  /**
   * Resolved alerts take only what room is left.
   *
   * @param {ReturnType<AlertList["open"]>} open @param {Entry[]} resolved
   * @param {(shown: Entry[], hidden: import("./alert-list.js").Counts) => boolean} attempt
   */
  #addResolved(open, resolved, attempt) {
    let most = resolved.length;
    while (most > 0 && !attempt(newestFirst([...open.shown, ...resolved.slice(0, most)]), open.hidden)) most--;
    if (most === 0 && resolved.length > 0) attempt(open.shown, open.hidden);
  }

  /** @param {{ density: string, columns: number }} step */
  #shape({ density, columns }) {
    this.#list.dataset.density = density;
    this.#list.dataset.columns = String(columns);
    this.#list.style.setProperty("--columns", String(columns));
  }

  #fits() {
    return this.#frame.scrollHeight <= this.#frame.clientHeight;
  }

  /** @param {Entry[]} alerts @param {number} now */
  #paint(alerts, now) {
    const rows = new Map(alerts.map((entry) => [entry.id, this.#rows.get(entry.id) ?? row(entry, this.#linked())]));
    for (const [id, old] of this.#rows) if (!rows.has(id)) old.remove();
    this.#rows = rows;
    alerts.forEach((entry, index) => {
      const made = /** @type {HTMLElement} */ (rows.get(entry.id));
      fill(made, entry, now);
      if (this.#list.children[index] !== made) this.#list.insertBefore(made, this.#list.children[index] ?? null);
    });
  }
}

/** @param {Entry[]} alerts */
const newestFirst = (alerts) => alerts.sort((a, b) => b.at - a.at);

/** @param {Entry} entry @param {boolean} linked */
function row({ id, severity, isNew }, linked) {
  const made = element("li", "alert");
  made.dataset.id = id;
  if (isNew) made.dataset.fresh = "yes";
  const badge = element("p", "severity");
  badge.append(shape(severity), element("span", "severity-name", severity));
  const what = element("div", "what");
  // a name in another script has its own direction, and does not turn around what stands beside it
  for (const part of ["site", "message"]) {
    const text = linked && part === "message" ? link(id) : element("p", part);
    text.dir = "auto";
    what.append(text);
  }
  const when = element("p", "when");
  when.append(element("span", "acknowledged", ""), element("span", "time", ""), element("span", "age", ""));
  made.append(badge, what, when);
  return made;
}

/** The message as a link to the page of its alert, beside the wall. @param {string} id */
function link(id) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", "message"));
  made.href = `/alerts/${encodeURIComponent(id)}`;
  made.target = "_blank";
  made.rel = "noopener";
  return made;
}

/** @param {HTMLElement} row @param {Entry} entry @param {number} now */
function fill(row, { site, severity, message, at, resolvedAt, acknowledged }, now) {
  if (row.dataset.severity && row.dataset.severity !== severity) {
    /** @type {HTMLElement} */ (row.querySelector(".severity")).replaceChildren(
      shape(severity),
      element("span", "severity-name", severity),
    );
  }
  row.dataset.severity = severity;
  row.dataset.status = resolvedAt ? "resolved" : acknowledged ? "acknowledged" : "open";
  const words = {
    ".site": site,
    ".message": message,
    ".acknowledged": acknowledged ? "Acknowledged" : "",
    ".time": resolvedAt ? `Resolved ${minute(resolvedAt)}` : minute(at),
    ".age": resolvedAt ? "" : now - at < MINUTE ? "now" : duration(now - at),
  };
  for (const [selector, text] of Object.entries(words)) {
    const target = /** @type {HTMLElement} */ (row.querySelector(selector));
    const plain = text.replace(DIRECTION_CONTROLS, "");
    if (target.textContent !== plain) target.textContent = plain;
  }
}
