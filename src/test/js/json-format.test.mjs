import assert from "node:assert/strict";
import { test } from "node:test";
import { formatJson } from "../../../webapp/app/json-format.js";

const text = (json) =>
  formatJson(json)
    .map((line) => line.map(({ text }) => text).join(""))
    .join("\n");

test("keeps what fits on one line", () => {
  assert.equal(text('{"a":1,\n "b" : [true,null] , "c":{}}'), '{"a": 1, "b": [true, null], "c": {}}');
  assert.equal(text("7"), "7");
  assert.equal(text('"a \\" b"'), '"a \\" b"');
  assert.equal(text("[]"), "[]");
});

test("breaks longer values into one member a line", () => {
  const long = "x".repeat(80);

  assert.equal(
    text(`{"a":[1,{"b":"${long}"}],"c":2}`),
    `{\n  "a": [\n    1,\n    {\n      "b": "${long}"\n    }\n  ],\n  "c": 2\n}`,
  );
});

test("changes no number and no text", () => {
  assert.equal(text('[12345678901234567890.10,1e400,-0.0,"\\u00e9é"]'), '[12345678901234567890.10, 1e400, -0.0, "\\u00e9é"]');
});

test("classifies each token", () => {
  assert.deepEqual(
    formatJson('{"k":["s",-1,true]}')[0].map(({ kind, text }) => `${kind} ${text.trim()}`),
    ["mark {", 'key "k"', "mark :", "mark [", 'string "s"', "mark ,", "number -1", "mark ,", "word true", "mark ]", "mark }"],
  );
});

test("handles deep and long input", () => {
  assert.ok(formatJson("[".repeat(50_000) + "]".repeat(50_000)).length > 0);
  assert.equal(formatJson(`[${Array.from({ length: 20_000 }, (_, at) => at).join(",")}]`).length, 20_002);
});
