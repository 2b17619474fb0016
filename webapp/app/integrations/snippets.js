import { curl, java, powerShell, python, sh } from "./programs.js";
import { alertmanager, grafana, zabbix } from "./systems.js";

/**
 * The lines with which programs and other systems report to this server. They are made of its address, a token, and the id of a monitor;
 * what else they say are examples to replace. The token is in a header: addresses are logged by proxies. Only the clients of Uptime Kuma and
 * Healthchecks know nothing but an address, so theirs is the push URL of a monitor, and no API token.
 *
 * @typedef {"pulse" | "alert" | "event"} Message
 * @typedef {{ address: string, token: string, monitor: string, push: string }} Values `address` of the server, without a slash at its end;
 *   `token` an API token; `monitor` its id; `push` its push token
 * @typedef {{ label: string, text: string, file?: string, hint?: string }} Snippet `file`: its usual name
 * @typedef {{ id: string, name: string, sends: Message[], push?: true, snippets: (values: Values, message: Message) => Snippet[] }} Client
 *   `push`: it uses the push URL of a monitor in place of an API token
 */

/** The scope that a token needs for each message. @type {Record<Message, string>} */
export const scopes = { pulse: "pulses", alert: "alerts", event: "publish" };

/** @type {Record<Message, string>} */
export const messageLabels = { pulse: "A pulse of a monitor", alert: "An alert", event: "An event on a channel" };

/** @param {Values} values @returns {Snippet[]} */
function uptimeKuma({ address, push }) {
  const url = `${address}/v1/push/${push}`;
  return [
    {
      label: "Push URL",
      text: `${url}?status=up&msg=OK&ping=`,
      hint: "Put it in the place of the push URL of Uptime Kuma:",
    },
    { label: "curl", text: `curl -fsS -m 10 '${url}?status=up&msg=OK&ping=42'`, hint: "The same as a line:" },
    { label: "curl, a failure", text: `curl -fsS -m 10 '${url}?status=down&msg=disk+full&ping='`, hint: "A failure:" },
  ];
}

/** @param {Values} values @returns {Snippet[]} */
function healthchecks({ address, push }) {
  const url = `${address}/v1/push/${push}`;
  const line = (/** @type {string} */ to) => `curl -fsS -m 10 --retry 5 -o /dev/null '${to}'`;
  return [
    { label: "Ping URL", text: url, hint: "Put it in the place of the ping URL of Healthchecks:" },
    {
      label: "crontab",
      text: `0 3 * * * /usr/local/bin/backup; curl -fsS -m 10 --retry 5 -o /dev/null "${url}/$?"`,
      hint: "A job of cron that reports its exit code:",
    },
    { label: "curl, the start", text: line(`${url}/start`), hint: "The start of a job is accepted, and is no pulse:" },
    { label: "curl, a failure", text: line(`${url}/fail`), hint: "A failure:" },
  ];
}

/** @type {Message[]} */
const all = ["pulse", "alert", "event"];

/** @type {Client[]} */
export const clients = [
  { id: "curl", name: "curl", sends: all, snippets: curl },
  { id: "sh", name: "Shell script", sends: all, snippets: sh },
  { id: "powershell", name: "PowerShell", sends: all, snippets: powerShell },
  { id: "java", name: "Java", sends: all, snippets: java },
  { id: "python", name: "Python", sends: all, snippets: python },
  { id: "alertmanager", name: "Alertmanager", sends: ["alert"], snippets: alertmanager },
  { id: "grafana", name: "Grafana", sends: ["alert"], snippets: grafana },
  { id: "zabbix", name: "Zabbix", sends: ["alert"], snippets: zabbix },
  { id: "uptime-kuma", name: "Uptime Kuma clients", sends: ["pulse"], push: true, snippets: uptimeKuma },
  { id: "healthchecks", name: "Healthchecks clients", sends: ["pulse"], push: true, snippets: healthchecks },
];
