import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../../webapp/app/context.js";
import { groupsOn, NEW_PAGE, PagePlacement, slugOf } from "../../../webapp/app/uptime/page-placement.js";
import { markup, page } from "./fake-page.mjs";

beforeEach(async () => {
  page.reset();
  await start();
  page.requests = [];
});

const form = (values) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
};
const calls = () => page.requests.map(({ method, path, body }) => [`${method} ${path}`, body]);

test("a monitor is put at the end of a page or a group, whatever others put there at the same time", async () => {
  await new PagePlacement().save("m", form({ page: "p", group: "" }));
  await new PagePlacement().save("m", form({ page: "p", group: "g" }));

  assert.deepEqual(calls(), [
    ["PUT /v1/admin/status-pages/p", { addItems: ["m"] }],
    ["PUT /v1/admin/groups/g", { addChildren: ["m"] }],
  ]);
});

test("no page is touched where none is chosen", async () => {
  await new PagePlacement().save("m", form({ page: "" }));

  assert.deepEqual(calls(), []);
});

test("a new page shows the monitor, and what is wrong with it is said at its own fields", async () => {
  page.answers = [
    [201, { id: "p" }],
    [400, { error: "Validation failed", details: ["name is required", "slug is required"] }],
  ];
  await new PagePlacement().save("m", form({ page: NEW_PAGE, "page.name": "Shop", "page.slug": "shop" }));

  assert.deepEqual(calls(), [["POST /v1/admin/status-pages", { name: "Shop", slug: "shop", items: ["m"] }]]);
  await assert.rejects(new PagePlacement().save("m", form({ page: NEW_PAGE })), {
    details: ["page.name is required", "page.slug is required"],
  });
});

test("the groups of a page are those that it shows, with those inside them", () => {
  const groups = [
    { id: "outer", name: "Outer", children: ["inner", "m"] },
    { id: "inner", name: "Inner", children: ["outer"] },
    { id: "other", name: "Other", children: [] },
  ];

  assert.deepEqual(
    groupsOn({ groups }, { items: ["m", "outer"] }).map(({ id }) => id),
    ["inner", "outer"],
  );
  assert.deepEqual(groupsOn({ groups }, { items: [] }), []);
});

test("a slug is made of the letters of a name", () => {
  assert.equal(slugOf("  Café München: Shop #2 "), "cafe-munchen-shop-2");
  assert.equal(slugOf("東京"), "");
  assert.equal(slugOf("x".repeat(200)).length, 100);
});

test("a page is suggested once those that there are are known: the first, or else a new one", () => {
  const form = { labelled: (...parts) => parts, redraw: () => {} };
  const chosen = (pages) => markup(new PagePlacement(true).fields({ groups: [], monitors: [], pages }, form));

  assert.match(chosen([]), /Name of the page/);
  assert.doesNotMatch(chosen([{ id: "p", name: "Shop", items: [] }]), /Name of the page/);
  assert.doesNotMatch(markup(new PagePlacement().fields({ groups: [], monitors: [], pages: [] }, form)), /Name of the page/);
});

test("the address of a new page is that of the installation for others", async () => {
  page.answers = [[200, { public_url: "https://status.example.org/" }]];
  await start();
  const form = { labelled: (...parts) => parts, redraw: () => {} };

  const shown = markup(new PagePlacement(true).fields({ groups: [], monitors: [], pages: [] }, form));

  assert.match(shown, /https:\/\/status\.example\.org\/status\/…/);
});
