import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { config } from "../../../webapp/app/context.js";
import { embedLines } from "../../../webapp/app/uptime/embed-dialog.js";

const page = {
  id: "p",
  slug: "acme",
  name: 'Acme <"&">',
  items: [],
  leafItems: [],
  protected: false,
  reports: false,
  created_at: "",
};

test("the widget and the badge are at the installation", () => {
  const { widget, badge } = embedLines(page, "https://ops.example:8443");

  assert.match(
    widget,
    /^<iframe src="https:\/\/ops\.example:8443\/status\/acme\/widget" title="Status of Acme &lt;&quot;&amp;&quot;>"/,
  );
  assert.match(
    badge,
    /^<a href="https:\/\/ops\.example:8443\/status\/acme"><img src="https:\/\/ops\.example:8443\/v1\/status\/acme\/badge\.svg"/,
  );
});

test("or at the host of the page", () => {
  const { widget, badge } = embedLines({ ...page, host: "status.acme.test" }, "http://ops.example:8080");

  assert.match(widget, /src="http:\/\/status\.acme\.test:8080\/status\/acme\/widget"/);
  assert.match(badge, /^<a href="http:\/\/status\.acme\.test:8080\/"><img/);
});

test("the installation is the one that others see, whatever address its administrator uses", () => {
  config.public_url = "https://status.example.org/";

  assert.match(embedLines(page).widget, /src="https:\/\/status\.example\.org\/status\/acme\/widget"/);
});
