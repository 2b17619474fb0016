import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { start } from "../../../webapp/app/context.js";
import { pulses, sentWith } from "../../../webapp/app/integrations/sources.js";
import { page } from "./fake-page.mjs";

beforeEach(async () => {
  page.reset();
  await start();
  page.requests = [];
});

async function settled() {
  for (let turn = 0; turn < 5; turn++) await new Promise((resume) => setImmediate(resume));
}

/** A wait that hears what a token sends, from a source of the test. */
async function listen() {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  const heard = [];
  const sender = { stopped: 0 };
  const source = (listener) => {
    sender.listener = listener;
    return () => sender.stopped++;
  };
  const token = (last_used_at) => [
    200,
    [
      { id: "mine", last_used_at },
      { id: "other", last_used_at: "2026-03-17T10:30:00Z" },
    ],
  ];
  page.answers = [token(null)];
  const stop = sentWith(source, "mine")({ received: ({ title }) => heard.push(title), ready: () => {}, failed: () => {} });
  await settled();
  /** Two seconds pass, after which the token is read. */
  const poll = async (usedAt) => {
    page.answers = [token(usedAt)];
    mock.timers.tick(2_000);
    await settled();
  };
  return { heard, sender, stop, poll };
}

test("what others send is not taken for the first message of a token that was made here", async (context) => {
  context.after(() => mock.timers.reset());
  const { heard, sender, stop, poll } = await listen();

  for (let turn = 0; turn < 5; turn++) {
    sender.listener.received({ title: `of another, ${turn}` });
    await poll(null);
  }
  assert.deepEqual(heard, []);

  await poll("2026-03-17T10:31:00Z");
  sender.listener.received({ title: "mine" });
  assert.deepEqual(heard.at(-1), "mine");
  stop();
  assert.equal(sender.stopped, 1);
});

test("a message that came just before the use of its token was seen is the first", async (context) => {
  context.after(() => mock.timers.reset());
  const { heard, sender, stop, poll } = await listen();

  sender.listener.received({ title: "mine" });
  await poll("2026-03-17T10:31:00Z");
  assert.deepEqual(heard, []); // its own may still follow
  mock.timers.tick(4_000);

  assert.deepEqual(heard, ["mine"]);
  stop();
});

test("a message of another just before the use of the token gives way to that of the token", async (context) => {
  context.after(() => mock.timers.reset());
  const { heard, sender, stop, poll } = await listen();

  sender.listener.received({ title: "of another" });
  await poll("2026-03-17T10:31:00Z");
  sender.listener.received({ title: "mine" });
  mock.timers.tick(10_000);

  assert.deepEqual(heard, ["mine"]);
  stop();
});

test("an old message of another is not shown once the token was used and what it sent was refused", async (context) => {
  context.after(() => mock.timers.reset());
  const { heard, sender, stop, poll } = await listen();

  sender.listener.received({ title: "of another" });
  for (let turn = 0; turn < 4; turn++) await poll(null);
  await poll("2026-03-17T10:31:00Z");

  assert.deepEqual(heard, []);
  stop();
});

test("each pulse is reported once", async (context) => {
  context.after(() => mock.timers.reset());
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const heard = [];
  const details = (at) => [200, { pulses: at ? [{ at, latency: 42 }] : [] }];
  const poll = async (answer) => {
    page.answers = [answer];
    mock.timers.tick(2_000);
    await settled();
  };
  page.answers = [details(null)];
  const stop = pulses({ id: "shop", name: "Shop" })({
    ready: () => {},
    failed: () => {},
    received: ({ title }) => heard.push(title),
  });
  await settled();

  for (const at of [null, "T1", "T1", "T2"]) await poll(details(at));

  assert.deepEqual(heard, ["Pulse of Shop", "Pulse of Shop"]);
  stop();
});
