import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  api,
  chooseOrg,
  config,
  currentOrg,
  isPlatformAdmin,
  mayAdminister,
  mayOperateAlerts,
  start,
} from "../../../webapp/app/context.js";
import { page, signIn } from "./fake-page.mjs";

const acme = { id: "acme", name: "Acme", role: "owner" };
const globex = { id: "globex", name: "Globex", role: "member" };

beforeEach(() => page.reset());

test("the settings of the server are taken over", async () => {
  page.answers = [[200, { debounce_ms: 50, demo: true }]];

  await start();

  assert.deepEqual(page.requests, [{ method: "GET", path: "/api/config", body: undefined }]);
  assert.deepEqual([config.debounce_ms, config.demo, config.polling_ms], [50, true, 30_000]);
  assert.equal(window.heliograph.api, api);
});

test("without settings the application starts with the defaults", async () => {
  page.answers = [[503, {}]];
  const warn = console.warn;
  const warnings = [];
  console.warn = (line) => warnings.push(line);

  await start();
  console.warn = warn;

  assert.equal(warnings.length, 1);
  assert.equal(config.reconnect_ms, 5_000);
  assert.equal(api.connection, "none");
});

test("the organisation is the one chosen in this tab, else the last chosen, else the first", async () => {
  await start();
  signIn({ organizations: [acme, globex] });

  assert.equal(currentOrg().id, "acme");
  localStorage.setItem("heliograph.org", "globex");
  assert.equal(currentOrg().id, "globex");
  sessionStorage.setItem("heliograph.org", "acme");
  assert.equal(currentOrg().id, "acme");
  chooseOrg("globex");
  assert.deepEqual([currentOrg().id, localStorage.getItem("heliograph.org")], ["globex", "globex"]);
  chooseOrg("left");

  assert.equal(currentOrg().id, "acme");
});

test("owners and admins administer their organisation, administrators of the installation its status pages", async () => {
  await start();

  assert.deepEqual([mayAdminister(), isPlatformAdmin(), currentOrg()], [false, false, undefined]);
  signIn({ organizations: [acme] });
  assert.deepEqual([mayAdminister(), isPlatformAdmin()], [true, false]);
  signIn({ organizations: [globex], role: "admin" });

  assert.deepEqual([mayAdminister(), isPlatformAdmin()], [false, true]);
});

test("alerts are handled by the roles that the server names", async () => {
  page.answers = [[200, { alert_roles: ["admin", "operator"] }]];
  await start();

  assert.equal(mayOperateAlerts(), false);
  signIn({ organizations: [acme], role: "user" });
  assert.equal(mayOperateAlerts(), false);
  signIn({ organizations: [acme], role: "operator" });
  assert.equal(mayOperateAlerts(), true);

  config.alert_roles = ["*"];
  signIn({ organizations: [acme], role: "user" });
  assert.equal(mayOperateAlerts(), true);
});
