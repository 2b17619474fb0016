import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { batches } from "../../../webapp/app/list/bulk-dialog.js";
import { Selection } from "../../../webapp/app/list/selection.js";
import { MOST, WindowedRows } from "../../../webapp/app/list/windowed-rows.js";
import { clearLoaded } from "../../../webapp/app/loader.js";

/** The list at the server, and the requests for it. */
const server = { names: [], seq: 10, requests: [], wrong: undefined, filter: "" };
const row = (name) => ({ id: name, name, status: "online" });

beforeEach(() => {
  clearLoaded();
  Object.assign(server, {
    names: Array.from({ length: 5_000 }, (_, index) => `m${index}`),
    seq: 10,
    requests: [],
    wrong: undefined,
    filter: "",
  });
});

function list() {
  return new WindowedRows(
    () => `list:${server.filter}`,
    async ({ offset, limit }, onSeq) => {
      server.requests.push([offset, limit]);
      await Promise.resolve();
      if (server.wrong) throw server.wrong;
      onSeq(server.seq);
      const found = server.names.filter((name) => name.includes(server.filter));
      return { total: found.length, all: server.names.length, rows: found.slice(offset, offset + limit).map(row) };
    },
    () => {},
  );
}

const settled = () => new Promise((resume) => setTimeout(resume));

test("only what is near the screen is fetched, by blocks and once", async () => {
  const rows = list();
  await rows.refresh();
  assert.deepEqual(server.requests, [[0, 50]]);
  assert.equal(rows.total, 5_000);

  rows.want(10, 48);
  await settled();
  assert.equal(server.requests.length, 1, "it is there");

  rows.want(2_010, 2_040);
  await settled();
  rows.want(2_020, 2_049);
  rows.want(2_030, 2_060);
  await settled();
  assert.deepEqual(server.requests.slice(1), [
    [2_000, 50],
    [2_050, 50],
  ]);
  assert.deepEqual([rows.at(2_010)?.name, rows.at(100), rows.indexOf("m2059")], ["m2010", undefined, 2_059]);
});

test("a request is bounded, whatever is wanted", async () => {
  const rows = list();
  await rows.refresh();

  rows.want(1_000, 4_000);
  await settled();

  assert.deepEqual(server.requests[1], [1_000, MOST]);
});

test("while one request runs, fast scrolling causes one more, for where it ends", async () => {
  const rows = list();
  await rows.refresh();

  for (let start = 100; start <= 4_900; start += 100) rows.want(start, start + 40);
  await settled();

  assert.deepEqual(server.requests.slice(1).at(-1), [4_900, 50]);
  assert.ok(server.requests.length <= 3, String(server.requests));
});

test("a refresh fetches what is near the screen and drops the rest", async () => {
  const rows = list();
  await rows.refresh();
  rows.want(2_010, 2_040);
  await settled();
  server.names.splice(0, 10);

  await rows.refresh();

  assert.deepEqual(server.requests.at(-1), [2_000, 50]);
  assert.deepEqual([rows.total, rows.at(0), rows.at(2_010)?.name], [4_990, undefined, "m2020"]);
});

test("a change is shown in its place, unless the row is newer; what is gone moves the rest up", async () => {
  const rows = list();
  await rows.refresh();

  rows.patch("m3", { status: "offline" }, 11);
  rows.patch("m4", { status: "offline" }, 10);
  rows.patch("absent", { status: "offline" }, 12);
  assert.deepEqual([rows.at(3)?.status, rows.at(4)?.status], ["offline", "online"]);

  rows.remove("m3");
  rows.remove("m3");
  assert.deepEqual([rows.total, rows.at(3)?.name, rows.indexOf("m4"), rows.indexOf("m3")], [4_999, "m4", 3, -1]);
});

test("an answer to an earlier filter is dropped", async () => {
  const rows = list();
  const first = rows.refresh();
  server.filter = "99";
  await Promise.all([first, rows.restart()]);

  assert.equal(rows.at(0)?.name, "m99");
  assert.equal(rows.total, server.names.filter((name) => name.includes("99")).length);
});

test("a failed request keeps the rows, and the next refresh fetches all of them", async () => {
  const rows = list();
  await rows.refresh();
  server.wrong = new Error("busy");
  await rows.refresh();
  assert.deepEqual([rows.at(0)?.name, rows.loader.error], ["m0", server.wrong]);
  server.wrong = undefined;

  await rows.loader.load();

  assert.deepEqual([rows.loader.error, server.requests.at(-1)], [undefined, [0, 50]]);
});

test("the rows of a list that was left are there at once", async () => {
  await list().refresh();

  assert.equal(list().at(49)?.name, "m49");
});

test("a selection has ranges and keeps what moves", () => {
  const selection = new Selection();
  const at = (index) => (index < 8 ? { id: `m${index}`, name: `M${index}` } : undefined);

  selection.choose(2, true, false, at);
  selection.choose(5, true, true, at);
  assert.deepEqual(
    selection.items.map(({ name }) => name),
    ["M2", "M3", "M4", "M5"],
  );
  selection.choose(3, false, false, at);
  selection.choose(9, false, true, at);
  assert.deepEqual([selection.size, selection.has("m2"), selection.has("m5")], [1, true, false]);
  selection.set([{ id: "m7", name: "M7" }], true);
  selection.set([{ id: "m2", name: "" }], false);
  assert.deepEqual(selection.items, [{ id: "m7", name: "M7" }]);
  selection.clear();
  selection.choose(4, true, true, at);
  assert.deepEqual(selection.items, [{ id: "m4", name: "M4" }]);
});

test("many things are divided into batches", () => {
  const items = [1, 2, 3, 4, 5].map((number) => ({ id: `${number}`, name: "" }));

  assert.deepEqual(
    batches(items, 2).map((some) => some.length),
    [2, 2, 1],
  );
  assert.deepEqual(batches([], 2), []);
});

test("a refresh does not drop what came into view while it was fetched", async () => {
  const rows = list();
  await rows.refresh();
  rows.want(1_000, 1_040);
  await settled();
  rows.want(2_000, 2_040);
  await settled();

  const refreshed = rows.refresh();
  rows.want(1_000, 1_040);
  await refreshed;

  assert.equal(rows.at(1_010)?.name, "m1010");
  assert.equal(rows.at(2_010), undefined, "it is not near the screen");
});
