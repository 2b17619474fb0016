import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { PageStore } from "../../../webapp/app/status/page-store.js";
import { blake2b512Hex } from "../../../webapp/lib/blake2b.js";
import { ApiError } from "../../../webapp/sdk/rest.js";
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

/** A store whose answers the test gives: by path without what all paths begin with. */
function createStore(answers, now = () => Date.parse(AT)) {
  const calls = [];
  const storage = new FakeStorage();
  const get = async (path, options) => {
    const name = path.replace("/v1/status/board", "") || "page";
    calls.push(options?.query?.month ? `${name} ${options.query.month}` : name);
    if (answers.seq !== undefined) options?.onSeq?.(answers.seq, "E1");
    const answer = answers[name];
    const given = typeof answer === "function" ? await answer() : answer;
    if (given instanceof Error) throw given;
    return given ?? { incidents: [], maintenances: [] };
  };
  const store = new PageStore({ slug: "board", storage, rest: { get }, changed: () => {}, now });
  return { store, calls, storage };
}

test("fetches the page, this month's incidents, and maintenances to come", async () => {
  const { store, calls } = createStore({ page: page() });

  await store.load();

  assert.deepEqual(calls, ["page", "/incidents 2026-03", "/maintenances 2026-03", "/maintenances 2026-04"]);
  assert.equal(store.state.page.name, "P");
  assert.equal(store.lastReceivedAt, Date.parse(AT));
});

const pulse = (timestamp, status = "up") => ({
  action: "pulse",
  data: { slug: "board", monitorId: "a", status, latency: 7, timestamp },
  timestamp,
});

test("a pulse that a shared answer lacks is not taken back by it", async () => {
  const clock = { now: Date.parse(AT) };
  const { store } = createStore({ page: page("down") }, () => clock.now);
  await store.load();
  store.apply(pulse("2026-03-17T10:30:05.000Z"));

  clock.now += 500;
  await store.loadPage();
  assert.deepEqual([store.state.page.items[0].status, store.state.page.items[0].latency], ["up", 7]);

  clock.now += 2_000;
  await store.loadPage();
  assert.equal(store.state.page.items[0].status, "down");
});

test("a pulse that the answer knows does not change it", async () => {
  const { store } = createStore({ page: page("down") });
  await store.load();
  store.apply(pulse(AT));

  await store.loadPage();

  assert.equal(store.state.page.items[0].status, "down");
});

test("events during a fetch are applied to its answer", async () => {
  let answer;
  const { store } = createStore({ page: () => new Promise((resume) => (answer = resume)) });
  const first = store.load();
  answer(page("up"));
  await first;

  const second = store.load();
  store.apply(down);
  answer(page("up"));
  await second;

  assert.equal(store.state.page.items[0].status, "down");
});

test("any number of requests during a fetch cause one more", async () => {
  const { store, calls } = createStore({ page: page() });

  const first = store.load();
  store.load();
  store.load();
  await first;

  assert.equal(calls.filter((call) => call === "page").length, 2);
});

test("a failed fetch keeps the data and its error", async () => {
  const answers = { page: page() };
  const { store } = createStore(answers);
  await store.load();

  answers.page = new ApiError(503, "HTTP_503", "Away.");
  await store.load();
  assert.deepEqual([store.state.page.name, store.error.message], ["P", "Away."]);
  answers.page = page();
  await store.load();

  assert.equal(store.error, undefined);
});

test("an unknown page is distinguished from one that cannot be fetched", async () => {
  const { store } = createStore({ page: new ApiError(404, "HTTP_404", "No such page.") });

  await store.load();

  assert.deepEqual([store.gate, store.error, store.state], ["unknown", undefined, null]);
});

test("a proxy's error does not discard the data", async () => {
  const answers = { page: page() };
  const { store } = createStore(answers);
  await store.load();

  answers.page = new ApiError(404, "HTTP_404", "The server answered with status 404.", undefined, [], false);
  await store.load();

  assert.deepEqual([store.gate, store.state.page.name, store.error.status], [null, "P", 404]);
  answers.page = new ApiError(404, "HTTP_404", "No such page.");
  await store.load();
  assert.deepEqual([store.gate, store.error], ["unknown", undefined]);
});

test("an answer to an earlier request than the last answered one is ignored", async () => {
  const waiting = [];
  const { store } = createStore({ page: () => new Promise((resume) => waiting.push(resume)) });
  const older = store.loadPage();
  const failing = store.loadPage();
  const newer = store.loadPage();

  waiting[2](page("down"));
  await newer;
  waiting[0](page("up"));
  waiting[1](new ApiError(503, "HTTP_503", "Away."));
  await Promise.all([older, failing]);

  assert.deepEqual([store.state.page.items[0].status, store.error], ["down", undefined]);
});

test("incidents that could not be fetched are reported, and fetched again", async () => {
  const answers = { page: page(), "/incidents": new ApiError(503, "HTTP_503", "Away.") };
  const { store, calls } = createStore(answers);
  await store.load();
  assert.deepEqual([store.reportsError.message, store.monthFailed("2026-03"), store.hasMonth("2026-03")], ["Away.", true, false]);

  delete answers["/incidents"];
  await store.loadMissingReports();
  const before = calls.length;
  await store.loadMissingReports();

  assert.deepEqual([store.reportsError, store.monthFailed("2026-03"), store.hasMonth("2026-03")], [undefined, false, true]);
  assert.equal(calls.length, before);
});

