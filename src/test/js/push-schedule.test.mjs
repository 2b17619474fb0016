import assert from "node:assert/strict";
import { test } from "node:test";
import { pushSchedule } from "../../../webapp/app/uptime/push-schedule.js";

test("a monitor pushes twice in its interval, so that a small delay is no miss", () => {
  const when = (interval) => {
    const { by, line } = pushSchedule("https://ops.example/v1/push/t", interval);
    return [by, by === "loop" ? line.match(/sleep (\d+)/)[1] : line.split(" curl")[0]];
  };

  assert.deepEqual(when(10), ["loop", "5"]);
  assert.deepEqual(when(60), ["loop", "30"]);
  assert.deepEqual(when(119), ["loop", "59"]);
  assert.deepEqual(when(120), ["crontab", "* * * * *"]);
  assert.deepEqual(when(300), ["crontab", "*/2 * * * *"]);
  assert.deepEqual(when(86_400), ["crontab", "*/30 * * * *"]);
});
