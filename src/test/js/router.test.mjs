import assert from "node:assert/strict";
import { test } from "node:test";
import { pagePath } from "../../../webapp/app/router.js";

const ORIGIN = "https://ops.example";

test("only addresses of this application's pages are accepted, with their query", () => {
  const ways = [
    "/alerts?site=Kampala&status=open",
    "/machines",
    "/machines/7f3a?window=week",
    "/machines/7f3a/more",
    "/alerts/wall",
    "/machines/",
    "/constructor",
    "/elsewhere",
    "//evil.example/alerts",
    "https://evil.example/alerts",
    "javascript:alert(1)",
    "/\\evil.example",
    "",
  ];

  assert.deepEqual(
    ways.map((way) => pagePath(way, ORIGIN)),
    [
      "/alerts?site=Kampala&status=open",
      "/machines",
      "/machines/7f3a?window=week",
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      "/",
    ],
  );
});
