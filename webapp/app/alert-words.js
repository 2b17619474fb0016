import { icons } from "./parts/icons.js";

/** How severities are shown. @type {Record<import("./alerts.js").Severity, [label: string, icon: unknown]>} */
export const kinds = { critical: ["Critical", icons.critical], warning: ["Warning", icons.warning], info: ["Info", icons.info] };

/** Who reports an alert. @param {string} source */
export const originOf = (source) => (source === "people" ? "manually" : `by ${source}`);
