import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { changeNode, readPages } from "../../../webapp/app/console/admin-api.js";
import { AnnouncementsPart, announcementOf } from "../../../webapp/app/console/announcements-part.js";
import { closeSocket, reasonFits } from "../../../webapp/app/console/disconnect-dialog.js";
import { JobsPart, orderedJobs } from "../../../webapp/app/console/jobs-part.js";
import { NodesPart } from "../../../webapp/app/console/nodes-part.js";
import { RatesPart } from "../../../webapp/app/console/rates-part.js";
import { SettingsPart } from "../../../webapp/app/console/settings-part.js";
import { SocketsPart } from "../../../webapp/app/console/sockets-part.js";
import { TopicsPart } from "../../../webapp/app/console/topics-part.js";
import { start } from "../../../webapp/app/context.js";
import { AT, answerWith, FakeHost, job, node, socket } from "./console-fixture.mjs";
import { functionsIn, markup, page } from "./fake-page.mjs";

const host = new FakeHost();
const listing = (items, more = {}) => ({ items, missing: [], more: false, ...more });
const asked = () => page.requests.map(({ path }) => path);

beforeEach(async () => {
  page.reset();
  Object.assign(host, { loads: [], updates: 0 });
  await start();
  page.requests = [];
});

test("a list is read page by page, and names each node that is missing in one of them", async () => {
  answerWith([socket("a")], { missing: ["node-2"], next: "/api/admin/sockets?limit=100&cursor=a" });
  answerWith([socket("b")], { missing: ["node-2", "node-3"], next: "/api/admin/sockets?limit=100&cursor=b" });

  const { items, missing, more } = await readPages("sockets", { user: "alice" }, 2);

  assert.deepEqual(asked(), ["/api/admin/sockets?user=alice&limit=100", "/api/admin/sockets?limit=100&cursor=a"]);
  assert.deepEqual([items.map(({ id }) => id), missing, more], [["a", "b"], ["node-2", "node-3"], true]);
});

test("a silent node is visible as such, with the age of its figures and nothing to press", () => {
  const silent = node("node-2", { state: "silent", seen_at: AT, sockets: 500, reasons: ["the database is away"] });
  const text = markup(new NodesPart(host).template(listing([node("node-1"), silent])));
  const row = text.slice(text.indexOf("data-node=node-2"));

  assert.match(row, /Silent/);
  assert.match(row, /last heard .*figures of that time/s);
  assert.match(row, /the database is away/);
  assert.doesNotMatch(row, /<button/);
  assert.match(text, /1 of 2.*1 silent/s);
  assert.match(text, /<p class="figure">10<\/p><p class="quiet">without 1 silent node/, "the sum has no figures of silent nodes");
});

test("a node is drained or undrained by its state", () => {
  const text = markup(
    new NodesPart(host).template(listing([node("a"), node("b", { state: "draining" }), node("c", { state: "other" })])),
  );

  assert.match(text, /aria-label="Drain a"/);
  assert.match(text, /aria-label="Undrain b"/);
  assert.match(text, /other/, "a state that is not known here is shown as it is");
});

test("two nodes of one name are distinguished by their ids", () => {
  const twins = [node("a", { id: "11111111-1" }), node("a", { id: "22222222-2" }), node("b")];
  const text = markup(new NodesPart(host).template(listing(twins)));

  assert.equal(text.match(/Another node has this name/g)?.length, 2);
  assert.match(text, /aria-label="Drain a \(11111111\)"/);
  assert.match(text, /aria-label="Drain a \(22222222\)"/);
  assert.match(text, /aria-label="Drain b"/);
  assert.match(text, /<code>22222222-2<\/code>/);
});

