import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../../webapp/app/context.js";
import { steps } from "../../../webapp/app/first-steps.js";
import { FirstStepsCard } from "../../../webapp/app/first-steps-card.js";
import { clients } from "../../../webapp/app/integrations/snippets.js";
import { clearLoaded } from "../../../webapp/app/parts/page-parts.js";
import { routeOf, takeAddRequest } from "../../../webapp/app/router.js";
import { functionsIn, markup, page, signIn } from "./fake-page.mjs";

const nothing = {
  administrator: true,
  machine: false,
  monitor: false,
  monitor_on_page: false,
  alert: false,
  colleague: false,
  pending_invitations: 0,
};
const owner = { administrator: true, organization: true };
const open = (facts, user = owner) =>
  steps({ ...nothing, ...facts }, user)
    .filter(({ done }) => !done)
    .map(({ id }) => id);

/** Lets what is under way go on until a condition holds. */
async function until(condition) {
  for (let turn = 0; turn < 1_000 && !condition(); turn++) await new Promise(setImmediate);
  assert.ok(condition());
}

beforeEach(() => {
  page.reset();
  clearLoaded();
});

test("the steps are done when what they ask for is there, and are open again when it is gone", () => {
  assert.deepEqual(open({}), ["machine", "monitor", "alert", "colleague"]);
  assert.deepEqual(open({ machine: true, alert: true }), ["monitor", "colleague"]);
  assert.deepEqual(open({ machine: true, monitor: true, alert: true, colleague: true }), ["monitor"]);
  assert.deepEqual(open({ machine: true, monitor: true, monitor_on_page: true, alert: true, colleague: true }), []);
  assert.deepEqual(open({ machine: false, monitor: true, monitor_on_page: true, alert: true, colleague: true }), ["machine"]);
});

test("an administrator without an organisation makes one first", () => {
  const all = steps({ ...nothing, machine: null, colleague: null }, { administrator: true, organization: false });

  assert.deepEqual(
    all.filter(({ done }) => !done).map(({ id, href }) => [id, href !== ""]),
    [
      ["organization", true],
      ["machine", false],
      ["monitor", true],
      ["alert", true],
      ["colleague", false],
    ],
  );
});

test("an admin of an organisation sees only what an admin of it can do", () => {
  const facts = { ...nothing, administrator: null, monitor: null, monitor_on_page: null, alert: null };

  assert.deepEqual(
    steps(facts, { administrator: false, organization: true }).map(({ id }) => id),
    ["machine", "colleague"],
  );
});

test("a monitor that no page shows is put on one, and an invitation is no colleague yet", () => {
  const [, , , monitor, , colleague] = steps({ ...nothing, monitor: true, pending_invitations: 2 }, owner);

  assert.equal(monitor.href, "/status-pages?show=pages");
  assert.match(colleague.hint, /2 invitations are not accepted/);
  assert.equal(colleague.done, false);
});

test("every action leads to a page, and that of the alert to lines that send one", () => {
  for (const { href } of steps(nothing, owner)) assert.ok(routeOf(new URL(href, "https://fleet.example").pathname), href);
  const query = new URL(steps(nothing, owner).find(({ id }) => id === "alert").href, "https://fleet.example").searchParams;
  assert.ok(clients.find(({ id }) => id === query.get("client")).sends.includes(query.get("send")));
});

test("a request to add something is taken once", () => {
  Object.assign(location, { pathname: "/status-pages", search: "?show=monitors&add" });
  assert.equal(takeAddRequest(), true);
  assert.deepEqual(page.visits, [["replace", "/status-pages?show=monitors"]]);
  Object.assign(location, { search: "?show=monitors" });
  assert.equal(takeAddRequest(), false);
});

/** A page with the card, whose answers are those facts. */
async function card(facts, role = "admin") {
  signIn({ role, organizations: [{ id: "acme", name: "Acme", role: "owner" }] });
  await start();
  page.requests = [];
  page.answers = [[200, { success: true, data: facts }]];
  const view = { update: () => {}, every: (_ms, run) => view.runs.push(run), listen: () => {}, runs: [] };
  const shown = new FirstStepsCard(view);
  shown.connect();
  await until(() => shown.settled);
  return { shown, view };
}

test("the card is there until all is done, and then asks no more", async () => {
  const { shown, view } = await card(nothing);
  assert.match(markup(shown.template()), /2 of 6 done/);
  assert.equal(page.requests[0].path, "/api/first-steps?org_id=acme");

  page.answers = [
    [
      200,
      { success: true, data: { ...nothing, machine: true, monitor: true, monitor_on_page: true, alert: true, colleague: true } },
    ],
  ];
  view.runs[0]();
  await until(() => markup(shown.template()) === "");
  view.runs[0]();
  assert.equal(page.requests.length, 2);
});

test("hidden, it stays hidden for this user and organisation only", async () => {
  const { shown } = await card(nothing);
  const [hide] = functionsIn(shown.template());
  hide();

  assert.equal(markup(shown.template()), "");
  clearLoaded();
  const again = await card(nothing);
  assert.equal(markup(again.shown.template()), "");
  assert.deepEqual(page.requests, []);
  localStorage.removeItem("heliograph.first-steps.u1.acme");
  clearLoaded();
  assert.match(markup((await card(nothing)).shown.template()), /First steps/);
});

test("a member who can do none of it is not asked", async () => {
  signIn({ organizations: [{ id: "acme", name: "Acme", role: "member" }] });
  await start();
  page.requests = [];
  const view = { update: () => {}, every: () => {}, listen: () => {} };
  const shown = new FirstStepsCard(view);
  shown.connect();

  assert.deepEqual(page.requests, []);
  assert.equal(shown.settled, true);
  assert.equal(markup(shown.template()), "");
});
