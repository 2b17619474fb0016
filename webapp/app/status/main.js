import "../parts/theme-toggle.js";
import "../parts/toasts.js";
import "./item-row.js";
import "./last-updated.js";
import { loadLanguage } from "../words.js";
import { StatusPage } from "./page.js";

document.documentElement.lang = await loadLanguage(navigator.languages);
customElements.define("hg-status-page", StatusPage);
