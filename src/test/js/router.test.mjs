import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "../../../webapp/app/router.js";

const ORIGIN = "https://ops.example";

test("a way on leads to our pages only, and keeps what they were asked for", () => {
  const ways = [
    "/alerts?site=Kampala&status=open",
    "/machines",
    "/elsewhere",
    "//evil.example/alerts",
    "https://evil.example/alerts",
    "javascript:alert(1)",
    "/\\evil.example",
    "",
  ];

  assert.deepEqual(
    ways.map((way) => ours(way, ORIGIN)),
    ["/alerts?site=Kampala&status=open", "/machines", null, null, null, null, null, "/"],
  );
});
