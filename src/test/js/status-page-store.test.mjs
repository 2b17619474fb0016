import assert from "node:assert/strict";
import { test } from "node:test";
import { Histories } from "../../../webapp/app/status/history-store.js";
import { Visit } from "../../../webapp/app/status/page-store.js";
import { blake2b512Hex } from "../../../webapp/lib/blake2b.js";
import { ApiError } from "../../../webapp/sdk/errors.js";
import { FakeStorage } from "./fake-browser.mjs";

const AT = "2026-03-17T10:30:00.000Z";
const monitor = (status) => ({ id: "a", type: "monitor", name: "A", status, latency: 1, lastCheck: AT, firstPulse: AT });
const page = (status = "up") => ({ name: "P", slug: "board", reports: true, items: [monitor(status)], lastUpdated: AT });
const down = {
  action: "monitor-down",
  data: { slug: "board", monitorId: "a", downtime: 1 },
  timestamp: "2026-03-17T10:31:00.000Z",
};
const incident = {
  id: "i1",
  title: "T",
  status: "monitoring",
  affected_monitors: [],
  created_at: "2026-03-01T00:00:00.000Z",
  updates: [],
};

/** A visit whose answers the test gives: by path without what all paths begin with. */
function visiting(answers, now = () => Date.parse(AT)) {
  const calls = [];
  const storage = new FakeStorage();
  const get = async (path, options) => {
    const name = path.replace("/v1/status/board", "") || "page";
    calls.push(options?.query?.month ? `${name} ${options.query.month}` : name);
    if (answers.seq !== undefined) options?.onSeq?.(answers.seq);
    const answer = answers[name];
    const given = typeof answer === "function" ? await answer() : answer;
    if (given instanceof Error) throw given;
    return given ?? { incidents: [], maintenances: [] };
  };
  const visit = new Visit({ slug: "board", storage, rest: () => ({ get }), changed: () => {}, now });
  return { visit, calls, storage };
}

test("fetches the page, this month's incidents, and maintenances to come", async () => {
  const { visit, calls } = visiting({ page: page() });

  await visit.load();

  assert.deepEqual(calls, ["page", "/incidents 2026-03", "/maintenances 2026-03", "/maintenances 2026-04"]);
  assert.equal(visit.state.page.name, "P");
  assert.equal(visit.heardAt, Date.parse(AT));
});

test("what comes by the socket while a fetch is on its way is not lost to the older answer", async () => {
  let answer;
  const { visit } = visiting({ page: () => new Promise((resume) => (answer = resume)) });
  const first = visit.load();
  answer(page("up"));
  await first;

  const second = visit.load();
  visit.hear(down);
  answer(page("up"));
  await second;

  assert.equal(visit.state.page.items[0].status, "down");
});

test("any number of requests during a fetch become one more", async () => {
  const { visit, calls } = visiting({ page: page() });

  const first = visit.load();
  visit.load();
  visit.load();
  await first;

  assert.equal(calls.filter((call) => call === "page").length, 2);
});

test("a failed fetch keeps what is known and says why", async () => {
  const answers = { page: page() };
  const { visit } = visiting(answers);
  await visit.load();

  answers.page = new ApiError(503, "HTTP_503", "Away.");
  await visit.load();
  assert.deepEqual([visit.state.page.name, visit.error.message], ["P", "Away."]);
  answers.page = page();
  await visit.load();

  assert.equal(visit.error, undefined);
});

test("an unknown page is told from one that cannot be fetched", async () => {
  const { visit } = visiting({ page: new ApiError(404, "HTTP_404", "No such page.") });

  await visit.load();

  assert.deepEqual([visit.gate, visit.error, visit.state], ["unknown", undefined, null]);
});

test("a proxy that does not find the server takes nothing away", async () => {
  const answers = { page: page() };
  const { visit } = visiting(answers);
  await visit.load();

  answers.page = new ApiError(404, "HTTP_404", "The server answered with status 404.", undefined, [], false);
  await visit.load();

  assert.deepEqual([visit.gate, visit.state.page.name, visit.error.status], [null, "P", 404]);
  answers.page = new ApiError(404, "HTTP_404", "No such page.");
  await visit.load();
  assert.deepEqual([visit.gate, visit.error], ["unknown", undefined]);
});

test("an answer that was overtaken by a later one changes nothing, good or bad", async () => {
  const waiting = [];
  const { visit } = visiting({ page: () => new Promise((resume) => waiting.push(resume)) });
  const older = visit.loadPage();
  const failing = visit.loadPage();
  const newer = visit.loadPage();

  waiting[2](page("down"));
  await newer;
  waiting[0](page("up"));
  waiting[1](new ApiError(503, "HTTP_503", "Away."));
  await Promise.all([older, failing]);

  assert.deepEqual([visit.state.page.items[0].status, visit.error], ["down", undefined]);
});

