import { start } from "./context.js";
import { App } from "./shell.js";

await start();
document.querySelector("hg-app")?.replaceChildren();
customElements.define("hg-app", App);
