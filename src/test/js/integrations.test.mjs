import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clients, scopes } from "../../../webapp/app/integrations/snippets.js";

const values = { address: "https://fleet.example", token: "hgt-t0ken", monitor: "shop", push: "pu5h" };
const folder = new URL("../../../server-config/", import.meta.url);
const configured = (name) => readFileSync(new URL(name, folder), "utf8");
const of = (id, message = "alert") => clients.find((client) => client.id === id).snippets(values, message);
const every = clients.flatMap((client) =>
  client.sends.flatMap((message) => client.snippets(values, message).map((snippet) => ({ client, message, ...snippet }))),
);

test("every line names the server, and has a label of its own among those beside it", () => {
  assert.equal(every.length, 5 * 3 + 2 + 3 + 3 + 4); // programs, second lines of curl, systems, push clients
  for (const { client, message, text } of every) {
    assert.match(text, /https:\/\/fleet\.example\//, `${client.id} ${message}`);
    assert.doesNotMatch(text, /undefined|\[object/, `${client.id} ${message}`);
  }
  for (const client of clients)
    for (const message of client.sends) {
      const labels = client.snippets(values, message).map(({ label }) => label);
      assert.equal(new Set(labels).size, labels.length, client.id);
    }
});

test("the API token is in every line except those of push clients, and never in an address", () => {
  for (const { client, message, text } of every) {
    assert.equal(text.includes(values.token), !client.push, `${client.id} ${message}`);
    assert.equal(text.includes(values.push), client.push === true, `${client.id} ${message}`);
    for (const [address] of text.matchAll(/https?:\/\/[^\s'"]*/g)) assert.ok(!address.includes(values.token), address);
  }
});

test("a shell script keeps the token out of the arguments of programs", () => {
  for (const message of ["pulse", "alert", "event"]) {
    const [{ text }] = of("sh", message);

    assert.match(text, /printf '[^']*' 'hgt-t0ken' \|\n\s+curl .* -K - /);
    assert.equal(text.split(values.token).length, 2);
  }
});

test("each message has the scope that its route asks for", () => {
  assert.deepEqual(scopes, { pulse: "pulses", alert: "alerts", event: "publish" });
  const routes = readFileSync(new URL("../../main/resources/identity/route-scopes.txt", import.meta.url), "utf8");
  const needed = (route) => new RegExp(`^${route} +installation (.*)$`, "m").exec(routes)?.[1];

  assert.equal(needed("POST +/v1/push/\\{\\}"), scopes.pulse);
  assert.equal(needed("POST +/v1/push/\\{\\}/\\{\\}"), scopes.pulse);
  assert.equal(needed("POST +/internal/alerts"), scopes.alert);
  assert.equal(needed("POST +/api/publish"), scopes.event);
});

/** Without comments. */
const plain = (text) =>
  text
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n");

test("the receiver of Alertmanager is that of server-config", () => {
  const file = plain(configured("alertmanager/alertmanager.yml"))
    .replace("http://127.0.0.1:8080", values.address)
    .replace("credentials_file: /etc/prometheus/heliograph.secret", `credentials: ${values.token}`);

  assert.equal(of("alertmanager")[0].text, file);
});

test("the contact point of Grafana is that of server-config", () => {
  const file = plain(configured("grafana/contact-point.yaml"))
    .replace("https://heliograph.example.org", values.address)
    .replace("$HELIOGRAPH_TOKEN", values.token);

  assert.equal(of("grafana")[0].text, file);
});

test("the media type of Zabbix is that of server-config", () => {
  const file = configured("zabbix/media-type.yaml")
    .replace("https://heliograph.example.org", values.address)
    .replace("{$HELIOGRAPH.SECRET}", values.token);

  assert.equal(of("zabbix")[0].text, file);
});
