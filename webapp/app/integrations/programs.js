/**
 * Scripts and programs that send one message.
 *
 * @typedef {import("./snippets.js").Values} Values
 * @typedef {import("./snippets.js").Message} Message
 * @typedef {import("./snippets.js").Snippet} Snippet
 */

/** The channel of the examples. */
export const CHANNEL = "apps:created";

const EXAMPLE = "Server room";
const TYPE = "application/json";

/** @param {Values} values @param {Message} message @returns {{ url: string, body?: Record<string, any> }} a POST of each */
function call({ address, monitor }, message) {
  if (message === "pulse") return { url: `${address}/v1/push/${monitor}?latency=42` };
  if (message === "event") return { url: `${address}/api/publish`, body: { channel: CHANNEL, data: { name: "shop" } } };
  return {
    url: `${address}/internal/alerts`,
    body: { event_id: "backup", site: EXAMPLE, severity: "warning", message: "Backup is late" },
  };
}

/** @param {Values} values @param {Message} message @returns {Snippet[]} */
export function curl(values, message) {
  const { url, body } = call(values, message);
  const line = (/** @type {string} */ at, /** @type {object | undefined} */ sent) =>
    [
      "curl -fsS -m 10",
      `-H 'Authorization: Bearer ${values.token}'`,
      sent && `-H 'Content-Type: ${TYPE}' -d '${JSON.stringify(sent)}'`,
      `'${at}'`,
    ]
      .filter(Boolean)
      .join(" ");
  const first = { label: "curl", text: line(url, body) };
  if (message === "pulse")
    return [
      first,
      {
        label: "curl, a failure",
        text: line(`${values.address}/v1/push/${values.monitor}?status=down&msg=disk+full`, undefined),
        hint: "The monitor is down at once, until its next pulse:",
      },
    ];
  if (message === "alert")
    return [
      first,
      {
        label: "curl, the end",
        text: line(url, { event_id: "backup", status: "resolved" }),
        hint: "The same event id resolves the alert:",
      },
    ];
  return [first];
}

/** The token comes by standard input: other users of the machine see the arguments of programs. @param {Values} values */
const shCall = ({ token }) =>
  [`printf 'header = "Authorization: Bearer %s"\\n' '${token}' |`, "    curl -fsS -m 10 --retry 3 -K - -o /dev/null"].join("\n");

/** @param {Values} values @param {Message} message @returns {Snippet[]} */
export function sh(values, message) {
  const { url, body } = call(values, message);
  const post = `${shCall(values)} -H 'Content-Type: ${TYPE}' -d "$1" '${url}'`;
  const file = "heliograph.sh";
  if (message === "event")
    return [
      {
        label: "Shell",
        file,
        text: `#!/bin/sh
# Publishes an event: sh heliograph.sh '{"name":"shop"}'
publish() {
  ${post}
}
publish '{"channel":"${CHANNEL}","data":'"\${1:-null}"'}'
`,
      },
    ];
  if (message === "pulse")
    return [
      {
        label: "Shell",
        file,
        text: `#!/bin/sh
# Runs a command, and reports its exit code and its duration: sh heliograph.sh backup --all
start=$(date +%s)
"$@"
code=$?
${shCall(values)} \\
      "${values.address}/v1/push/${values.monitor}/$code?latency=$((($(date +%s) - start) * 1000))"
exit "$code"
`,
      },
    ];
  const { event_id, site, severity } = /** @type {Record<string, any>} */ (body);
  const open = JSON.stringify({ event_id, site, severity, message: "Backup failed with exit code $code" });
  return [
    {
      label: "Shell",
      file,
      text: `#!/bin/sh
# Runs a command. Opens an alert when it fails, and resolves it when it works again: sh heliograph.sh backup --all
report() {
  ${post}
}
"$@"
code=$?
if [ "$code" -eq 0 ]; then
  report '${JSON.stringify({ event_id, status: "resolved" })}'
else
  report "${open.replaceAll('"', '\\"')}"
fi
exit "$code"
`,
    },
  ];
}

/** @param {any} value @returns {string} in the syntax of PowerShell */
const inPowerShell = (value) =>
  typeof value === "object"
    ? `@{ ${Object.entries(value)
        .map(([name, part]) => `${name} = ${inPowerShell(part)}`)
        .join("; ")} }`
    : `'${value}'`;

/** @param {Values} values @param {Message} message @returns {Snippet[]} */
export function powerShell(values, message) {
  const { url, body } = call(values, message);
  // as bytes: Windows PowerShell would send text in Latin-1
  const content = body ? `$body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -Compress ${inPowerShell(body)}))\n` : "";
  const sent = body ? ` -ContentType '${TYPE}' -Body $body` : "";
  return [
    {
      label: "PowerShell",
      file: "heliograph.ps1",
      text: `$headers = @{ Authorization = 'Bearer ${values.token}' }
${content}Invoke-RestMethod -Method Post -TimeoutSec 10 -Headers $headers${sent} -Uri '${url}'
`,
    },
  ];
}

/** @param {Values} values @param {Message} message @returns {Snippet[]} */
export function java(values, message) {
  const { url, body } = call(values, message);
  const publisher = body ? `BodyPublishers.ofString(${JSON.stringify(JSON.stringify(body))})` : "BodyPublishers.noBody()";
  return [
    {
      label: "Java",
      file: "Heliograph.java",
      hint: "Java 11 or newer runs it as it is: java Heliograph.java",
      text: `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

class Heliograph {
    public static void main(String[] args) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("${url}"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer ${values.token}")
                .header("Content-Type", "${TYPE}")
                .POST(${publisher})
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
        if (response.statusCode() >= 300) {
            System.exit(1);
        }
    }
}
`,
    },
  ];
}

/** @param {Values} values @param {Message} message @returns {Snippet[]} */
export function python(values, message) {
  const { url, body } = call(values, message);
  const data = body ? `json.dumps(${JSON.stringify(body)}).encode()` : 'b""';
  return [
    {
      label: "Python",
      file: "heliograph.py",
      hint: "Python 3, without further packages:",
      text: `${body ? "import json\n" : ""}import urllib.request

request = urllib.request.Request(
    "${url}",
    data=${data},
    headers={"Authorization": "Bearer ${values.token}", "Content-Type": "${TYPE}"},
)
with urllib.request.urlopen(request, timeout=10) as response:
    print(response.status, response.read().decode())
`,
    },
  ];
}
