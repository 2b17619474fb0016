import { minute } from "../app/time.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SHAPES = {
  critical: "M8.3 2h7.4L21 7.300v7.400L15.7 20H8.300L3 14.700V7.300zM12 6.500v5.500M12 15.500h.01",
  warning: "M12 2.500 1.8 20h20.400zM12 9v5M12 17h.01",
  info: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM12 11v6M12 7.500h.01",
};

/** @param {number} ms a duration */
export function duration(ms) {
  if (ms < MINUTE) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  return ms < 48 * HOUR
    ? `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`
    : `${Math.floor(ms / HOUR / 24)} days`;
}

/** @param {string} tag @param {string} className @param {string} [text] always text, never markup */
export function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** @param {string} severity */
function shape(severity) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[/** @type {keyof typeof SHAPES} */ (severity)] ?? SHAPES.info);
  svg.append(path);
  return svg;
}

/** Renders the alerts, and keeps the elements of those that stay, so that only new ones are animated. */
export class AlertListView {
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();
  #list;

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#list = list;
  }

  /** @param {import("./alert-list.js").Entry[]} alerts @param {number} now */
  show(alerts, now) {
    const rows = new Map(alerts.map((entry) => [entry.id, this.#rows.get(entry.id) ?? row(entry)]));
    for (const [id, old] of this.#rows) if (!rows.has(id)) old.remove();
    this.#rows = rows;
    alerts.forEach((entry, index) => {
      const element = /** @type {HTMLElement} */ (rows.get(entry.id));
      fill(element, entry, now);
      if (this.#list.children[index] !== element) this.#list.insertBefore(element, this.#list.children[index] ?? null);
    });
  }
}

/** @param {import("./alert-list.js").Entry} entry */
function row({ id, severity, isNew }) {
  const made = element("li", "alert");
  made.dataset.id = id;
  if (isNew) made.dataset.fresh = "yes";
  const badge = element("p", "severity");
  badge.append(shape(severity), element("span", "severity-name", severity));
  const what = element("div", "what");
  what.append(element("p", "site"), element("p", "message"));
  made.append(badge, what, element("p", "when"));
  return made;
}

/** @param {HTMLElement} row @param {import("./alert-list.js").Entry} entry @param {number} now */
function fill(row, { site, severity, message, at, resolvedAt, acknowledged }, now) {
  row.dataset.severity = severity;
  row.dataset.status = resolvedAt ? "resolved" : acknowledged ? "acknowledged" : "open";
  const words = {
    ".site": site,
    ".message": message,
    ".when": resolvedAt
      ? `Resolved ${minute(resolvedAt)}`
      : [acknowledged ? "Acknowledged" : "", minute(at), now - at < MINUTE ? "now" : duration(now - at)]
          .filter(Boolean)
          .join(" · "),
  };
  for (const [selector, text] of Object.entries(words)) {
    const target = /** @type {HTMLElement} */ (row.querySelector(selector));
    if (target.textContent !== text) target.textContent = text;
  }
}
