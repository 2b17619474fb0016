import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { preview } from "../../../webapp/app/uptime/page-look.js";
import { functionsIn, markup } from "./fake-page.mjs";

test("no link of a preview leads away from the form, those of its texts included", () => {
  const look = {
    intro: "See [our site](https://acme.test/).",
    footer: "[Imprint](https://acme.test/imprint)",
    light: "",
    dark: "",
  };
  const shown = preview("Acme", look, undefined);
  const [clicked] = functionsIn(shown);
  const click = (inLink) => {
    let prevented = false;
    clicked({ target: { closest: (name) => (inLink && name === "a" ? {} : null) }, preventDefault: () => (prevented = true) });
    return prevented;
  };

  assert.match(markup(shown).split("@click=")[0], /class="look" $/);
  assert.deepEqual([click(true), click(false)], [true, false]);
});