test("a new month is fetched once it has begun", async () => {
  const clock = { now: Date.parse(AT) };
  const { store, calls } = createStore({ page: page() }, () => clock.now);
  await store.load();

  clock.now = Date.parse("2026-04-01T00:00:01.000Z");
  await store.loadMissingReports();

  assert.ok(store.hasMonth("2026-04"));
  assert.ok(calls.includes("/incidents 2026-04"));
});

test("a fetch without a password takes back neither a refusal nor a password that was entered meanwhile", async () => {
  let answer = async () => new ApiError(401, "HTTP_401", "Password required");
  const { store } = createStore({ page: () => answer() });
  await store.load();
  await store.submitPassword("wrong one");

  await store.load();

  assert.deepEqual([store.gate, store.password.refused], ["password", true]);
  /** @type {(value: unknown) => void} */
  let late = () => {};
  answer = () => new Promise((resolve) => (late = resolve));
  const loading = store.load();
  const submitted = store.submitPassword("open sesame");
  while (store.password.secret === null) await new Promise((resolve) => setImmediate(resolve));
  const refuse = late;
  answer = async () => page();
  refuse(new ApiError(401, "HTTP_401", "Password required"));
  await Promise.all([loading, submitted]);
  assert.deepEqual([store.gate, store.password.refused], [null, false]);
});

test("only a password that is being checked keeps further ones from being entered", async () => {
  let answer = async () => new ApiError(401, "HTTP_401", "Password required");
  const { store } = createStore({ page: () => answer() });
  /** @type {((value: unknown) => void)[]} */
  const waiting = [];
  answer = () => new Promise((resolve) => waiting.push(resolve));
  const background = store.load();
  assert.deepEqual([store.loading, store.password.submitting], [true, false]);

  const submitted = store.submitPassword("open sesame");
  assert.equal(store.password.submitting, true);
  while (store.password.secret === null) await new Promise((resolve) => setImmediate(resolve));
  waiting[0](new ApiError(401, "HTTP_401", "Password required"));
  while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(store.password.submitting, true, "until the fetch with the password has ended");
  waiting[1](page());
  await Promise.all([background, submitted]);
  assert.deepEqual([store.state.page.name, store.loading, store.password.submitting], ["P", false, false]);
});

test("a protected page asks for the password, refuses, and opens; the password itself is not stored", async () => {
  let right = false;
  const { store, storage } = createStore({ page: () => (right ? page() : new ApiError(401, "HTTP_401", "Password required")) });
  await store.load();
  assert.deepEqual([store.gate, store.password.refused], ["password", false]);

  await store.submitPassword("wrong one");
  assert.deepEqual([store.gate, store.password.refused, store.password.secret], ["password", true, null]);
  right = true;
  await store.submitPassword("open sesame");

  assert.deepEqual([store.gate, store.password.refused], [null, false]);
  assert.equal(storage.getItem("heliograph.status.board"), blake2b512Hex("open sesame"));
});

test("a page is whole once its incidents were fetched, and again after it was protected for a while", async () => {
  const answers = { page: page(), "/incidents": new Error("Away.") };
  const { store } = createStore(answers);
  await store.load();
  assert.deepEqual([store.state !== null, store.complete, store.reportsError.message], [true, false, "Away."]);

  delete answers["/incidents"];
  await store.refresh();
  assert.deepEqual([store.complete, store.reportsError], [true, undefined]);

  answers["/incidents"] = new Error("Away.");
  await store.load();
  assert.equal(store.complete, true, "what was whole stays");

  answers.page = new ApiError(401, "HTTP_401", "Password required");
  await store.refresh();
  assert.deepEqual([store.gate, store.complete], ["password", false]);
  answers.page = page();
  delete answers["/incidents"];
  await store.refresh();
  assert.deepEqual([store.gate, store.complete], [null, true]);
});

test("an event about an unknown incident fetches its month", async () => {
  const answers = { page: page() };
  const { store, calls } = createStore(answers);
  await store.load();
  answers["/incidents"] = { incidents: [{ ...incident, updates: [{ id: "u1" }, { id: "u2" }] }] };

  store.apply({ action: "incident-update-added", data: { slug: "board", incident, update: { id: "u2" } }, timestamp: AT });
  await new Promise((resume) => setImmediate(resume));

  assert.equal(calls.filter((call) => call === "/incidents 2026-03").length, 2);
  assert.deepEqual(
    store.state.incidents[0].updates.map(({ id }) => id),
    ["u1", "u2"],
  );
});

test("takes the position of the page once everything was fetched", async () => {
  const answers = { page: page(), seq: 41 };
  const { store } = createStore(answers);
  await store.load();
  assert.deepEqual(store.position, { seq: 41, epoch: "E1" });

  Object.assign(answers, { seq: 45, "/incidents": new ApiError(503, "HTTP_503", "Away.") });
  await store.load();
  await store.loadPage();

  assert.deepEqual(store.position, { seq: 41, epoch: "E1" });
});