test("incidents that could not be fetched are told of, whatever else came, and fetched again", async () => {
  const answers = { page: page(), "/incidents": new ApiError(503, "HTTP_503", "Away.") };
  const { visit, calls } = visiting(answers);
  await visit.load();
  assert.deepEqual([visit.reportsError.message, visit.failed("2026-03"), visit.knows("2026-03")], ["Away.", true, false]);

  delete answers["/incidents"];
  await visit.completeReports();
  const asked = calls.length;
  await visit.completeReports();

  assert.deepEqual([visit.reportsError, visit.failed("2026-03"), visit.knows("2026-03")], [undefined, false, true]);
  assert.equal(calls.length, asked);
});

test("a new month is fetched once it has begun", async () => {
  const clock = { now: Date.parse(AT) };
  const { visit, calls } = visiting({ page: page() }, () => clock.now);
  await visit.load();

  clock.now = Date.parse("2026-04-01T00:00:01.000Z");
  await visit.completeReports();

  assert.ok(visit.knows("2026-04"));
  assert.ok(calls.includes("/incidents 2026-04"));
});

test("a protected page asks, refuses, and opens; the password itself is kept nowhere", async () => {
  let right = false;
  const { visit, storage } = visiting({ page: () => (right ? page() : new ApiError(401, "HTTP_401", "Password required")) });
  await visit.load();
  assert.deepEqual([visit.gate, visit.refused], ["password", false]);

  await visit.enter("wrong one");
  assert.deepEqual([visit.gate, visit.refused, visit.secret], ["password", true, null]);
  right = true;
  await visit.enter("open sesame");

  assert.deepEqual([visit.gate, visit.refused], [null, false]);
  assert.equal(storage.getItem("heliograph.status.board"), blake2b512Hex("open sesame"));
});

test("an event about an incident of which nothing was known fetches its month", async () => {
  const answers = { page: page() };
  const { visit, calls } = visiting(answers);
  await visit.load();
  answers["/incidents"] = { incidents: [{ ...incident, updates: [{ id: "u1" }, { id: "u2" }] }] };

  visit.hear({ action: "incident-update-added", data: { slug: "board", incident, update: { id: "u2" } }, timestamp: AT });
  await new Promise((resume) => setImmediate(resume));

  assert.equal(calls.filter((call) => call === "/incidents 2026-03").length, 2);
  assert.deepEqual(
    visit.state.incidents[0].updates.map(({ id }) => id),
    ["u1", "u2"],
  );
});

test("histories are fetched four at a time, once each, and again when they are stale", async () => {
  const asked = [];
  const waiting = [];
  const histories = new Histories(
    (path) => {
      asked.push(path);
      return new Promise((resume) => waiting.push(resume));
    },
    () => {},
  );
  const look = () => ["a", "b", "c", "d", "e"].map((id) => histories.of({ id, type: "monitor" }, "raw"));
  const answer = async () => {
    for (const resume of waiting.splice(0)) resume({ data: [] });
    await new Promise((resume) => setImmediate(resume));
  };

  look();
  look();
  assert.equal(asked.length, 4);
  await answer();
  await answer();
  assert.deepEqual([asked.length, look().every(({ data }) => data)], [5, true]);
  histories.refresh("a");
  look();

  assert.deepEqual(asked.slice(5), ["/monitors/a/history"]);
  await answer();
  histories.expire(Date.now() + 4 * 60_000);
  look();
  assert.equal(asked.length, 6);
  histories.expire(Date.now() + 5 * 60_000);
  look();
  assert.equal(asked.length, 10);
});

test("a history is fetched once more when something happened meanwhile, and soon after it failed", async () => {
  const waiting = [];
  const histories = new Histories(
    () => new Promise((resume, fail) => waiting.push({ resume, fail })),
    () => {},
  );
  const look = () => histories.of({ id: "a", type: "monitor" }, "daily");
  const settle = () => new Promise((resume) => setImmediate(resume));
  look();

  histories.refresh("a");
  histories.expire(Date.now() + 3_600_000);
  waiting[0].resume({ data: [] });
  await settle();
  look();
  assert.equal(waiting.length, 2);

  waiting[1].fail(new Error("Away."));
  await settle();
  look();
  histories.expire(Date.now() + 60_000);
  look();
  assert.equal(waiting.length, 3);
});

test("knows everything up to the position of the page, once all was fetched", async () => {
  const answers = { page: page(), seq: 41 };
  const { visit } = visiting(answers);
  await visit.load();
  assert.equal(visit.seq, 41);

  Object.assign(answers, { seq: 45, "/incidents": new ApiError(503, "HTTP_503", "Away.") });
  await visit.load();
  await visit.loadPage();

  assert.equal(visit.seq, 41);
});
