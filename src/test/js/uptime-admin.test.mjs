import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../../webapp/app/context.js";
import * as admin from "../../../webapp/app/uptime/admin-api.js";
import { groups } from "../../../webapp/app/uptime/groups.js";
import { hourBars } from "../../../webapp/app/uptime/hour-bars.js";
import { local, utc } from "../../../webapp/app/uptime/maintenances.js";
import { downAfter, seconds } from "../../../webapp/app/uptime/monitors.js";
import { childrenOf, pagePreview } from "../../../webapp/app/uptime/page-preview.js";
import { functionsIn, markup, page } from "./fake-page.mjs";

const monitor = (id) => ({ id, name: `Monitor ${id}`, children: [] });
const data = {
  monitors: [monitor("m10"), monitor("m9"), monitor("m1")],
  groups: [
    { id: "g", name: "Group", children: ["m1", "inner"] },
    { id: "inner", name: "Inner", children: ["m9", "g"] },
  ],
  pages: [],
  incidents: [],
  maintenances: [],
};

beforeEach(async () => {
  page.reset();
  await start();
  page.requests = [];
});

test("all resources are loaded at once", async () => {
  const lists = ["monitors", "groups", "statusPages", "incidents", "maintenances"];
  page.answers = [...["m", "g", "p", "i", "x"].map((id, index) => [200, { [lists[index]]: [{ id }] }])];

  const all = await admin.loadAll();

  assert.deepEqual(
    page.requests.map(({ path }) => path),
    ["monitors", "groups", "status-pages", "incidents", "maintenances"].map((kind) => `/v1/admin/${kind}`),
  );
  assert.deepEqual(
    [all.monitors[0].id, all.groups[0].id, all.pages[0].id, all.incidents[0].id, all.maintenances[0].id],
    ["m", "g", "p", "i", "x"],
  );
});

test("a refresh reads thousands of monitors again only when there are more or fewer", async () => {
  const counted = (count) => [200, { total: count, all: count, from: "2026-03-17T10:30:00.000Z", states: [] }];
  const others = ["groups", "statusPages", "incidents", "maintenances"].map((kind) => [200, { [kind]: [] }]);
  const many = { ...data, monitors: Array.from({ length: 1_001 }, (_, index) => monitor(`m${index}`)) };
  page.answers = [counted(1_001), ...others];
  assert.equal((await admin.loadAll(many)).monitors, many.monitors);
  assert.ok(page.requests.every(({ path }) => !path.endsWith("/monitors")));

  page.answers = [counted(1_002), ...others, [200, { monitors: [{ id: "new" }] }]];
  assert.deepEqual((await admin.loadAll(many)).monitors, [{ id: "new" }]);
  page.answers = [[200, { monitors: [{ id: "renamed" }] }], ...others];
  assert.deepEqual((await admin.loadAll(data)).monitors, [{ id: "renamed" }], "one request brings them");
});

test("saving creates a resource or replaces one, with its id encoded in the path", async () => {
  await admin.save("monitors", undefined, { name: "A" });
  await admin.save("monitors", "a/b", { name: "A" });
  await admin.remove("groups", "g 1");
  await admin.addUpdate("incidents", "i1", { message: "M" });
  await admin.removeUpdate("incidents", "i1", "u/1");

  assert.deepEqual(
    page.requests.map(({ method, path }) => `${method} ${path}`),
    [
      "POST /v1/admin/monitors",
      "PUT /v1/admin/monitors/a%2Fb",
      "DELETE /v1/admin/groups/g%201",
      "POST /v1/admin/incidents/i1/updates",
      "DELETE /v1/admin/incidents/i1/updates/u%2F1",
    ],
  );
  assert.deepEqual(page.requests[1].body, { name: "A" });
});

test("groups and monitors can be chosen by name, but not those that do not fit", () => {
  const ids = (fits) => admin.itemOptions(data, fits).map(({ id }) => id);

  assert.deepEqual(ids(), ["g", "inner", "m1", "m9", "m10"]);
  assert.deepEqual(
    ids(({ id }) => id !== "g"),
    ["inner", "m1", "m9", "m10"],
  );
});

test("an item without a name is shown by its id", () => {
  assert.deepEqual(
    [admin.nameOf(data, "g"), admin.nameOf(data, "m9"), admin.nameOf(data, "deleted")],
    ["Group", "Monitor m9", "deleted"],
  );
});

test("the rows of a list are sorted by name", () => {
  assert.deepEqual(
    groups.rows(data).map(({ id }) => id),
    ["g", "inner"],
  );
});

test("a monitor is down after its interval and all tolerated misses", () => {
  const words = (monitor) => seconds(downAfter(monitor));

  assert.equal(words({ interval: 60, maxRetries: 1 }), "70 s");
  assert.equal(words({ interval: 295, maxRetries: 0 }), "5 min");
  assert.equal(words({ interval: 300, maxRetries: 2 }), "5 min 15 s");
});

test("the last hour of a monitor has bars of two minutes with their shares", () => {
  const bars = hourBars({
    down: [
      [150, 240],
      [3_540, 3_600],
    ],
    unknown: [[0, 60]],
  });

  assert.equal(bars.length, 30);
  assert.deepEqual(bars[0], { down: 0, unknown: 0.5, up: 0.5 });
  assert.deepEqual(bars[1], { down: 0.75, unknown: 0, up: 0.25 });
  assert.deepEqual(bars[2], { down: 0, unknown: 0, up: 1 });
  assert.deepEqual(bars[29], { down: 0.5, unknown: 0, up: 0.5 });
});

test("a window of monitors knows when its hours began", async () => {
  page.answers = [
    [
      200,
      { total: 2, all: 3, from: "2026-03-17T09:00:00.000Z", states: [{ id: "a", hour: { down: [], unknown: [] } }, { id: "b" }] },
    ],
  ];

  const { total, all, rows } = await admin.readMonitors({ offset: 0, limit: 50 });

  assert.deepEqual([total, all, rows[0].from, rows[1].from], [2, 3, Date.parse("2026-03-17T09:00:00Z"), undefined]);
  assert.equal(page.requests[0].path, "/v1/admin/monitor-states?offset=0&limit=50");
});

test("the preview shows the children of groups, without cycles and without those of folded groups", () => {
  const names = (leaves) =>
    [...markup(pagePreview(data, ["g", "m10"], new Set(leaves), () => {})).matchAll(/<span>(.*?)<\/span>/g)].map(
      ([, name]) => name,
    );

  assert.deepEqual(names([]), ["Group", "Monitor m1", "Inner", "Monitor m9", "Monitor m10"]);
  assert.deepEqual(names(["inner"]), ["Group", "Monitor m1", "Inner", "Monitor m10"]);
  assert.deepEqual(names(["g"]), ["Group", "Monitor m10"]);
  assert.deepEqual(childrenOf(data, "m1"), []);
});

test("folding in the preview is reported with the group's id", () => {
  const folds = [];
  const [change] = functionsIn(pagePreview(data, ["inner"], new Set(["inner"]), (id, folded) => folds.push([id, folded])));

  change({ target: { checked: false } });

  assert.deepEqual(folds, [["inner", false]]);
});

test("local times of a form are sent in UTC, and invalid ones as they are", () => {
  const iso = "2026-03-17T10:30:00.000Z";

  assert.match(local(iso), /^2026-03-1\dT\d\d:[03]0$/);
  assert.equal(utc(local(iso)), iso);
  assert.equal(utc("tomorrow"), "tomorrow");
});
