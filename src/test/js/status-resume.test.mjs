import assert from "node:assert/strict";
import { test } from "node:test";
import { confirmSubscription, ids, incident, pulse, watch } from "./status-feed-fixture.mjs";

test("resumes once it has a position, and delivers nothing twice", async () => {
  const { browser, feed, seen } = watch();
  confirmSubscription(browser);
  browser.socket.receive(incident(undefined, "i6"));

  feed.since(5);
  browser.socket.receive({ action: "subscribed", slug: "status", timestamp: "t", seq: 7 });
  for (const seq of [6, 7]) browser.socket.receive(incident(seq));
  browser.socket.receive(pulse());
  browser.socket.end(1006);
  await browser.advance(2_000);
  confirmSubscription(browser, 8);
  for (const seq of [7, 8]) browser.socket.receive(incident(seq));

  assert.deepEqual(
    browser.sockets.map(({ sent }) => sent.map(({ since }) => since)),
    [[undefined, 5], [7]],
  );
  assert.deepEqual(ids(seen), ["i6", "i7", undefined, "i8"]);
  assert.deepEqual(seen.resumed, [false, true]);
});

test("delivers an event once that was sent without its position before the server read the subscription", () => {
  const { browser, feed, seen } = watch();
  confirmSubscription(browser);

  feed.since(5);
  browser.socket.receive(incident(undefined, "i6"));
  browser.socket.receive({ action: "subscribed", slug: "status", timestamp: "t", seq: 6 });
  for (const seq of [6, 7]) browser.socket.receive(incident(seq));

  assert.deepEqual(ids(seen), ["i6", "i7"]);
});

test("reports a gap, unless a later snapshot covers it", () => {
  const { browser, feed, seen } = watch();
  feed.since(5);
  confirmSubscription(browser, 90);

  browser.socket.receive({ action: "gap", slug: "status", from: 6, to: 80, timestamp: "t" });
  feed.since(85);
  browser.socket.receive({ action: "gap", slug: "status", from: 81, to: 82, timestamp: "t" });
  for (const seq of [83, 86]) browser.socket.receive(incident(seq));

  assert.equal(seen.gaps, 1);
  assert.deepEqual(ids(seen), ["i86"]);
});

test("continues at the end of a log that was restored from a backup", () => {
  const { browser, feed, seen } = watch();
  feed.since(50);
  confirmSubscription(browser, 40);

  browser.socket.receive({ action: "gap", slug: "status", from: 41, to: 50, timestamp: "t" });
  browser.socket.receive(incident(41));

  assert.deepEqual([seen.gaps, ids(seen)], [1, ["i41"]]);
});

test("continues at the end of a log that is restored while the feed is connected", () => {
  const { browser, feed, seen } = watch();
  feed.since(49);
  confirmSubscription(browser, 49);
  browser.socket.receive(incident(50));

  browser.socket.receive({ action: "gap", slug: "status", from: 41, to: 50, timestamp: "t" });
  browser.socket.receive(incident(41));

  assert.deepEqual([seen.gaps, ids(seen)], [1, ["i50", "i41"]]);
});

test("resumes with the epoch, and continues with what there is in a log of another one", async () => {
  const { browser, feed, seen } = watch();
  feed.since({ seq: 50, epoch: "E1" });
  browser.socket.open();
  browser.socket.receive({ action: "subscribed", slug: "status", seq: 60, epoch: "E2" });
  const gap = { action: "gap", slug: "status", from: 1, to: 50, timestamp: "t", epoch: "E2" };

  browser.socket.receive(gap);
  browser.socket.receive(incident(1));
  feed.since({ seq: 50, epoch: "E1" }); // an answer from before the restore
  feed.since({ seq: 60, epoch: "E2" });
  browser.socket.receive({ ...gap, epoch: "E1" });
  for (const seq of [2, 60, 61]) browser.socket.receive(incident(seq));
  browser.socket.end(1006);
  await browser.advance(5_000);
  browser.socket.open();

  assert.deepEqual(
    browser.sockets.map(({ sent }) => sent[0].since),
    [
      { seq: 50, epoch: "E1" },
      { seq: 61, epoch: "E2" },
    ],
  );
  assert.deepEqual([seen.gaps, ids(seen)], [1, ["i1", "i61"]]);
});

test("a page without events takes the epoch of the log", async () => {
  const { browser, feed, seen } = watch();
  feed.since({ seq: 0, epoch: "E1" });
  confirmSubscription(browser);
  browser.socket.receive({ action: "subscribed", slug: "status", seq: 1, epoch: "E2" });
  browser.socket.receive(incident(1));

  browser.socket.end(1006);
  await browser.advance(2_000);
  browser.socket.open();

  assert.deepEqual(browser.socket.sent[0].since, { seq: 1, epoch: "E2" });
  assert.deepEqual([seen.gaps, ids(seen)], [0, ["i1"]]);
});
