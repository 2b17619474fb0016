import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { summary } from "../../../webapp/app/list/bulk-dialog.js";
import { BulkRun, batches } from "../../../webapp/app/list/bulk-run.js";

const items = (count) => Array.from({ length: count }, (_, index) => ({ id: `m${index}`, name: `M${index}` }));
const done = (count) => `${count} deleted.`;
const settled = () => new Promise((resume) => setImmediate(resume));

/** Calls whose answers the test gives. */
function calls() {
  const pending = [];
  const act = (some) => new Promise((resolve, reject) => pending.push({ ids: some.map(({ id }) => id), resolve, reject }));
  return { pending, act };
}

test("many things are divided into batches", () => {
  assert.deepEqual(
    batches(items(5), 2).map((some) => some.length),
    [2, 2, 1],
  );
  assert.deepEqual(batches([], 2), []);
});

test("a few calls run at once", async () => {
  const { pending, act } = calls();
  const run = new BulkRun(items(9), 1, act, () => {});
  const ended = run.start();
  assert.equal(pending.length, 4);

  for (let index = 0; index < 9; index++) {
    pending[index].resolve();
    await settled();
  }
  await ended;

  assert.deepEqual([pending.length, run.count, run.succeeded.length], [9, 9, 9]);
  assert.deepEqual(summary(run, true, done), ["9 deleted.", "good"]);
});

test("what runs when it is stopped counts, and nothing begins any more", async () => {
  const { pending, act } = calls();
  const run = new BulkRun(items(9), 1, act, () => {});
  let over = false;
  const ended = run.start().then(() => {
    over = true;
  });

  run.stop();
  pending[0].resolve();
  pending[1].reject(new Error("The database is busy."));
  await settled();
  assert.equal(over, false, "two calls still run");
  pending[2].resolve();
  pending[3].resolve();
  await ended;

  assert.equal(pending.length, 4);
  assert.deepEqual(
    run.done.map(({ id }) => id),
    ["m0", "m2", "m3"],
  );
  assert.deepEqual(summary(run, false, done), ["Done for 3 of 9, failed for 1: M1: The database is busy.", "bad"]);
});

test("what was stopped without a failure says how far it came", async () => {
  const { pending, act } = calls();
  const run = new BulkRun(items(9), 2, act, () => {});
  const ended = run.start();
  run.stop();
  for (const call of pending) call.resolve();
  await ended;

  assert.deepEqual(summary(run, false, done), ["Stopped. 8 deleted.", "warn"]);
});

test("what the answer has no row of was no longer there", async () => {
  const run = new BulkRun(
    items(3),
    50,
    async () => [{ id: "m0" }, { id: "m2" }],
    () => {},
  );
  await run.start();

  assert.deepEqual([run.succeeded.length, run.gone, run.done.length], [2, [{ id: "m1", name: "M1" }], 3]);
  assert.deepEqual(summary(run, true, done), ["2 deleted. 1 was no longer there.", "good"]);
});

test("failures that the dialog has shown are not said again", async () => {
  const run = new BulkRun(
    items(1),
    1,
    async () => {
      throw new Error("no");
    },
    () => {},
  );
  await run.start();

  assert.deepEqual([summary(run, true, done), run.failures[0].reason], [undefined, "no"]);
});
