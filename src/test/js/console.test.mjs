import "./fake-page.mjs";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { AddressFilter } from "../../../webapp/app/console/address-filter.js";
import { pointsOf, seriesOf, timesOf, valueAt, withGaps } from "../../../webapp/app/console/rate-series.js";
import { count, duration, listed, measured, plural, size } from "../../../webapp/app/console/units.js";
import { start } from "../../../webapp/app/context.js";
import { places, routes } from "../../../webapp/app/router.js";
import { isSearch } from "../../../webapp/app/words.js";
import { answerWith, node } from "./console-fixture.mjs";
import { markup, page, signIn } from "./fake-page.mjs";

/** @type {Map<string, any>} */
const elements = new Map();
customElements.define = (name, element) => elements.set(name, element);
const { testEventWords } = await import("../../../webapp/app/pages/console.js");
const REFRESH_MS = 5_000;

class Shown extends elements.get("hg-console") {
  renderNow() {
    this.shown = markup(this.template());
  }

  querySelector() {
    return null;
  }
}

beforeEach(async () => {
  page.reset();
  signIn({ role: "admin" });
  await start();
  page.requests = [];
});

function open(path) {
  location.pathname = path;
  const view = new Shown();
  view.isConnected = true;
  view.connectedCallback();
  return view;
}

const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await null;
  await new Promise((resolve) => setImmediate(resolve));
  page.frame();
};

test("every part has an address that the router and the server know", () => {
  const folder = new URL("../../main/java/org/heliograph/web/", import.meta.url);
  const file = readdirSync(folder, { recursive: true }).find((name) => String(name).endsWith("PageServlet.java"));
  const servlet = readFileSync(new URL(String(file), folder), "utf8");

  for (const path of ["/console", ...places.map((place) => place.path)]) {
    assert.equal(routes[path]?.element, "hg-console", path);
    assert.ok(servlet.includes(`"${path}"`), path);
  }
});

test("a part is read again every 5 s while the page is visible, and at once when it becomes visible", async () => {
  answerWith([node("node-1")]);
  const view = open("/console");
  await settled();
  assert.match(view.shown, /aria-current=page>Nodes.*data-node=node-1/s);

  answerWith([node("node-2")]);
  page.tick(REFRESH_MS);
  await settled();
  assert.match(view.shown, /data-node=node-2/);

  document.hidden = true;
  page.tick(REFRESH_MS);
  assert.equal(page.requests.length, 2);
  document.hidden = false;
  answerWith([node("node-3")]);
  document.dispatchEvent(new Event("visibilitychange"));
  await settled();
  assert.match(view.shown, /data-node=node-3/);

  view.isConnected = false;
  view.disconnectedCallback();
  page.tick(REFRESH_MS);
  assert.equal(page.requests.length, 3);
});

test("while the server fails, the last figures stay with their age", async () => {
  answerWith([node("node-1")]);
  const view = open("/console/nodes");
  await settled();
  page.answers = [[503, { success: false, error: { code: "UNAVAILABLE", message: "The database does not answer." } }]];
  page.tick(REFRESH_MS);
  await settled();

  assert.match(view.shown, /Showing data from .*The database does not answer\./s);
  assert.match(view.shown, /data-node=node-1/);
});

test("an unfinished read is not repeated", async () => {
  open("/console/nodes");
  page.tick(REFRESH_MS);
  page.tick(REFRESH_MS);

  assert.equal(page.requests.length, 1);
  await settled();
});

test("a test event says which way it went, and who did not answer", () => {
  const items = [
    { node: "a", listeners: 1, millis: 12 },
    { node: "b", listeners: 0, millis: 30 },
  ];
  assert.equal(
    testEventWords({ channel: "system:test", position: 42, listeners: 1, items }),
    "Test event 42 on system:test reached 2 nodes within 30\u00a0ms, with 1 listener.",
  );
  assert.match(
    testEventWords({ channel: "c", position: 1, listeners: 0, missing: ["a", "b"] }),
    /0 listeners\. a and b did not answer\./,
  );
});

test("a filter survives its address, without what it does not know", () => {
  const filter = new AddressFilter("/console/sockets", ["user", "address"], "?user=a%26b&other=x");
  assert.deepEqual(filter.query, { user: "a&b" });

  filter.choose({ address: "::1" });
  assert.deepEqual(page.visits.at(-1), ["replace", "/console/sockets?user=a%26b&address=%3A%3A1"]);
  filter.choose({ user: "", address: "" });
  assert.deepEqual(page.visits.at(-1), ["replace", "/console/sockets"]);
  assert.ok(filter.isEmpty);
});

test("a value that there is not is none, so that an address that was mistyped is a list and no dead end", () => {
  const isStatus = (value) => value === "online";
  const filter = new AddressFilter("/machines", ["status", "search"], "?status=healthy&search=west", {
    status: isStatus,
    search: isSearch,
  });
  assert.deepEqual(filter.query, { search: "west" });
  assert.equal(new AddressFilter("/machines", ["status"], "?status=online", { status: isStatus }).values.status, "online");
});

test("a search has as many words and letters as the server looks for", () => {
  assert.deepEqual(["", "a b  c d e f g h A ", "x".repeat(200)].map(isSearch), [true, true, true]);
  assert.deepEqual(["a b c d e f g h i", "x".repeat(201)].map(isSearch), [false, false]);
});

test("rates are per second, each node has its own line, and a gap interrupts it", () => {
  const step = (seconds, commits) => ({
    at: new Date(seconds * 1000).toISOString(),
    commits,
    frames: 0,
    handshakes: 0,
    refusals: 0,
    sockets: 4,
  });
  const points = pointsOf(
    [
      { node: "b", points: [step(0, 20)] },
      { node: "a", points: [step(60, 30), step(0, 10), step(10, 20)] },
    ],
    10,
  );
  const [a, b] = seriesOf(points, "commits");

  assert.deepEqual([a.node, a.number, b.node, b.number], ["a", 0, "b", 1]);
  assert.deepEqual(withGaps(a.points).values, [1, 2, null, 3]);
  assert.deepEqual([valueAt(a, 11_000), valueAt(a, 35_000), valueAt(b, 0)], [2, null, 2]);
  assert.deepEqual(timesOf([a, b]), [0, 10_000, 60_000]);
  assert.equal(seriesOf(points, "sockets")[0].points[0].value, 4);
});

test("figures are rounded for reading", () => {
  const local = (value) => value.toLocaleString();
  assert.deepEqual(
    [count(1234567), count(null), measured(1.2345), measured(12_345.6)],
    [local(1_234_567), "–", local(1.23), local(12_346)],
  );
  assert.deepEqual([size(0), size(1536), size(null)], ["0\u00a0B", `${local(1.5)}\u00a0KB`, "–"]);
  assert.deepEqual([12, 1540, 180_000, 7_500_000, 7_200_000, 300_000_000].map(duration), [
    "12\u00a0ms",
    "1.5\u00a0s",
    "3 min",
    "2 h 5 min",
    "2 h",
    "3 days",
  ]);
  assert.deepEqual([plural(1, "node"), plural(0, "node")], ["1 node", "0 nodes"]);
  assert.deepEqual([listed([]), listed(["a"]), listed(["a", "b", "c"])], ["", "a", "a, b and c"]);
});
