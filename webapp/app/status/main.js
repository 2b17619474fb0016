import "../parts/theme-toggle.js";
import "../parts/toasts.js";
import "./chart.js";
import "./row.js";
import "./updated.js";
import { StatusPage } from "./page.js";

document.querySelector("hg-status-page")?.replaceChildren();
customElements.define("hg-status-page", StatusPage);
