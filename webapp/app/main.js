import { start } from "./context.js";
import { App } from "./shell.js";

await start();
customElements.define("hg-app", App);
