import "./fake-page.mjs";
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { extras, isLegible } from "../../../webapp/app/status/reports.js";

const state = { page: { appearance: { intro: "**Welcome**" } }, incidents: [], maintenances: [] };
const settled = () => new Promise((resume) => setImmediate(resume));

test("an appearance that never comes does not keep the page back", async (context) => {
  const another = await import("../../../webapp/app/status/reports.js?another");
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let changes = 0;
  const rendered = () =>
    another.isLegible(
      state,
      () => changes++,
      () => new Promise(() => {}),
    );

  assert.equal(rendered(), false);
  context.mock.timers.tick(15_000);
  await settled();

  assert.deepEqual([rendered(), changes], [true, 1]);
});

test("what a page needs for its appearance is loaded again after a failure, and meanwhile the page is shown without it", async (context) => {
  let now = 0;
  mock.method(performance, "now", () => now);
  context.after(() => mock.restoreAll());
  let loads = 0;
  let changes = 0;
  let answer = () => Promise.reject(new TypeError("the network is gone"));
  const rendered = () =>
    isLegible(
      state,
      () => changes++,
      () => {
        loads++;
        return answer();
      },
    );

  assert.equal(rendered(), false);
  await settled();
  assert.deepEqual([rendered(), loads, changes], [true, 1, 1]);
  now = 9_000;
  assert.deepEqual([rendered(), loads], [true, 1]);

  now = 11_000;
  answer = async () => ({ formatted: () => "" });
  assert.deepEqual([rendered(), loads], [true, 2]);
  await settled();
  assert.deepEqual([typeof extras.formatted, changes, rendered(), loads], ["function", 2, true, 2]);
});
