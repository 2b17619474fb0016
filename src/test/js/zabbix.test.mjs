import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const folder = new URL("../../../server-config/zabbix/", import.meta.url);
const script = readFileSync(new URL("heliograph.js", folder), "utf8");
const yaml = readFileSync(new URL("media-type.yaml", folder), "utf8");

const parameters = {
  url: "https://heliograph.test/internal/alerts",
  secret: "the-secret",
  source: "zabbix-a",
  event_source: "0",
  event_id: "4711",
  event_value: "1",
  severity: "4",
  site: "Kilimanjaro",
  host: "core-sw-1",
  message: "Uplink is down",
  link: "https://zabbix.test/tr_events.php?triggerid=7&eventid=4711",
};

/** Runs it as Zabbix does. @returns {{ result: unknown, calls: any[] }} */
function run(changes = {}, status = 200) {
  const calls = [];
  class HttpRequest {
    headers = [];
    addHeader(header) {
      this.headers.push(header);
    }
    post(url, body) {
      calls.push({ url, body: JSON.parse(body), headers: this.headers });
      return '{"error":"no"}';
    }
    getStatus() {
      return status;
    }
  }
  const value = JSON.stringify({ ...parameters, ...changes });
  return { result: new Function("value", "HttpRequest", script)(value, HttpRequest), calls };
}

test("the media type of Zabbix reports a problem with the shared secret", () => {
  const { result, calls } = run();

  assert.equal(result, "OK");
  assert.deepEqual(calls, [
    {
      url: "https://heliograph.test/internal/alerts",
      body: {
        event_id: "4711",
        event_value: "1",
        severity: "4",
        host: "core-sw-1",
        message: "Uplink is down",
        site: "Kilimanjaro",
        source: "zabbix-a",
        link: "https://zabbix.test/tr_events.php?triggerid=7&eventid=4711",
      },
      headers: ["Content-Type: application/json", "Authorization: Bearer the-secret"],
    },
  ]);
});

test("the media type of Zabbix omits the site without a site tag", () => {
  for (const site of ["", "*UNKNOWN*", "{EVENT.TAGS.site}"]) assert.equal("site" in run({ site }).calls[0].body, false);
});

test("the media type of Zabbix omits the source of an import from before it had one", () => {
  for (const source of ["", undefined]) assert.equal("source" in run({ source }).calls[0].body, false);
});

test("the media type of Zabbix reports errors without the secret", () => {
  assert.throws(
    () => run({}, 401),
    (thrown) => /answered 401/.test(thrown) && !thrown.includes("the-secret"),
  );
  assert.throws(
    () => run({ event_source: "3" }),
    (thrown) => /Only problems of triggers/.test(thrown),
  );
  assert.throws(
    () => run({ secret: "{$HELIOGRAPH.SECRET}" }),
    (thrown) => /url and secret/.test(thrown),
  );
});

test("the media type to import has the same script and passes every parameter", () => {
  const block = yaml.slice(yaml.indexOf("script: |\n") + "script: |\n".length, yaml.indexOf("      description:"));

  assert.equal(block.replaceAll(/^ {8}/gm, ""), script);
  for (const name of Object.keys(parameters)) assert.match(yaml, new RegExp(`- name: ${name}\\n +value: '.+'`));
});
