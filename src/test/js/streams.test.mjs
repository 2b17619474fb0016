import assert from "node:assert/strict";
import { test } from "node:test";
import { EventParser } from "../../../webapp/sdk/event-parser.js";
import { createClient } from "../../../webapp/sdk/index.js";
import { World } from "./fake-browser.mjs";

const event = (seq) => ({ type: "event", channel: "machines", event: "UPDATE", payload: { id: "m" }, seq });
const subscribed = (seq, table = "machines") => ({ type: "subscribed", channels: [table], seq: { [table]: seq } });

function start({ since, ...options } = {}) {
  const world = new World();
  const heard = [];
  const statuses = [];
  const api = createClient({
    baseUrl: "http://fleet.test",
    getToken: () => "t1",
    getOrg: () => "acme",
    ...world.parts,
    ...options,
  });
  const channel = api
    .channel("a")
    .on("postgres_changes", { event: "*", table: "machines" }, ({ eventType, seq }) => heard.push(seq ?? eventType));
  if (since !== undefined) channel.since(since);
  channel.subscribe((status) => statuses.push(status));
  return { world, api, channel, heard, statuses };
}

/** Refuses every socket for so long. */
async function refusing(world, ms) {
  for (const end = world.time + ms; world.time < end; await world.pass(500))
    if (world.socket.readyState === 0) world.socket.end(1006);
}

async function streaming(options, seq = 41) {
  const all = start(options);
  await refusing(all.world, 5_000);
  all.world.socket.end(1006);
  await all.world.pass(0);
  all.world.stream.receive(subscribed(seq));
  await all.world.pass(0);
  return all;
}

test("two sockets that do not open lead to a stream, which resumes and is live", async () => {
  const { world, api, heard, statuses } = await streaming({ since: 41 });

  world.stream.receive(event(42));
  world.stream.write(":\n\n");
  await world.pass(0);

  assert.equal(world.streams.length, 1);
  assert.equal(world.stream.url.href, "http://fleet.test/api/events?channel=machines&org_id=acme&since=41");
  assert.equal(world.stream.token, "Bearer t1");
  assert.equal(api.connection, "live");
  assert.deepEqual([heard, statuses.at(-1)], [[42], "RESUMED"]);
});

test("a stream that nobody named a position for begins at the present one", async () => {
  const { world, statuses, heard } = await streaming();

  world.stream.receive(event(41));
  world.stream.receive(event(42));
  await world.pass(0);

  assert.equal(world.stream.url.searchParams.has("since"), false);
  assert.deepEqual([heard, statuses.at(-1)], [[42], "SUBSCRIBED"]);
});

test("a socket that opens takes over after 30 to 60 s, and nothing comes twice", async () => {
  const { world, heard } = await streaming({ since: 41 });
  world.stream.receive(event(42));
  world.chance = 0.5;

  await world.pass(44_000);
  assert.equal(world.sockets.length, 2);
  world.stream.write(":\n\n");
  await world.pass(1_500);
  assert.equal(world.stream.closed, false);
  world.socket.open();
  assert.equal(world.stream.closed, true);
  world.socket.receive(subscribed(42));
  world.socket.receive(event(43));
  await world.pass(100_000);

  assert.deepEqual(world.socket.sent, [{ type: "subscribe", channels: ["machines"], since: { machines: 42 } }]);
  assert.deepEqual([heard, world.streams.length, world.sockets.length], [[42, 43], 1, 3]);
});

test("a socket that still does not open changes nothing", async () => {
  const { world, api, heard } = await streaming({ since: 41 });

  await world.pass(45_000);
  world.socket.end(1006);
  world.stream.receive(event(42));
  await world.pass(0);

  assert.deepEqual([api.connection, world.stream.closed, heard], ["live", false, [42]]);
});

test("without stream and socket it polls, and goes on trying both", async () => {
  const { world, api, heard } = start();
  world.refusals = [{ status: 404 }, { status: 404 }];

  await refusing(world, 61_000);

  assert.equal(api.connection, "polling");
  assert.deepEqual(heard, ["POLL", "POLL"]);
  assert.equal(world.sockets.length, 16); // every 4 s, by chance
  assert.equal(world.streams.length, 2);
});

test("an answer that is no stream is none", async () => {
  const { world, api } = start();
  world.refusals = [{ status: 200, headers: { "Content-Type": "text/html" } }];

  await refusing(world, 12_000);

  assert.equal(api.connection, "polling");
});

test("stays away for as long as the server wants", async () => {
  const { world } = start();
  world.refusals = [{ status: 503, headers: { "Retry-After": "40" } }];

  await refusing(world, 43_500);
  assert.equal(world.sockets.length, 2);
  await refusing(world, 1_000);

  assert.equal(world.sockets.length, 3);
});

