import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { RowWindow } from "../../../webapp/app/list/row-window.js";

/** A window of a list that is opened at a place, before any of its rows is on the page. @param {number} place @param {number} total that the answer says */
function opened(place, total) {
  const view = { querySelector: () => null, querySelectorAll: () => [] };
  const wanted = [];
  const rows = { total: undefined, want: (start, end) => wanted.push([start, end]), at: () => undefined };
  const window = new RowWindow(view, rows, place, () => {});
  window.after();
  const before = wanted.splice(0);
  rows.total = total;
  window.after();
  return { window, before, wanted };
}

test("a list that has fewer rows than when its place was noted shows its last ones", () => {
  const { window, before, wanted } = opened(4_900, 100);

  assert.deepEqual(before, [[4_888, 4_940]], "its place is looked for until its length is known");
  assert.deepEqual(wanted, [[60, 100]]);
  assert.deepEqual(window.range, [60, 100]);
});

test("a list that is shorter than a screen, or empty, is shown from its first row on", () => {
  assert.deepEqual(opened(4_900, 7).window.range, [0, 7]);
  assert.deepEqual(opened(4_900, 7).wanted, [[0, 7]]);
  assert.deepEqual(opened(1, 0).window.range, [0, 0]);
});

test("a place that the list has is kept while its rows are fetched", () => {
  const { window, wanted } = opened(99, 100);

  assert.deepEqual(wanted, []);
  assert.deepEqual(window.range, [60, 100]);
});
