import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../webapp/sdk/index.js";
import { World } from "./fake-browser.mjs";

const machines = { event: "*", table: "machines" };
const event = (seq, table = "machines") => ({ type: "event", channel: table, event: "UPDATE", payload: { id: `m${seq}` }, seq });
const gap = (from, to) => ({ type: "gap", channel: "machines", from, to });

function client() {
  const world = new World();
  return {
    world,
    api: createClient({ baseUrl: "http://fleet.test", getToken: () => "t", getOrg: () => "acme", ...world.parts }),
  };
}

/** A channel, what it hears as `UPDATE 42`, and what it is told of its connection. */
function listen(api, since) {
  const heard = [];
  const statuses = [];
  const channel = api
    .channel("a")
    .on("postgres_changes", machines, ({ eventType, seq }) => heard.push(seq ? `${eventType} ${seq}` : eventType));
  if (since !== undefined) channel.since(since);
  channel.subscribe((status) => statuses.push(status));
  return { channel, heard, statuses };
}

function open(socket, seq) {
  socket.open();
  socket.receive({ type: "subscribed", channels: ["machines"], ...(seq === undefined ? {} : { seq: { machines: seq } }) });
}

async function reopened(world, seq) {
  world.socket.end(1006);
  await world.pass(5_000);
  open(world.socket, seq);
}

test("who names a position resumes from there, and after each loss from the last event", async () => {
  const { world, api } = client();
  const { heard, statuses } = listen(api, 41);
  open(world.socket, 43);
  for (const frame of [event(42), event(43), event(44)]) world.socket.receive(frame);

  await reopened(world, 46);
  for (const frame of [event(45), event(46)]) world.socket.receive(frame);

  assert.deepEqual(
    world.sockets.map(({ sent }) => sent),
    [
      [{ type: "subscribe", channels: ["machines"], since: { machines: 41 } }],
      [{ type: "subscribe", channels: ["machines"], since: { machines: 44 } }],
    ],
  );
  assert.deepEqual(heard, ["UPDATE 42", "UPDATE 43", "UPDATE 44", "UPDATE 45", "UPDATE 46"]);
  assert.deepEqual(statuses, ["RESUMED", "RECONNECTING", "RESUMED"]);
});

test("who names a position once the connection is open resumes after its loss", async () => {
  const { world, api } = client();
  const { channel, heard, statuses } = listen(api);
  open(world.socket);
  channel.since(7);
  world.socket.receive({ ...event(8), seq: undefined });
  channel.since(8);

  await reopened(world, 9);
  world.socket.receive(event(9));

  assert.deepEqual(
    world.sockets.map(({ sent }) => sent),
    [[{ type: "subscribe", channels: ["machines"] }], [{ type: "subscribe", channels: ["machines"], since: { machines: 8 } }]],
  );
  assert.deepEqual(heard, ["UPDATE", "UPDATE 9"]);
  assert.deepEqual(statuses, ["SUBSCRIBED", "RECONNECTING", "RESUMED"]);
});

test("who names none never asks for one", async () => {
  const { world, api } = client();
  const { statuses } = listen(api);
  open(world.socket);

  await reopened(world);

  assert.deepEqual(
    world.sockets.map(({ sent }) => sent),
    [[{ type: "subscribe", channels: ["machines"] }], [{ type: "subscribe", channels: ["machines"] }]],
  );
  assert.deepEqual(statuses, ["SUBSCRIBED", "RECONNECTING", "SUBSCRIBED"]);
});

test("passes over what a newer snapshot holds, and takes no older one for new", () => {
  const { world, api } = client();
  const { channel, heard } = listen(api, 10);
  open(world.socket, 14);
  world.socket.receive(event(11));

  channel.since(13);
  channel.since(9);
  for (const frame of [event(12), event(13), event(14), event(14)]) world.socket.receive(frame);

  assert.deepEqual(heard, ["UPDATE 11", "UPDATE 14"]);
});

test("a gap fires the callbacks as polling does, and what is known already is none", () => {
  const { world, api } = client();
  const { channel, heard } = listen(api, 10);
  open(world.socket, 60);

  world.socket.receive(gap(11, 50));
  channel.since(55);
  world.socket.receive(gap(51, 53));
  for (const frame of [event(54), event(55), event(56)]) world.socket.receive(frame);

  assert.deepEqual(heard, ["POLL", "UPDATE 56"]);
});

test("a log that was put back to an older state is a gap, and counts on from there", async () => {
  const { world, api } = client();
  const { channel, heard } = listen(api, 90);
  open(world.socket, 80);

  world.socket.receive(gap(81, 90));
  channel.since(80);
  world.socket.receive(event(81));
  await reopened(world, 81);

  assert.deepEqual(heard, ["POLL", "UPDATE 81"]);
  assert.deepEqual(world.socket.sent[0].since, { machines: 81 });
});

test("a number that is missing without a word makes the callbacks look again", () => {
  const { world, api } = client();
  const { heard } = listen(api, 1);
  open(world.socket, 1);

  for (const frame of [event(2), event(5)]) world.socket.receive(frame);

  assert.deepEqual(heard, ["UPDATE 2", "POLL", "UPDATE 5"]);
});

test("channels that share a connection each hear what they lack, and nothing twice", async () => {
  const { world, api } = client();
  const one = listen(api, 5);
  open(world.socket, 6);
  world.socket.receive(event(6));
  const two = listen(api, 3);
  const plain = listen(api);

  assert.deepEqual(
    world.socket.sent.slice(1).map(({ since }) => since),
    [{ machines: 3 }, { machines: 3 }],
  );
  world.socket.receive({ type: "subscribed", channels: ["machines"], seq: { machines: 6 } });
  for (const seq of [4, 5, 6, 7]) world.socket.receive(event(seq));

  assert.deepEqual(one.heard, ["UPDATE 6", "UPDATE 7"]);
  assert.deepEqual(two.heard, ["UPDATE 4", "UPDATE 5", "UPDATE 6", "UPDATE 7"]);
  assert.deepEqual(plain.heard, ["UPDATE 7"]);
  await reopened(world, 7);
  assert.deepEqual(world.socket.sent[0].since, { machines: 7 });
});

test("a position that is none is refused, and one of several tables must be named", () => {
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

test("an answer tells its position to who asks", async () => {
  const { world, api } = client();
  const told = [];
  world.answers = [
    [200, { success: true, data: [] }, { "X-Heliograph-Seq": "41" }],
    [200, { success: true, data: [] }],
    [500, {}, { "X-Heliograph-Seq": "9" }],
  ];

  await api.get("/api/db/machines", { onSeq: (seq) => told.push(seq) });
  await api.get("/api/db/machines", { onSeq: (seq) => told.push(seq) });
  await api.get("/api/db/machines", { onSeq: (seq) => told.push(seq) }).catch(() => {});

  assert.deepEqual(told, [41]);
});
