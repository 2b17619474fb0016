import { start } from "./context.js";
import "./pages/account.js";
import "./pages/accounts.js";
import "./pages/alerts.js";
import "./pages/channels.js";
import "./pages/dashboard.js";
import "./pages/health.js";
import "./pages/invitation.js";
import "./pages/keys.js";
import "./pages/machines.js";
import "./pages/members.js";
import "./pages/no-organization.js";
import "./pages/sign-in.js";
import "./pages/status-pages.js";
import { App } from "./shell.js";

await start();
document.querySelector("hg-app")?.replaceChildren();
customElements.define("hg-app", App);
