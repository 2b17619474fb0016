import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Selection } from "../../../webapp/app/list/selection.js";
import { MOST, WindowedRows } from "../../../webapp/app/list/windowed-rows.js";
import { clearLoaded } from "../../../webapp/app/parts/page-parts.js";

/** The list at the server, and the requests for it. */
const server = { names: [], seq: 10, requests: [], wrong: undefined, filter: "", lacking: 0, slow: false };
const row = (name) => ({ id: name, name, status: "online" });

beforeEach(() => {
  clearLoaded();
  Object.assign(server, {
    names: Array.from({ length: 5_000 }, (_, index) => `m${index}`),
    seq: 10,
    requests: [],
    wrong: undefined,
    filter: "",
    lacking: 0,
    slow: false,
  });
});

function list() {
  return new WindowedRows(
    () => `list:${server.filter}`,
    async ({ offset, limit }, onSeq, signal) => {
      server.requests.push([offset, limit]);
      if (server.slow) await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      await Promise.resolve();
      if (server.wrong) throw server.wrong;
      onSeq(server.seq);
      const found = server.names.filter((name) => name.includes(server.filter));
      return {
        total: found.length,
        all: server.names.length,
        rows: found.slice(offset, offset + limit - server.lacking).map(row),
      };
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

test("as many rows as a request may have are fetched in one, wherever they begin", async () => {
  const rows = list();
  await rows.refresh();

  rows.want(1_049, 1_248);
  await settled();
  rows.want(1_049, 1_248);
  await settled();
  await rows.refresh();

  assert.deepEqual(server.requests.slice(1), [
    [1_049, 199],
    [1_049, 199],
  ]);
});

test("what the reader scrolls to is fetched before it is on the screen, as far as a request goes", async () => {
  const rows = list();
  await rows.refresh();
  const requestsFor = async (...wanted) => {
    server.requests.length = 0;
    rows.want(...wanted);
    await settled();
    return server.requests;
  };

  assert.deepEqual(await requestsFor(1_010, 1_050, 60), [[1_000, 150]]);
  assert.deepEqual(await requestsFor(1_020, 1_060, 60), [], "it is there");
  assert.deepEqual(await requestsFor(1_100, 1_140, 60), [[1_150, 50]]);
  assert.deepEqual(await requestsFor(3_010, 3_050, -60), [[2_950, 100]], "upwards");
  assert.deepEqual(await requestsFor(10, 50, -60), [], "there is nothing before the first row");
  assert.deepEqual(await requestsFor(2_000, 2_040, 5_000), [[2_000, MOST]]);
  assert.deepEqual(await requestsFor(4_940, 4_980, 5_000), [[4_900, 100]], "there is nothing after the last row");
});

test("while one request runs, fast scrolling causes one more, for where it ends", async () => {
  const rows = list();
  await rows.refresh();

  for (let start = 100; start <= 4_900; start += 100) rows.want(start, start + 40);
  await settled();

  assert.deepEqual(server.requests.slice(1).at(-1), [4_900, 50]);
  assert.ok(server.requests.length <= 3, String(server.requests));
});

test("what is asked for again while it is fetched is fetched once", async () => {
  const rows = list();
  await rows.refresh();

  rows.want(1_000, 1_040);
  rows.want(1_005, 1_045);
  await settled();

  assert.deepEqual(server.requests, [
    [0, 50],
    [1_000, 50],
  ]);
});

test("rows that an answer lacks are not asked for at once again", async () => {
  const rows = list();
  await rows.refresh();
  server.lacking = 20;

  rows.want(1_000, 1_040);
  await settled();
  rows.want(1_000, 1_040);
  await settled();
  assert.equal(server.requests.length, 2);

  server.lacking = 0;
  await rows.refresh();
  assert.equal(rows.at(1_000)?.name, "m1000");
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

  assert.equal(rows.patch("m3", { status: "offline" }, 11), true);
  assert.equal(rows.patch("m3", { status: "offline" }, 12), false, "it is so already");
  rows.patch("m4", { status: "offline" }, 10);
  rows.patch("absent", { status: "offline" }, 12);
  assert.deepEqual([rows.at(3)?.status, rows.at(4)?.status], ["offline", "online"]);

  rows.remove("m3");
  rows.remove("m3");
  assert.deepEqual([rows.total, rows.at(3)?.name, rows.indexOf("m4"), rows.indexOf("m3")], [4_999, "m4", 3, -1]);
});

test("an answer differs by its rows where others are held, and by how many there are", async () => {
  const rows = list();
  await rows.refresh();
  const differs = (held, { status }) => held.status !== status;
  const answer = (names, total = 5_000) => ({ total, all: 5_000, rows: names.map(row) });

  assert.equal(rows.differ(48, answer(["m48", "m49", "m50"]), differs), false, "the third is not held");
  assert.equal(rows.differ(48, answer(["m49", "m50"]), differs), true);
  assert.equal(rows.differ(48, answer(["m48"], 4_999), differs), true);
  rows.patch("m48", { status: "offline" });
  assert.equal(rows.differ(48, answer(["m48"]), differs), true);
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

test("a selection keeps what moves", () => {
  const selection = new Selection();

  selection.choose({ id: "m2", name: "M2" }, 2, true);
  selection.choose({ id: "m5", name: "M5" }, 5, true);
  selection.choose({ id: "m2", name: "M2" }, 3, false);
  assert.deepEqual([selection.items, selection.last], [[{ id: "m5", name: "M5" }], { id: "m2", index: 3 }]);
  selection.set([{ id: "m7", name: "M7" }], true);
  selection.set([{ id: "m5", name: "" }], false);
  assert.deepEqual(selection.items, [{ id: "m7", name: "M7" }]);
  selection.clear();
  assert.deepEqual([selection.size, selection.last], [0, undefined]);
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

  server.requests.length = 0;
  rows.want(1_000, 1_040);
  await settled();
  rows.want(1_000, 1_040);
  await settled();
  assert.deepEqual(server.requests, [[1_000, 50]], "it is older than the refresh");
});

test("rows of another filter are not kept, wherever the reader is", async () => {
  const rows = list();
  await rows.refresh();
  rows.want(50, 90);
  await settled();
  server.filter = "9";

  const restarted = rows.restart();
  rows.want(50, 90);
  await restarted;

  const shown = Array.from({ length: 40 }, (_, index) => rows.at(50 + index)).filter(Boolean);
  assert.ok(
    shown.every(({ name }) => name.includes("9")),
    JSON.stringify(shown),
  );
});

test("a row that has moved is held in its new place only", async () => {
  const rows = list();
  await rows.refresh();
  server.names.unshift("a0");

  rows.want(45, 90);
  await settled();

  assert.deepEqual([rows.at(50)?.name, rows.at(49), rows.indexOf("m49")], ["m49", undefined, 50]);
  rows.want(45, 90);
  await settled();
  assert.deepEqual([rows.at(49)?.name, rows.at(0)?.name], ["m48", "a0"], "what is in its former place is fetched");
});

test("a request for rows that were scrolled past is given up if it is slow, and those on the screen are asked for", async ({
  mock,
}) => {
  let now = 0;
  mock.method(performance, "now", () => now);
  const rows = list();
  await rows.refresh();
  server.slow = true;
  rows.want(1_000, 1_040);
  await settled();
  rows.want(1_030, 1_070);
  await settled();
  assert.equal(server.requests.length, 2, "some of its rows are still wanted");
  now = 199;
  rows.want(2_000, 2_040);
  await settled();
  assert.equal(server.requests.length, 2, "who drags the scroll bar does not ask for each place");

  now = 200;
  server.slow = false;
  rows.want(3_000, 3_040);
  await settled();

  assert.deepEqual(server.requests.slice(1), [
    [1_000, 50],
    [3_000, 50],
  ]);
  assert.equal(rows.at(3_000).id, "m3000");
  assert.equal(rows.at(1_000), undefined);
  assert.deepEqual([rows.loader.error, rows.loader.loading], [undefined, false]);
});

test("another filter does not wait for rows of the one before", async () => {
  const rows = list();
  await rows.refresh();
  server.slow = true;
  rows.want(1_000, 1_040);
  await settled();

  server.slow = false;
  server.filter = "m49";
  rows.restart();
  await settled();

  assert.equal(rows.total, 111);
  assert.equal(rows.at(0).id, "m49");
});
