import "../parts/theme-toggle.js";
import "../parts/toasts.js";
import "./history-chart.js";
import "./item-row.js";
import "./last-updated.js";
import { StatusPage } from "./page.js";

document.querySelector("hg-status-page")?.replaceChildren();
customElements.define("hg-status-page", StatusPage);
