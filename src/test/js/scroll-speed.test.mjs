import "./fake-page.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { guard } from "../../../webapp/app/list/guard.js";
import { ScrollSpeed } from "../../../webapp/app/list/scroll-speed.js";
import { noChange } from "../../../webapp/lib/lit-html.js";

/** Scrolls for some time. @param {number} rows a second @param {number} ms */
function scroll(speed, rows, ms, from = 0, begin = 5_000) {
  for (let passed = 0; passed <= ms; passed += 16) speed.moved(from + (rows * passed) / 1_000, begin + passed);
}

test("the rows of the next second are ahead, in the direction of scrolling", () => {
  const down = new ScrollSpeed();
  assert.equal(down.ahead, 0);
  scroll(down, 40, 500);
  assert.equal(down.ahead, 40);

  const up = new ScrollSpeed();
  scroll(up, -150, 500);
  assert.equal(up.ahead, -150);
});

test("the speed is that of the last moments, and none after the end", () => {
  const speed = new ScrollSpeed();
  scroll(speed, 150, 500);
  scroll(speed, 20, 500, 75, 5_500);
  assert.equal(speed.ahead, 20);

  speed.stop();
  assert.equal(speed.ahead, 0);
});

test("neither a jump nor a drag across the list counts as scrolling", () => {
  const jump = new ScrollSpeed();
  scroll(jump, 40, 500);
  jump.moved(3_000, 5_600);
  assert.equal(jump.ahead, 0);

  const later = new ScrollSpeed();
  scroll(later, 40, 500);
  later.moved(60, 9_000);
  assert.equal(later.ahead, 0, "the reader begins anew after a pause");
});

test("a guarded part is rendered again when one of the values is another one", () => {
  const { _$litDirective$: Guard } = guard([], () => "");
  const part = new Guard({});
  let rendered = 0;
  const render = (...values) => part.update({}, [values, () => ++rendered]);
  const row = { id: "m1" };

  assert.deepEqual([render(row, 1, false), render(row, 1, false), render(row, 2, false)], [1, noChange, 2]);
  assert.deepEqual([render({ id: "m1" }, 2, false), render({ id: "m1" }, 2, true)], [3, 4]);
});
