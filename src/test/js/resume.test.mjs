import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../webapp/sdk/index.js";
import { FakeBrowser } from "./fake-browser.mjs";

const machines = { event: "*", table: "machines" };
const event = (seq, table = "machines") => ({ type: "event", channel: table, event: "UPDATE", payload: { id: `m${seq}` }, seq });
const gap = (from, to) => ({ type: "gap", channel: "machines", from, to });

function client() {
  const browser = new FakeBrowser();
  return {
    browser,
    api: createClient({ baseUrl: "http://fleet.test", getToken: () => "t", getOrg: () => "acme", ...browser.parts }),
  };
}

/** A channel, the changes it receives as `UPDATE 42`, and its statuses. */
function listen(api, since) {
  const received = [];
  const statuses = [];
  const channel = api
    .channel("a")
    .on("postgres_changes", machines, ({ eventType, seq }) => received.push(seq ? `${eventType} ${seq}` : eventType));
  if (since !== undefined) channel.since(since);
  channel.subscribe((status) => statuses.push(status));
  return { channel, received, statuses };
}

function open(socket, seq) {
  socket.open();
  socket.receive({ type: "subscribed", channels: ["machines"], ...(seq === undefined ? {} : { seq: { machines: seq } }) });
}

async function reopened(browser, seq) {
  browser.socket.end(1006);
  await browser.advance(5_000);
  open(browser.socket, seq);
}

test("resumes after a given position, and after each loss after the last event", async () => {
  const { browser, api } = client();
  const { received, statuses } = listen(api, 41);
  open(browser.socket, 43);
  for (const frame of [event(42), event(43), event(44)]) browser.socket.receive(frame);

  await reopened(browser, 46);
  for (const frame of [event(45), event(46)]) browser.socket.receive(frame);

  assert.deepEqual(
    browser.sockets.map(({ sent }) => sent),
    [
      [{ type: "subscribe", channels: ["machines"], since: { machines: 41 } }],
      [{ type: "subscribe", channels: ["machines"], since: { machines: 44 } }],
    ],
  );
  assert.deepEqual(received, ["UPDATE 42", "UPDATE 43", "UPDATE 44", "UPDATE 45", "UPDATE 46"]);
  assert.deepEqual(statuses, ["RESUMED", "RECONNECTING", "RESUMED"]);
});

test("a position given while the connection is open is used after its loss", async () => {
  const { browser, api } = client();
  const { channel, received, statuses } = listen(api);
  open(browser.socket);
  channel.since(7);
  browser.socket.receive({ ...event(8), seq: undefined });
  channel.since(8);

  await reopened(browser, 9);
  browser.socket.receive(event(9));

  assert.deepEqual(
    browser.sockets.map(({ sent }) => sent),
    [[{ type: "subscribe", channels: ["machines"] }], [{ type: "subscribe", channels: ["machines"], since: { machines: 8 } }]],
  );
  assert.deepEqual(received, ["UPDATE", "UPDATE 9"]);
  assert.deepEqual(statuses, ["SUBSCRIBED", "RECONNECTING", "RESUMED"]);
});

test("without a given position it never resumes", async () => {
  const { browser, api } = client();
  const { statuses } = listen(api);
  open(browser.socket);

  await reopened(browser);

  assert.deepEqual(
    browser.sockets.map(({ sent }) => sent),
    [[{ type: "subscribe", channels: ["machines"] }], [{ type: "subscribe", channels: ["machines"] }]],
  );
  assert.deepEqual(statuses, ["SUBSCRIBED", "RECONNECTING", "SUBSCRIBED"]);
});

test("drops events that a newer snapshot holds, and ignores the position of an older one", () => {
  const { browser, api } = client();
  const { channel, received } = listen(api, 10);
  open(browser.socket, 14);
  browser.socket.receive(event(11));

  channel.since(13);
  channel.since(9);
  for (const frame of [event(12), event(13), event(14), event(14)]) browser.socket.receive(frame);

  assert.deepEqual(received, ["UPDATE 11", "UPDATE 14"]);
});

