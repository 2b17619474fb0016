import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { indexAfter } from "../../../webapp/app/view.js";

/** @param {string} key @param {number} count @param {number} [present] */
function press(key, count, present) {
  let prevented = false;
  const index = indexAfter(/** @type {any} */ ({ key, preventDefault: () => (prevented = true) }), count, present);
  return [index, prevented];
}

test("arrows lead to the next values and stay within them", () => {
  assert.deepEqual(press("ArrowLeft", 5, 3), [2, true]);
  assert.deepEqual(press("ArrowRight", 5, 3), [4, true]);
  assert.deepEqual(press("ArrowRight", 5, 4), [4, true]);
  assert.deepEqual(press("ArrowLeft", 5, 0), [0, true]);
  assert.deepEqual(press("Home", 5, 3), [0, true]);
  assert.deepEqual(press("End", 5, 1), [4, true]);
});

test("without a chosen value they begin at the newest", () => {
  assert.deepEqual(press("ArrowLeft", 5), [4, true]);
  assert.deepEqual(press("ArrowRight", 5), [4, true]);
  assert.deepEqual(press("Home", 5), [0, true]);
});

test("other keys keep their effect, and so does every key without values", () => {
  assert.deepEqual(press("Tab", 5, 3), [undefined, false]);
  assert.deepEqual(press("toString", 5, 3), [undefined, false]);
  assert.deepEqual(press("ArrowLeft", 0), [undefined, false]);
});
