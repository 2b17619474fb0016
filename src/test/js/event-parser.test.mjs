import assert from "node:assert/strict";
import { test } from "node:test";
import { EventParser } from "../../../webapp/sdk/event-stream.js";

test("parses events from pieces with any line ending, and ignores comments", () => {
  const parser = new EventParser();

  const events = [
    "retry: 3000\n\n:\n\nid: 4",
    "2\nda",
    'ta: {"a":\r\ndata: 1}\r\n\r',
    "\nevent: close\ndata:x\n\n",
    "data: unfinished",
  ].flatMap((piece) => parser.take(piece));

  assert.deepEqual(events, [
    { event: "message", data: '{"a":\n1}' },
    { event: "close", data: "x" },
  ]);
});
