import assert from "node:assert/strict";
import { test } from "node:test";
import { HistoryStore } from "../../../webapp/app/status/history.js";

test("histories are fetched four at a time, once each, and again when they are stale", async () => {
  const paths = [];
  const waiting = [];
  const histories = new HistoryStore(
    (path) => {
      paths.push(path);
      return new Promise((resume) => waiting.push(resume));
    },
    () => {},
  );
  const view = () => ["a", "b", "c", "d", "e"].map((id) => histories.get({ id, type: "monitor" }, "raw"));
  const answer = async () => {
    for (const resume of waiting.splice(0)) resume({ data: [] });
    await new Promise((resume) => setImmediate(resume));
  };

  view();
  view();
  assert.equal(paths.length, 4);
  await answer();
  await answer();
  assert.deepEqual([paths.length, view().every(({ data }) => data)], [5, true]);
  histories.invalidate("a");
  view();

  assert.deepEqual(paths.slice(5), ["/monitors/a/history"]);
  await answer();
  histories.invalidateOld(Date.now() + 4 * 60_000);
  view();
  assert.equal(paths.length, 6);
  histories.invalidateOld(Date.now() + 5 * 60_000);
  view();
  assert.equal(paths.length, 10);
});

test("a history is fetched once more when it was invalidated meanwhile, and soon after a failure", async () => {
  const waiting = [];
  const histories = new HistoryStore(
    () => new Promise((resume, fail) => waiting.push({ resume, fail })),
    () => {},
  );
  const view = () => histories.get({ id: "a", type: "monitor" }, "daily");
  const settle = () => new Promise((resume) => setImmediate(resume));
  view();

  histories.invalidate("a");
  histories.invalidateOld(Date.now() + 3_600_000);
  waiting[0].resume({ data: [] });
  await settle();
  view();
  assert.equal(waiting.length, 2);

  waiting[1].fail(new Error("Away."));
  await settle();
  view();
  histories.invalidateOld(Date.now() + 60_000);
  view();
  assert.equal(waiting.length, 3);
});
