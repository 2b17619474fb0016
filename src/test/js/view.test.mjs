import "./fake-page.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { chooseTheme, currentTheme } from "../../../webapp/app/parts/page-controls.js";
import { View } from "../../../webapp/app/view.js";
import { page } from "./fake-page.mjs";

beforeEach(() => page.reset());

class Counter extends View {
  rendered = 0;
  onPage = () => {};

  connected() {
    this.onPage(this);
  }

  renderNow() {
    this.rendered++;
  }
}

function connect(onPage = () => {}) {
  const view = new Counter();
  view.onPage = onPage;
  view.isConnected = true;
  view.connectedCallback();
  return view;
}

function leave(view) {
  view.isConnected = false;
  view.disconnectedCallback();
}

test("any number of updates render once, in the next frame", () => {
  const view = connect();
  assert.equal(view.rendered, 1);

  view.update();
  view.update();
  assert.equal(view.rendered, 1);
  page.frame();
  assert.equal(view.rendered, 2);
  view.update();
  page.frame();

  assert.equal(view.rendered, 3);
});

test("a hidden page renders without frames", async () => {
  const view = connect();
  document.hidden = true;

  view.update();
  await null;

  assert.equal(view.rendered, 2);
});

test("an element that has left the page does not render", () => {
  const view = connect();

  view.update();
  leave(view);
  page.frame();

  assert.equal(view.rendered, 1);
});

test("cleanups run once when the element leaves the page", () => {
  const calls = [];
  const view = connect((it) => {
    it.onDisconnect(() => calls.push("left"));
    it.listen(window, "heliograph:test", () => calls.push("event"));
  });

  dispatchEvent(new Event("heliograph:test"));
  leave(view);
  leave(view);
  dispatchEvent(new Event("heliograph:test"));

  assert.deepEqual(calls, ["event", "left"]);
});

test("periodic work pauses while the page is hidden, and ends with the element", () => {
  const calls = [];
  const view = connect((it) => it.every(1_000, () => calls.push("run")));

  page.tick(1_000);
  document.hidden = true;
  page.tick(1_000);
  document.hidden = false;
  page.tick(1_000);
  leave(view);

  assert.deepEqual(calls, ["run", "run"]);
  assert.equal(page.timers.size, 0);
});

test("a theme is kept in the storage and set on the document", () => {
  assert.equal(currentTheme(), "system");

  chooseTheme("dark");
  assert.deepEqual([currentTheme(), document.documentElement.dataset.theme], ["dark", "dark"]);
  chooseTheme("system");
  assert.deepEqual([currentTheme(), document.documentElement.dataset.theme], ["system", undefined]);
  localStorage.setItem("heliograph.theme", "sepia");

  assert.equal(currentTheme(), "system");
});
