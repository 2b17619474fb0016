import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { channelPicker } from "../../../webapp/app/channels/channel-picker.js";
import { areaBetween } from "../../../webapp/app/status/chart-scale.js";
import { latency, measure } from "../../../webapp/app/status/items.js";
import { month, RequestOrder } from "../../../webapp/app/status/page-state.js";
import { pastReports } from "../../../webapp/app/status/past.js";
import { currentReports, plannedReports } from "../../../webapp/app/status/reports.js";
import { ServiceList } from "../../../webapp/app/status/service-list.js";
import { functionsIn, markup } from "./fake-page.mjs";
import { AT, group, incident, LATER, monitor, state } from "./status-page-fixture.mjs";

const NOW = Date.parse(AT);
const maintenance = (id, start, status = "scheduled") => ({
  ...incident({ id, status }),
  severity: undefined,
  scheduled_start: start,
  scheduled_end: start,
});
const idsIn = (template, attribute) =>
  [...markup(template).matchAll(new RegExp(`${attribute}=([\\w-]+)`, "g"))].map(([, id]) => id);
const reports = (template) => idsIn(template, "data-report-id");

test("current reports are open incidents and maintenances in progress, newest first", () => {
  const known = {
    ...state(),
    incidents: [
      incident({ id: "old" }),
      incident({ id: "new", created_at: LATER }),
      incident({ id: "done", status: "resolved" }),
    ],
    maintenances: [maintenance("planned", LATER), maintenance("running", AT, "in_progress")],
  };

  assert.deepEqual(reports(currentReports(known)), ["new", "old", "running"]);
  assert.deepEqual(reports(plannedReports(known, "2026-03")), ["planned"]);
  assert.deepEqual(reports(plannedReports(known, "2026-02")), []);
});

test("planned maintenances are in the order in which they begin", () => {
  const known = { ...state(), maintenances: [maintenance("second", LATER), maintenance("first", AT)] };

  assert.deepEqual(reports(plannedReports(known, "2026-03")), ["first", "second"]);
});

test("past reports are those of the month that are over", () => {
  const known = {
    ...state(),
    incidents: [
      incident({ id: "open" }),
      incident({ id: "march", status: "resolved", resolved_at: LATER }),
      incident({ id: "february", status: "resolved", created_at: "2026-02-01T00:00:00Z", resolved_at: "2026-02-02T00:00:00Z" }),
    ],
    maintenances: [maintenance("cancelled", LATER, "cancelled")],
  };

  assert.deepEqual(reports({ strings: ["", ""], values: [pastReports(known, "2026-03", NOW)] }), ["cancelled", "march"]);
  assert.deepEqual(reports({ strings: ["", ""], values: [pastReports(known, "2026-02", NOW)] }), ["february"]);
  assert.match(markup(pastReports(known, "2026-01", NOW)), /quiet-month/);
});

