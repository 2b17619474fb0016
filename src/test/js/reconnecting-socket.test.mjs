import assert from "node:assert/strict";
import { test } from "node:test";
import { ReconnectingSocket } from "../../../webapp/sdk/reconnecting-socket.js";
import { steady } from "../../../webapp/sdk/retry-policy.js";
import { World } from "./fake-browser.mjs";

function open(options = {}) {
  const world = new World();
  const events = [];
  const socket = new ReconnectingSocket({
    url: () => "wss://example.com/ws",
    retryPolicy: steady(1_000),
    env: world.parts,
    onOpen: () => events.push("open"),
    onFrame: (frame) => events.push(frame),
    onLost: ({ code, reason, opened }) => events.push([code, reason, opened]),
    ...options,
  });
  socket.open();
  return { world, socket, events };
}

test("a loss is reported once, and followed by an attempt", async () => {
  const { world, events } = open();
  world.socket.open();
  const [first] = world.sockets;

  first.onerror({});
  first.end(1006);
  first.receive({ late: true });
  await world.pass(800);

  assert.deepEqual(events, ["open", [1006, "closed with 1006", true]]);
  assert.equal(world.sockets.length, 2);
  assert.equal(first.closed, true);
});

test("no attempt follows when the handler of the loss closes the socket", async () => {
  const all = open({ onLost: () => all.socket.close() });
  all.world.socket.open();

  all.world.socket.end(1006);
  await all.world.pass(60_000);

  assert.deepEqual([all.world.sockets.length, all.world.timers], [1, 0]);
});

test("no socket opens when it is closed during the preparation", async () => {
  let prepared = () => {};
  const { world, socket } = open({ prepare: () => new Promise((resolve) => (prepared = resolve)) });

  socket.close();
  prepared();
  await world.pass(0);

  assert.equal(world.sockets.length, 0);
});

test("a preparation that fails does not keep the socket from opening", async () => {
  const { world } = open({ prepare: () => Promise.reject(new Error("no token")) });

  await world.pass(0);

  assert.deepEqual([world.sockets.length, world.errors.length], [1, 1]);
});

test("a socket that cannot be created is a loss", async () => {
  const { world, events } = open({
    url: () => {
      throw new SyntaxError("not an address");
    },
  });

  assert.deepEqual(events, [[1006, "it could not be created", false]]);
  assert.equal(world.errors.length, 1);
  assert.equal(world.timers, 1);
});

test("probes at a steady pace, or only after silence", async () => {
  const keepAlive = { everyMs: 10_000, timeoutMs: 60_000, frame: { type: "ping" } };
  const paced = open({ keepAlive });
  const whenIdle = open({ keepAlive: { ...keepAlive, whenIdle: true } });

  for (const { world } of [paced, whenIdle]) {
    world.socket.open();
    for (let turn = 0; turn < 5; turn++) {
      await world.pass(6_000);
      world.socket.receive({ turn });
    }
  }
  assert.equal(paced.world.socket.sent.length, 3);
  assert.equal(whenIdle.world.socket.sent.length, 0);
  await whenIdle.world.pass(10_000);

  assert.deepEqual(whenIdle.world.socket.sent, [{ type: "ping" }]);
});

test("probes when the page becomes visible, and retries at once when it was waiting", async () => {
  const page = new EventTarget();
  const { world, events } = open({
    keepAlive: { everyMs: 0, timeoutMs: 5_000, frame: { type: "ping" } },
    wakeTargets: [page],
  });
  world.socket.open();

  page.dispatchEvent(new Event("visibilitychange"));
  assert.deepEqual(world.socket.sent, [{ type: "ping" }]);
  await world.pass(5_000);
  assert.deepEqual(events.at(-1), [1006, "the server is silent", true]);
  page.dispatchEvent(new Event("visibilitychange"));

  assert.equal(world.sockets.length, 2);
});

test("a lost network is a loss, unless it is to be waited for", async () => {
  const page = new EventTarget();
  const retrying = open({ wakeTargets: [page] });
  const waiting = open({ wakeTargets: [page], onOffline: () => waiting.events.push("offline") });

  page.dispatchEvent(new Event("offline"));
  await retrying.world.pass(1_000);
  await waiting.world.pass(60_000);
  assert.deepEqual([retrying.world.sockets.length, retrying.events], [2, [[1006, "the network is gone", false]]]);
  assert.deepEqual([waiting.world.sockets.length, waiting.events], [1, ["offline"]]);
  page.dispatchEvent(new Event("online"));

  assert.equal(waiting.world.sockets.length, 2);
});