test("renews a token that a stream refuses", async () => {
  const renewed = [];
  const { world } = start({
    renewToken: async (used) => {
      renewed.push(used);
      return "t2";
    },
  });
  world.refusals = [{ status: 401 }];

  await refusing(world, 11_000);

  assert.deepEqual(renewed, ["t1"]);
});

test("a stream that is lost comes back as a stream, from where it was", async () => {
  const { world, api, heard, statuses } = await streaming({ since: 41 });
  world.stream.receive(event(42));
  world.stream.write('event: close\ndata: {"code":1001,"reason":""}\n\n');
  await world.pass(0);
  assert.equal(api.connection, "reconnecting");

  await world.pass(2_500);
  world.stream.receive(subscribed(43));
  world.stream.receive(event(43));
  await world.pass(0);

  assert.equal(world.stream.url.searchParams.get("since"), "42");
  assert.deepEqual([heard, statuses.at(-1), world.sockets.length], [[42, 43], "RESUMED", 2]);
});

test("a stream that does not come back leads to a socket again", async () => {
  const { world } = await streaming();
  world.refusals = [{ status: 404 }];
  world.stream.end();

  await world.pass(5_000);
  assert.deepEqual([world.streams.length, world.sockets.length], [2, 2]);
  await world.pass(5_000);

  assert.equal(world.sockets.length, 3);
});

test("who named no position asks the socket that takes over for none", async () => {
  const { world, statuses } = await streaming();
  world.stream.receive(event(42));

  await world.pass(45_000);
  world.socket.open();
  world.socket.receive({ type: "subscribed", channels: ["machines"] });

  assert.deepEqual(world.socket.sent, [{ type: "subscribe", channels: ["machines"] }]);
  assert.equal(statuses.at(-1), "SUBSCRIBED");
});

test("a socket that told events counts as one that opens", async () => {
  const { world } = start();
  world.socket.end(1006);
  await world.pass(5_000);
  world.socket.open();
  world.socket.receive({ type: "subscribed", channels: ["machines"] });
  world.socket.end(1006);

  await world.pass(5_000);
  world.socket.end(1006);
  await world.pass(4_000);

  assert.equal(world.streams.length, 0);
});

test("a socket that neither opens nor fails counts as one that does not open", async () => {
  const { world } = start();

  await world.pass(15_000 + 5_000 + 15_000);

  assert.deepEqual(
    world.sockets.map(({ closed }) => closed),
    [true, true],
  );
  assert.equal(world.streams.length, 1);
});

test("a stream that says nothing any more is given up", async () => {
  const { world, api } = await streaming();
  world.chance = 0.99; // the next socket comes after a minute, and hangs

  await world.pass(74_000);
  assert.equal(world.stream.closed, false);
  await world.pass(1_000);

  assert.equal(world.streams[0].closed, true);
  assert.notEqual(api.connection, "live");
});

test("each table has a stream, for as long as somebody wants it", async () => {
  const { world, api } = await streaming();
  const keys = api
    .channel("b")
    .on("postgres_changes", { event: "*", table: "keys" }, () => {})
    .subscribe();
  await world.pass(0);
  assert.equal(world.stream.url.searchParams.get("channel"), "keys");

  api.removeChannel(keys);
  await world.pass(0);

  assert.deepEqual(
    world.streams.map(({ closed }) => closed),
    [false, true],
  );
});

test("one who is behind the others has their stream begin anew", async () => {
  const { world, api, heard } = await streaming({ since: 41 });
  world.stream.receive(event(42));
  await world.pass(0);
  const late = [];
  api
    .channel("b")
    .on("postgres_changes", { event: "*", table: "machines" }, ({ seq }) => late.push(seq))
    .since(40)
    .subscribe();
  await world.pass(0);

  assert.deepEqual(
    world.streams.map(({ closed }) => closed),
    [true, false],
  );
  assert.equal(world.stream.url.searchParams.get("since"), "40");
  world.stream.receive(subscribed(43));
  for (const seq of [41, 42, 43]) world.stream.receive(event(seq));
  await world.pass(0);

  assert.deepEqual(
    [heard, late],
    [
      [42, 43],
      [41, 42, 43],
    ],
  );
});

test("removal ends everything", async () => {
  const { world, api, channel } = await streaming();

  api.removeChannel(channel);
  await world.pass(300_000);

  assert.deepEqual([world.stream.closed, world.timers, world.streams.length, world.sockets.length], [true, 0, 1, 2]);
});

test("reads events out of pieces, whatever the line ends, and passes comments over", () => {
  const parser = new EventParser();

  const told = [
    "retry: 3000\n\n:\n\nid: 4",
    "2\nda",
    'ta: {"a":\r\ndata: 1}\r\n\r',
    "\nevent: close\ndata:x\n\n",
    "data: unfinished",
  ].flatMap((piece) => parser.take(piece));

  assert.deepEqual(told, [
    { event: "message", data: '{"a":\n1}' },
    { event: "close", data: "x" },
  ]);
});
