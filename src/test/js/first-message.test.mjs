import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { FirstMessage, WAIT_MS } from "../../../webapp/app/integrations/first-message.js";
import { waitView } from "../../../webapp/app/integrations/wait-view.js";
import { markup } from "./fake-page.mjs";

/** A wait with a clock and a source of the test. */
function wait() {
  const clock = { now: 1_000, timers: new Map() };
  const env = {
    now: () => clock.now,
    setTimeout: (run, ms) => clock.timers.set(clock.timers.size + 1, { run, ms }).size,
    clearTimeout: (timer) => clock.timers.delete(timer),
  };
  let changes = 0;
  const first = new FirstMessage(() => changes++, env);
  const source = { stopped: 0 };
  const start = () =>
    first.start((listener) => {
      source.listener = listener;
      return () => source.stopped++;
    });
  return { clock, first, source, start, changes: () => changes };
}

test("the first message ends the wait and is shown, and later ones are not", () => {
  const { first, source, start, clock } = wait();
  assert.equal(first.state, "idle");
  start();
  assert.equal(first.state, "starting");
  source.listener.ready();
  assert.equal(first.state, "waiting");
  assert.equal(first.left, WAIT_MS);

  source.listener.received({ title: "warning alert at Server room, opened", text: "<b>Backup</b> is late", link: "/alerts/1" });
  source.listener.received({ title: "another", text: "" });
  source.listener.ready();

  assert.equal(first.state, "received");
  assert.equal(source.stopped, 1);
  assert.equal(clock.timers.size, 0);
  const shown = markup(waitView(first, () => {}));
  assert.match(shown, /Received: <strong>warning alert at Server room, opened<\/strong>/);
  assert.match(shown, /Backup<\/b> is late/);
  assert.doesNotMatch(shown, /another/);
});

test("without a message the wait ends after its bound, and says so", () => {
  const { first, source, start, clock } = wait();
  start();
  source.listener.ready();
  const [{ run, ms }] = clock.timers.values();
  assert.equal(ms, WAIT_MS);

  run();
  source.listener.received({ title: "late", text: "" });

  assert.equal(first.state, "nothing");
  assert.equal(source.stopped, 1);
  assert.match(markup(waitView(first, () => {})), /Nothing came within 5 minutes/);
  assert.match(markup(waitView(first, () => {})), /Wait again/);
});

test("what was refused, and that the server cannot be read, is shown while the wait goes on", () => {
  const { first, source, start } = wait();
  start();
  source.listener.failed(new Error("The server cannot be reached."));
  assert.match(markup(waitView(first, () => {})), /cannot be reached/);

  source.listener.ready();
  source.listener.refused("zabbix: the macro {EVENT.ID}");

  assert.equal(first.state, "waiting");
  assert.doesNotMatch(markup(waitView(first, () => {})), /cannot be reached/);
  assert.match(markup(waitView(first, () => {})), /was refused: zabbix: the macro \{EVENT\.ID\}/);
});

test("a wait that is stopped, or begun again, listens to nothing of before", () => {
  const { first, source, start, clock } = wait();
  start();
  const old = source.listener;
  start();
  assert.equal(source.stopped, 1);
  old.received({ title: "old", text: "" });
  assert.equal(first.state, "starting");

  first.stop();

  assert.equal(first.state, "idle");
  assert.equal(source.stopped, 2);
  assert.equal(clock.timers.size, 0);
});