test("a node that does not answer is not said to be draining", async () => {
  page.answers = [
    [202, { success: true, data: { items: [{}], missing: [] } }],
    [202, { success: true, data: { items: [], missing: ["node-1"] } }],
  ];

  await changeNode("node 1", "drain");
  assert.deepEqual(asked(), ["/api/admin/nodes/node%201/drain"]);
  await assert.rejects(changeNode("node-1", "undrain"), /node-1 did not answer in time/);
});

test("sockets are asked for by what the address says, and slow ones by a place of their own", async () => {
  page.answers = [
    [200, { items: [] }],
    [200, { items: [] }],
  ];
  location.search = "?dialect=alerts&user=bob&other=x";

  await new SocketsPart(host).read();
  await new SocketsPart(host, { slow: true }).read();

  assert.deepEqual(asked(), [
    "/api/admin/sockets?dialect=alerts&user=bob&limit=100",
    "/api/admin/sockets?dialect=alerts&user=bob&slow=true&limit=100",
  ]);
});

test("a filter of sockets changes the address, and what is read next", () => {
  const part = new SocketsPart(host);
  const choose = functionsIn(part.template(listing([socket("a")])))[0];

  choose({ target: { value: "node-1" } });

  assert.deepEqual(page.visits.at(-1), ["replace", "/console/sockets?node=node-1"]);
  assert.deepEqual(host.loads, [undefined]);
});

test("a socket without an account is anonymous, and one without a dialect of ours is shown", () => {
  const text = markup(new SocketsPart(host).template(listing([socket("a", { user: null, user_id: null, dialect: "other" })])));

  assert.match(text, /anonymous/);
  assert.match(text, /aria-label="Disconnect 192.0.2.17"/);
  assert.match(text, />other</);
});

test("what was conflated and dropped is shown for slow clients, and what is missing is said", () => {
  const part = new SocketsPart(host, { slow: true });

  assert.match(markup(part.template(listing([socket("a")]))), /data-label="Conflated">7.*data-label="Dropped">1/s);
  assert.match(markup(part.template(listing([]))), /No slow clients/);
  const partly = markup(part.template(listing([], { missing: ["node-2", "node-3"] })));
  assert.match(partly, /node-2 and node-3.*Their sockets are not in this list/s);
  assert.doesNotMatch(partly, /No slow clients/, "of nodes that did not answer nothing is known");
});

test("a list of a thousand rows is narrowed, not continued", () => {
  const part = new SocketsPart(host);
  const text = () => markup(part.template(listing([socket("a")], { more: true })));
  const showMore = () => functionsIn(part.template(listing([socket("a")], { more: true }))).at(-1)();

  assert.match(text(), /First 1 socket.*Show more/s);
  for (let page = 1; page < 10; page++) showMore();
  assert.equal(host.loads.length, 9);
  assert.doesNotMatch(text(), /Show more/);
  assert.match(text(), /narrow the list/);
});

test("rates end at the newest point, by the clocks of the nodes", async () => {
  const step = { at: "2020-01-01T00:00:10.000Z", commits: 5, frames: 0, handshakes: 0, refusals: 0, sockets: 1 };
  answerWith([{ node: "node-1", points: [step] }], { step_seconds: 10 });

  const { points, to, minutes } = await new RatesPart(host).read();

  assert.deepEqual(asked(), ["/api/admin/rates?minutes=60"]);
  assert.deepEqual([points[0].commits, to, minutes], [0.5, Date.parse(step.at), 60]);
});

test("a disconnect says whether the client had left already, and which node may have it", async () => {
  page.answers = [
    [202, { success: true, data: { node: "node-1", missing: ["node-2"] } }],
    [404, { success: false, error: { code: "NOT_FOUND", message: "There is no such socket." } }],
    [202, { success: true, data: { node: null, missing: ["node-2"] } }],
    [500, {}],
  ];

  assert.equal(await closeSocket("a/b", "Too slow"), true);
  assert.deepEqual(page.requests[0], {
    method: "POST",
    path: "/api/admin/sockets/a%2Fb/disconnect",
    body: { reason: "Too slow" },
  });
  assert.equal(await closeSocket("a", "x"), false);
  await assert.rejects(closeSocket("a", "x"), /node-2 did not answer/);
  await assert.rejects(closeSocket("a", "x"), /500/);
});

