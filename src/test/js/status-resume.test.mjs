import assert from "node:assert/strict";
import { test } from "node:test";
import { ids, letIn, pulse, told, watch } from "./status-feed-fixture.mjs";

test("asks for positions once there is one to begin at, and is told nothing twice", async () => {
  const { world, feed, seen } = watch();
  letIn(world);
  world.socket.receive(told(undefined, "i6"));

  feed.since(5);
  world.socket.receive({ action: "subscribed", slug: "status", timestamp: "t", seq: 7 });
  for (const seq of [6, 7]) world.socket.receive(told(seq));
  world.socket.receive(pulse());
  world.socket.end(1006);
  await world.pass(2_000);
  letIn(world, 8);
  for (const seq of [7, 8]) world.socket.receive(told(seq));

  assert.deepEqual(
    world.sockets.map(({ sent }) => sent.map(({ since }) => since)),
    [[undefined, 5], [7]],
  );
  assert.deepEqual(ids(seen), ["i6", "i7", undefined, "i8"]);
  assert.deepEqual(seen.resumed, [false, true]);
});

test("tells an event once that came just before the server had read the wish for positions", () => {
  const { world, feed, seen } = watch();
  letIn(world);

  feed.since(5);
  world.socket.receive(told(undefined, "i6"));
  world.socket.receive({ action: "subscribed", slug: "status", timestamp: "t", seq: 6 });
  for (const seq of [6, 7]) world.socket.receive(told(seq));

  assert.deepEqual(ids(seen), ["i6", "i7"]);
});

test("tells a gap, unless what was fetched since reaches beyond it", () => {
  const { world, feed, seen } = watch();
  feed.since(5);
  letIn(world, 90);

  world.socket.receive({ action: "gap", slug: "status", from: 6, to: 80, timestamp: "t" });
  feed.since(85);
  world.socket.receive({ action: "gap", slug: "status", from: 81, to: 82, timestamp: "t" });
  for (const seq of [83, 86]) world.socket.receive(told(seq));

  assert.equal(seen.gaps, 1);
  assert.deepEqual(ids(seen), ["i86"]);
});

test("goes on where a log ends that was put back to an older state", () => {
  const { world, feed, seen } = watch();
  feed.since(50);
  letIn(world, 40);

  world.socket.receive({ action: "gap", slug: "status", from: 41, to: 50, timestamp: "t" });
  world.socket.receive(told(41));

  assert.deepEqual([seen.gaps, ids(seen)], [1, ["i41"]]);
});