test("a gap calls the callbacks as polling does; a gap that is covered already does not", () => {
  const { browser, api } = client();
  const { channel, received } = listen(api, 10);
  open(browser.socket, 60);

  browser.socket.receive(gap(11, 50));
  channel.since(55);
  browser.socket.receive(gap(51, 53));
  for (const frame of [event(54), event(55), event(56)]) browser.socket.receive(frame);

  assert.deepEqual(received, ["POLL", "UPDATE 56"]);
});

test("a log that was restored from a backup is a gap, and continues from its end", async () => {
  const { browser, api } = client();
  const { channel, received } = listen(api, 90);
  open(browser.socket, 80);

  browser.socket.receive(gap(81, 90));
  channel.since(80);
  browser.socket.receive(event(81));
  await reopened(browser, 81);

  assert.deepEqual(received, ["POLL", "UPDATE 81"]);
  assert.deepEqual(browser.socket.sent[0].since, { machines: 81 });
});

test("a log that is restored while the client is connected is a gap, and continues from its end", () => {
  const { browser, api } = client();
  const { channel, received } = listen(api, 98);
  open(browser.socket, 98);
  for (const frame of [event(99), event(100)]) browser.socket.receive(frame);

  browser.socket.receive(gap(91, 100));
  channel.since(92);
  for (const frame of [event(91), event(92), event(93)]) browser.socket.receive(frame);

  assert.deepEqual(received, ["UPDATE 99", "UPDATE 100", "POLL", "UPDATE 93"]);
});

test("a missing position without a gap frame makes the callbacks fetch again", () => {
  const { browser, api } = client();
  const { received } = listen(api, 1);
  open(browser.socket, 1);

  for (const frame of [event(2), event(5)]) browser.socket.receive(frame);

  assert.deepEqual(received, ["UPDATE 2", "POLL", "UPDATE 5"]);
});

test("channels that share a connection each receive what they lack, and nothing twice", async () => {
  const { browser, api } = client();
  const one = listen(api, 5);
  open(browser.socket, 6);
  browser.socket.receive(event(6));
  const two = listen(api, 3);
  const plain = listen(api);

  assert.deepEqual(
    browser.socket.sent.slice(1).map(({ since }) => since),
    [{ machines: 3 }, { machines: 3 }],
  );
  browser.socket.receive({ type: "subscribed", channels: ["machines"], seq: { machines: 6 } });
  for (const seq of [4, 5, 6, 7]) browser.socket.receive(event(seq));

  assert.deepEqual(one.received, ["UPDATE 6", "UPDATE 7"]);
  assert.deepEqual(two.received, ["UPDATE 4", "UPDATE 5", "UPDATE 6", "UPDATE 7"]);
  assert.deepEqual(plain.received, ["UPDATE 7"]);
  await reopened(browser, 7);
  assert.deepEqual(browser.socket.sent[0].since, { machines: 7 });
});

test("an invalid position is refused, and one of several tables must name the table", () => {
  const { api } = client();
  const channel = api
    .channel("a")
    .on("postgres_changes", machines, () => {})
    .on("postgres_changes", { event: "*", table: "keys" }, () => {});

  assert.throws(() => channel.since(-1, "machines"), /Not a position/);
  assert.throws(() => channel.since(NaN, "machines"), /Not a position/);
  assert.throws(() => channel.since(3), /which table/);
  assert.equal(channel.since(3, "keys"), channel);
});

/** A channel that has everything up to 41 in the epoch E2, and is connected. */
function inEpoch() {
  const { browser, api } = client();
  const seen = listen(api, { seq: 41, epoch: "E2" });
  browser.socket.open();
  browser.socket.receive({ type: "subscribed", channels: ["machines"], seq: { machines: 41 }, epoch: "E2" });
  return { browser, api, ...seen };
}