test("a reason is as long as a close frame can carry", () => {
  assert.equal(reasonFits("x".repeat(123)), true);
  assert.equal(reasonFits("x".repeat(124)), false);
  assert.equal(reasonFits("é".repeat(62)), false);
});

test("topics that are not logged have no position, and the oldest pending event is that of topics with one", () => {
  const topic = {
    topic: "ws:general",
    kind: "fleet",
    organization: null,
    position: 0,
    pending: 0,
    lag_millis: 0,
    subscriptions: 3,
  };
  const text = (more) => markup(new TopicsPart(host).template(listing([{ ...topic, ...more }])));

  assert.match(text({}), /data-label="Position"><span class="quiet">–.*data-label="Oldest pending"><span class="quiet">–/s);
  assert.match(text({ position: 7, pending: 2, lag_millis: 150 }), /data-label="Position">7<.*data-label="Oldest pending">150/s);
});

test("jobs that need attention come first, and can be shown alone", () => {
  const jobs = [job("b"), job("z", { overdue: true }), job("a"), job("y", { failing: true, last_error: "SQLException: away" })];
  assert.deepEqual(
    orderedJobs(jobs).map(({ name }) => name),
    ["y", "z", "a", "b"],
  );

  location.search = "?show=attention";
  const text = markup(new JobsPart(host).template(listing(jobs)));
  assert.match(text, /Need attention 2/);
  assert.match(text, /last error: SQLException: away/);
  assert.doesNotMatch(text, /data-job=a/);
  assert.match(markup(new JobsPart(host).template(listing([job("a")]))), /Every job runs on time/);
});

test("settings are found by their words, and those that were changed are shown alone", () => {
  const setting = (name, origin, more = {}) => ({
    node: "node-1",
    name,
    value: "x",
    origin,
    source: null,
    default: "x",
    description: "",
    ...more,
  });
  const data = {
    ...listing([
      setting("heliograph.redis.url", "environment", { source: "REDIS_URL" }),
      setting("heliograph.log.age", "default", { description: "How long events are kept" }),
    ]),
    nodes: ["node-1", "node-2"],
  };
  const shown = (search) => {
    location.search = search;
    return [...markup(new SettingsPart(host).template(data)).matchAll(/data-setting=([\w.]+)/g)].map(([, name]) => name);
  };

  assert.deepEqual(shown(""), ["heliograph.redis.url", "heliograph.log.age"]);
  assert.deepEqual(shown("?show=changed"), ["heliograph.redis.url"]);
  assert.deepEqual(shown("?search=KEPT%20long"), ["heliograph.log.age"]);
});

test("an announcement that is over is removed, another one ended", () => {
  const announcement = {
    id: "1",
    text: "Noon",
    severity: "info",
    created_by: "alice@acme.test",
    created_at: AT,
    since: AT,
    until: null,
  };
  const text = (until) => markup(new AnnouncementsPart(host).template(listing([{ ...announcement, until }])));

  assert.match(text(null), /open end.*aria-label="End “Noon”"/s);
  assert.match(text(AT), /over.*aria-label="Remove “Noon”"/s);
  assert.match(text("2999-01-01T00:00:00.000Z"), /aria-label="End “Noon”"/);
});

test("an announcement ends when its author says, or never", () => {
  const form = (until) => new Map(Object.entries({ text: " Noon ", severity: "info", until }));

  assert.deepEqual(announcementOf(form("")), { text: "Noon", severity: "info" });
  assert.deepEqual(announcementOf(form("2026-03-17T12:00")), {
    text: "Noon",
    severity: "info",
    until: new Date("2026-03-17T12:00").toISOString(),
  });
});