test("months are counted by UTC, across years", () => {
  const zone = process.env.TZ;
  process.env.TZ = "America/New_York";
  assert.deepEqual([month(NOW, 0), month(NOW, 1), month(NOW, -3)], ["2026-03", "2026-04", "2025-12"]);
  assert.equal(month(Date.parse("2026-01-31T23:30:00-02:00"), 0), "2026-02");
  assert.equal(month(Date.parse("2026-03-01T00:30:00Z"), 0), "2026-03");
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test("an answer is accepted unless a later request to the same address was answered before", () => {
  const order = new RequestOrder();
  const [first, second, third] = [order.begin(), order.begin(), order.begin()];

  assert.equal(order.accept("a", second), true);
  assert.equal(order.accept("a", first), false);
  assert.equal(order.accept("b", first), true);
  assert.equal(order.accept("a", third), true);
});

test("numbers are rounded for reading", () => {
  assert.deepEqual(
    [latency(0), latency(null), latency(9.94), latency(123.4), latency(12_340)],
    ["–", "–", "9.9 ms", "123 ms", "12.3 s"],
  );
  assert.deepEqual(
    [measure(null, "ms"), measure(1.005, ""), measure(99.999, "°C"), measure(100.4, null)],
    ["–", "1", "100 °C", "100"],
  );
});

test("the area between two lines ends where values are missing", () => {
  const x = (index) => index * 10;
  const y = (value) => value;

  assert.equal(areaBetween([1, 2, null, 4], [5, 6, null, 8], x, y), "M0 5L10 6L10 2L0 1Z");
  assert.equal(areaBetween([null], [null], x, y), "");
});

/** A list of services with the ids that it shows. */
function services(items) {
  const list = new ServiceList(() => {});
  const shown = () => rows(list.template(items)).map(({ item }) => item.id);
  const [search, onlyProblems] = functionsIn(list.template(items));
  return {
    list,
    shown,
    search: (value) => search({ target: { value } }),
    onlyProblems: (checked) => onlyProblems({ target: { checked } }),
  };
}

/** The facts of all rows in a template. */
function rows(value) {
  if (Array.isArray(value)) return value.flatMap(rows);
  if (value?.item) return [value];
  if (value?._$litDirective$) return [...value.values[0]].flatMap((item, index) => rows(value.values[2](item, index)));
  return value?.strings ? value.values.flatMap(rows) : [];
}

const many = [
  group("west", "degraded", monitor("gate", "down"), monitor("tower")),
  group("east", "up", ...Array.from({ length: 12 }, (_, index) => monitor(`e${index}`))),
];

test("with many monitors, groups without problems begin closed", () => {
  assert.deepEqual(services(many).shown(), ["west", "gate", "tower", "east"]);
  assert.deepEqual(services([group("small", "up", monitor("a"))]).shown(), ["small", "a"]);
});

test("a group is opened and closed by hand", () => {
  const { list, shown } = services(many);

  rows(list.template(many))
    .find(({ item }) => item.id === "east")
    .toggle();
  rows(list.template(many))
    .find(({ item }) => item.id === "west")
    .toggle();

  assert.deepEqual([shown().length, shown().slice(0, 2)], [14, ["west", "east"]]);
});

test("the search and the filter narrow the list, and open its groups", () => {
  const { shown, search, onlyProblems } = services(many);

  search("E11");
  assert.deepEqual(shown(), ["east", "e11"]);
  search("");
  onlyProblems(true);
  assert.deepEqual(shown(), ["west", "gate"]);
  search("tower");

  assert.deepEqual(shown(), []);
});

test("the first range fits the age of the data", () => {
  const rangeAfter = (hours) => {
    const list = new ServiceList(() => {});
    list.template([monitor("a", "up", { firstPulse: new Date(Date.now() - hours * 3_600_000).toISOString() })]);
    return list.range;
  };

  assert.deepEqual([2, 4, 3 * 24, 15 * 24].map(rangeAfter), ["hour", "day", "week", "quarter"]);
});

test("a row changes with its pulses and its history only", () => {
  const list = new ServiceList(() => {});
  const facts = () => rows(list.template([monitor("a"), monitor("b")])).map(({ pulses, version }) => [pulses, version]);

  list.pulse("a");
  list.touch("b");
  assert.deepEqual(facts(), [
    [1, 0],
    [0, 1],
  ]);
  list.touch();

  assert.deepEqual(facts(), [
    [1, 1],
    [0, 2],
  ]);
});

test("administrators see what the installation itself publishes", () => {
  const texts = (/** @type {string[]} */ authorized) =>
    markup(channelPicker({ authorized, chosen: new Set(), refused: "", choose: () => {} }));

  const seen = texts(["users:created", "system:health"]);
  assert.match(seen, /accounts of this installation/);
  assert.match(seen, /health, figures and troubles of the nodes/);
  assert.doesNotMatch(texts(["users:created"]), /accounts of this installation/);
});

test("channels are offered by family, and others that are chosen are listed apart", () => {
  const choices = [];
  const picker = channelPicker({
    authorized: ["apps:created", "apps:deleted", "announcements"],
    chosen: new Set(["apps:deleted", "apps:custom"]),
    refused: "",
    choose: (channel, on) => choices.push([channel, on]),
  });

  assert.deepEqual(
    [...markup(picker).matchAll(/aria-pressed=(\w+) title=([\w:]+)/g)].map(([, on, name]) => `${name} ${on}`),
    ["apps:created false", "apps:deleted true", "announcements false", "apps:custom true"],
  );
  assert.equal(markup(picker).split("<fieldset").length - 1, 3);
  for (const choose of functionsIn(picker).slice(0, 2)) choose();
  assert.deepEqual(choices, [
    ["apps:created", true],
    ["apps:deleted", false],
  ]);
});
