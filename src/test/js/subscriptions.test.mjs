import "./fake-page.mjs";
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { readAlerts, subscribeToAlerts } from "../../../webapp/app/alerts.js";
import { api, start } from "../../../webapp/app/context.js";
import { clearLoaded, Loader, subscribeToTable } from "../../../webapp/app/parts/page-parts.js";
import { FakeBrowser } from "./fake-browser.mjs";
import { FakeView, page, signIn } from "./fake-page.mjs";

const sockets = [];
const browser = new FakeBrowser();
globalThis.WebSocket = class extends browser.parts.WebSocket {
  constructor(...parts) {
    super(...parts);
    sockets.push(this);
  }
};
const views = [];
const settled = () => new Promise((resume) => setImmediate(resume));

beforeEach(async () => {
  page.reset();
  sockets.length = 0;
  await start();
  signIn({ organizations: [{ id: "acme", name: "Acme", role: "owner" }] });
});

afterEach(() => {
  for (const view of views.splice(0)) view.leave(); // or timers keep the process running
});

function newView() {
  const view = new FakeView();
  views.push(view);
  return view;
}

function subscribe() {
  const view = newView();
  const seen = { loads: 0, changes: [] };
  const loader = { error: undefined, load: () => seen.loads++, onSeq: () => {} };
  subscribeToTable(view, { name: "test", table: "keys", loader, onChange: ({ new: row }) => seen.changes.push(row.id) });
  loader.onSeq(40);
  sockets[0].open();
  return { view, seen, loader, socket: sockets[0] };
}

test("a table is subscribed to for the current organisation, and loaded once that is confirmed", () => {
  const { seen, socket } = subscribe();
  assert.equal(seen.loads, 0);

  socket.confirm("keys");
  socket.receive({ type: "event", channel: "keys", event: "INSERT", payload: { id: "k1" } });

  assert.deepEqual(socket.sent, [{ type: "subscribe", channels: ["keys"], filter: "org_id=eq.acme" }]);
  assert.deepEqual(seen, { loads: 1, changes: ["k1"] });
});

test("a load names its position once the first subscription is confirmed", () => {
  const { seen, loader, socket } = subscribe();
  const event = (seq) => ({ type: "event", channel: "keys", event: "INSERT", payload: { id: `k${seq}` }, seq });

  socket.confirm("keys");
  loader.onSeq(42);
  for (const seq of [42, 43]) socket.receive(event(seq));

  assert.equal(socket.sent[0].since, undefined);
  assert.deepEqual(seen.changes, ["k43"]);
});

test("the subscription ends with the page", () => {
  const { view, socket } = subscribe();

  view.leave();

  assert.equal(socket.closed, true);
  assert.equal(api.connection, "none");
});

test("alerts are listed by site, severity and status; unresolved are two statuses", async () => {
  page.requests = [];

  const empty = [200, { total: 0, all: 0, rows: [] }];
  page.answers.push(empty, empty, [200, { total: 1, all: 2, rows: [{ id: "1", site: "Kampala", message: "no power" }] }]);

  await readAlerts({ site: "Kampala & co", severity: "critical", offset: 50, limit: 100 }, () => {});
  await readAlerts({ status: "all", limit: 50 }, () => {});
  const answer = await readAlerts({ status: "resolved", limit: 50 }, () => {});

  assert.deepEqual(
    page.requests.map(({ path }) => path),
    [
      "/api/v1/alerts/list?site=Kampala+%26+co&severity=critical&offset=50&limit=100&status=open&status=acknowledged",
      "/api/v1/alerts/list?limit=50",
      "/api/v1/alerts/list?limit=50&status=resolved",
    ],
  );
  assert.deepEqual(answer, {
    total: 1,
    all: 2,
    rows: [{ id: "1", site: "Kampala", message: "no power", name: "Kampala: no power" }],
  });
});

test("alerts change with the first connection, with every frame, and with a gap", async () => {
  const view = newView();
  let changes = 0;
  subscribeToAlerts(view, () => changes++);
  await settled();
  const [socket] = sockets;

  socket.open();
  assert.deepEqual([socket.url, changes], ["wss://fleet.example/ws/alerts", 1]);
  socket.receive({ event: "heartbeat", ts: 1 });
  socket.receive({ event: "alert.created", id: "1", site: "Kampala", seq: 7 });
  socket.receive({ event: "gap", from: 8, to: 12 });
  assert.equal(changes, 4);
  view.leave();

  assert.deepEqual([socket.closed, page.timers.size], [true, 0]);
});

test("a connection to alerts that comes back causes no change, since it resumes", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let changes = 0;
  subscribeToAlerts(newView(), () => changes++);
  await settled();
  sockets[0].open();
  sockets[0].receive({ event: "gap", from: 1, to: Number.MAX_SAFE_INTEGER }); // the position of the log

  sockets[0].end(1006);
  mock.timers.tick(3_000);
  await settled();
  sockets[1].open();
  mock.timers.reset();

  assert.deepEqual([sockets.length, changes], [2, 1]);
});

test("data is kept for the next page with the same key, and discarded for another user", async () => {
  const load = (rows) =>
    new Loader(
      "keys:acme",
      async () => rows,
      () => {},
    ).load();
  await load(["k1"]);

  assert.deepEqual(
    new Loader(
      "keys:acme",
      async () => [],
      () => {},
    ).data,
    ["k1"],
  );
  assert.equal(
    new Loader(
      "keys:globex",
      async () => [],
      () => {},
    ).data,
    undefined,
  );
  clearLoaded();

  assert.equal(
    new Loader(
      "keys:acme",
      async () => [],
      () => {},
    ).data,
    undefined,
  );
});
