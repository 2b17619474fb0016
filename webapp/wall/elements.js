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
export function shape(severity) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[/** @type {keyof typeof SHAPES} */ (severity)] ?? SHAPES.info);
  svg.append(path);
  return svg;
}
