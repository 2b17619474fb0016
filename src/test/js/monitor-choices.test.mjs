import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../../webapp/app/context.js";
import { monitorStates } from "../../../webapp/app/uptime/admin-api.js";
import { MonitorChoices } from "../../../webapp/app/uptime/monitor-choices.js";
import { markup, page } from "./fake-page.mjs";

beforeEach(async () => {
  page.reset();
  await start();
  page.requests = [];
});

const window = (total, ...ids) => [200, { total, all: total, from: null, states: ids.map((id) => ({ id, name: id })) }];
const paths = () => page.requests.map(({ path }) => path);

test("the form of a monitor shows a placeholder until its choices are there, and reads no secrets", async () => {
  let drawn = 0;
  const choices = new MonitorChoices(() => drawn++);
  page.answers = [window(1, "a"), [200, { groups: [{ id: "g" }] }], [200, { statusPages: [{ id: "p" }] }]];
  const loading = choices.load();
  assert.deepEqual([choices.loading, drawn], [true, 1]);
  assert.match(markup(choices.state), /skeleton/);

  await loading;

  assert.deepEqual(choices.data, { monitors: [{ id: "a", name: "a" }], groups: [{ id: "g" }], pages: [{ id: "p" }] });
  assert.deepEqual([markup(choices.state), drawn], ["", 2]);
  assert.deepEqual(paths().sort(), [
    "/v1/admin/groups",
    "/v1/admin/monitor-states?offset=0&limit=1000",
    "/v1/admin/status-pages",
  ]);
});

test("choices that could not be loaded are an error, and can be loaded again", async () => {
  const choices = new MonitorChoices(() => {});
  page.answers = [window(0), [503, {}], [200, { statusPages: [] }]];
  await choices.load();

  assert.equal(choices.loading, false);
  assert.match(markup(choices.state), /Could not load[\s\S]*Retry/);
  page.answers = [window(0), [200, { groups: [] }], [200, { statusPages: [] }]];
  await choices.load();
  assert.deepEqual(choices.data, { monitors: [], groups: [], pages: [] });
});

test("all monitors are read in windows, and one that moved between them is there once", async () => {
  page.answers = [window(1_002, "a", "b"), window(1_002, "b", "c")];

  assert.deepEqual(
    (await monitorStates()).map(({ id }) => id),
    ["a", "b", "c"],
  );
  assert.deepEqual(paths(), ["/v1/admin/monitor-states?offset=0&limit=1000", "/v1/admin/monitor-states?offset=1000&limit=1000"]);
});
