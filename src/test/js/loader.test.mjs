import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Loader } from "../../../webapp/app/parts/page-parts.js";

/** A loader whose answers the test gives: data, and the position that they name. */
function loading() {
  const pending = [];
  const fetch = (onSeq) =>
    new Promise((resolve, reject) =>
      pending.push({
        answer: async (data, ...seqs) => {
          seqs.forEach(onSeq);
          resolve(data);
          await settled();
        },
        fail: async (error) => {
          reject(error);
          await settled();
        },
      }),
    );
  const loader = new Loader(`test ${Math.random()}`, fetch, () => {});
  const positions = [];
  loader.onSeq = (seq) => positions.push(seq);
  return { loader, pending, positions };
}

const settled = () => new Promise((resume) => setImmediate(resume));

test("an event that the running load already covers causes no further load", async () => {
  const { loader, pending, positions } = loading();

  loader.load(42);
  loader.load(43);
  loader.load(44);
  await pending[0].answer("rows", 44);
  loader.load(43);

  assert.deepEqual([pending.length, loader.data, loader.loading, positions], [1, "rows", false, [44]]);
});

test("an event that the running load does not cover causes one more load", async () => {
  const { loader, pending } = loading();

  loader.load(42);
  loader.load(45);
  loader.load(44);
  await pending[0].answer("old", 44);
  assert.equal(pending.length, 2);
  await pending[1].answer("new", 45);

  assert.deepEqual([pending.length, loader.data], [2, "new"]);
});

test("a request without a position causes a load that begins after it", async () => {
  const { loader, pending } = loading();

  loader.load();
  loader.load();
  loader.load(1);
  await pending[0].answer("rows", 44);
  await pending[1].answer("rows", 44);
  loader.load();

  assert.equal(pending.length, 3);
});

test("a failed load reports no position, keeps the data, and accepts the next event", async () => {
  const { loader, pending, positions } = loading();
  loader.load();
  await pending[0].answer("rows", 10);

  loader.load(11);
  await pending[1].fail(new Error("away"));
  assert.deepEqual([loader.data, loader.error.message], ["rows", "away"]);
  loader.load(11);
  await pending[2].answer("more", 11);

  assert.deepEqual([loader.data, loader.error, positions], ["more", undefined, [10, 11]]);
});

test("the first page's position counts for a list in pages", async () => {
  const { loader, pending, positions } = loading();

  loader.load();
  await pending[0].answer("rows", 7, 9);

  assert.deepEqual(positions, [7]);
});

test("data that depends on the address is kept for the address of its load", async () => {
  let address = `test ${Math.random()}`;
  const first = address;
  const other = `${first}?filtered`;
  const load = () =>
    new Loader(
      () => address,
      async () => `rows of ${address === first ? "all" : "some"}`,
      () => {},
    );
  const loader = load();
  await loader.load();

  address = other;
  await loader.load();
  const again = load();
  address = first;

  assert.deepEqual([again.data, load().data], ["rows of some", "rows of all"]);
});

test("of the lists of a search only the last ones are kept, and what is loaded again is among them", async () => {
  const load = (key) =>
    new Loader(
      key,
      async () => `rows of ${key}`,
      () => {},
    );
  const keys = Array.from({ length: 60 }, (_, index) => `search ${index} ${Math.random()}`);
  await load("dashboard").load();
  for (const key of keys) {
    await load(key).load();
    await load("dashboard").load();
  }

  const kept = keys.filter((key) => load(key).data !== undefined);

  assert.deepEqual(kept, keys.slice(-39));
  assert.equal(load("dashboard").data, "rows of dashboard");
});