test("resumes with the epoch in which a position was given", async () => {
  const { browser, received } = inEpoch();
  browser.socket.receive(event(42));

  await reopened(browser, 42);

  assert.deepEqual(
    browser.sockets.map(({ sent }) => sent[0].since),
    [{ machines: { seq: 41, epoch: "E2" } }, { machines: { seq: 42, epoch: "E2" } }],
  );
  assert.deepEqual(received, ["UPDATE 42"]);
});

test("a log of another epoch is a gap, and continues with what there is", async () => {
  const { browser, channel, received } = inEpoch();
  browser.socket.end(1001);
  await browser.advance(5_000);
  browser.socket.open();
  browser.socket.receive({ type: "subscribed", channels: ["machines"], seq: { machines: 60 }, epoch: "E3" });

  browser.socket.receive({ ...gap(1, 41), epoch: "E3" });
  browser.socket.receive(event(1));
  channel.since({ seq: 41, epoch: "E2" });
  channel.since({ seq: 60, epoch: "E3" });
  for (const seq of [2, 60, 61]) browser.socket.receive(event(seq));
  await reopened(browser, 61);

  assert.deepEqual(received, ["POLL", "UPDATE 1", "UPDATE 61"]);
  assert.deepEqual(browser.socket.sent[0].since, { machines: { seq: 61, epoch: "E3" } });
});

test("a log that is restored while the client is connected continues where the gap begins, whatever its end", () => {
  const { browser, received } = inEpoch();

  browser.socket.receive({ ...gap(31, 35), epoch: "E3" });
  browser.socket.receive(event(31));

  assert.deepEqual(received, ["POLL", "UPDATE 31"]);
});

test("the gap of a server that has not noticed the restore yet changes nothing", async () => {
  const { browser, received } = inEpoch();

  browser.socket.receive({ ...gap(1, 41), epoch: "E1" });
  for (const seq of [1, 41, 42]) browser.socket.receive(event(seq));

  assert.deepEqual(received, ["UPDATE 42"]);
});

test("of channels that know different epochs each gets what it lacks", () => {
  const { browser, api } = client();
  const old = listen(api, { seq: 90, epoch: "E1" });
  const present = listen(api, { seq: 7, epoch: "E2" });
  browser.socket.open();
  assert.deepEqual(browser.socket.sent[0].since, { machines: { seq: 90, epoch: "E1" } });

  browser.socket.receive({ type: "subscribed", channels: ["machines"], seq: { machines: 8 }, epoch: "E2" });
  browser.socket.receive({ ...gap(1, 90), epoch: "E2" });
  for (let seq = 1; seq <= 8; seq++) browser.socket.receive(event(seq));

  assert.deepEqual(old.received, ["POLL", ...[1, 2, 3, 4, 5, 6, 7, 8].map((seq) => `UPDATE ${seq}`)]);
  assert.deepEqual(present.received, ["UPDATE 8"]);
});

test("learns the epoch from the confirmation", async () => {
  const { browser, api } = client();
  listen(api, 41);
  browser.socket.open();
  browser.socket.receive({ type: "subscribed", channels: ["machines"], seq: { machines: 41 }, epoch: "E2" });

  await reopened(browser, 41);

  assert.deepEqual(browser.socket.sent[0].since, { machines: { seq: 41, epoch: "E2" } });
});

test("an answer's position is passed to the callback, with its epoch", async () => {
  const { browser, api } = client();
  const positions = [];
  browser.answers = [
    [200, { success: true, data: [] }, { "X-Heliograph-Seq": "41", "X-Heliograph-Epoch": "E2" }],
    [200, { success: true, data: [] }],
    [500, {}, { "X-Heliograph-Seq": "9" }],
  ];

  await api.get("/api/db/machines", { onSeq: (seq, epoch) => positions.push(seq, epoch) });
  await api.get("/api/db/machines", { onSeq: (seq) => positions.push(seq) });
  await api.get("/api/db/machines", { onSeq: (seq) => positions.push(seq) }).catch(() => {});

  assert.deepEqual(positions, [41, "E2"]);
});
