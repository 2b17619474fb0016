/**
 * The configurations of other systems. Those files of `server-config` that an administrator copies say the same; a test compares them.
 *
 * @typedef {import("./snippets.js").Values} Values
 * @typedef {import("./snippets.js").Snippet} Snippet
 */

/** @param {string} address */
const webhook = (address) => `${address}/internal/alerts`;

/** @param {Values} values @returns {Snippet[]} */
export const alertmanager = ({ address, token }) => [
  {
    label: "Alertmanager",
    file: "alertmanager.yml",
    hint: "Merge the receiver and the route into your configuration. With a site label in Prometheus, under external_labels, alerts name their site.",
    text: `route:
  receiver: heliograph
  group_by: [site]
  group_wait: 1s
  group_interval: 5s
  repeat_interval: 4h

receivers:
  - name: heliograph
    webhook_configs:
      - url: ${webhook(address)}
        send_resolved: true
        max_alerts: 1000
        http_config:
          authorization:
            type: Bearer
            credentials: ${token}
`,
  },
];

/** @param {Values} values @returns {Snippet[]} */
export const grafana = ({ address, token }) => [
  {
    label: "Grafana",
    file: "/etc/grafana/provisioning/alerting/heliograph.yaml",
    hint: "Or in Alerting, Contact points: integration Webhook, with this URL, the method POST and, under authorization, the scheme Bearer and the token. Leave the custom payload empty.",
    text: `apiVersion: 1
contactPoints:
  - orgId: 1
    name: Heliograph
    receivers:
      - uid: heliograph
        type: webhook
        disableResolveMessage: false
        settings:
          url: ${webhook(address)}
          httpMethod: POST
          authorization_scheme: Bearer
          authorization_credentials: ${token}
`,
  },
];

const ZABBIX = `zabbix_export:
  version: '6.0'
  media_types:
    - name: Heliograph
      type: WEBHOOK
      parameters:
        - name: url
          value: '{url}'
        - name: secret
          value: '{secret}'
        - name: source
          value: 'zabbix'
        - name: event_source
          value: '{EVENT.SOURCE}'
        - name: event_id
          value: '{EVENT.ID}'
        - name: event_value
          value: '{EVENT.VALUE}'
        - name: severity
          value: '{EVENT.NSEVERITY}'
        - name: site
          value: '{EVENT.TAGS.site}'
        - name: host
          value: '{HOST.NAME}'
        - name: message
          value: '{EVENT.NAME}'
        - name: link
          value: '{$ZABBIX.URL}/tr_events.php?triggerid={TRIGGER.ID}&eventid={EVENT.ID}'
      script: |
        // The script of the media type "Heliograph" (Zabbix 6.0 or later): one call for each problem, update and recovery.
        // Zabbix runs it with the media type's parameters as JSON in \`value\`.
        var parameters = JSON.parse(value);

        // A macro without a value stays as it is written, or becomes *UNKNOWN*.
        function known(text) {
            return typeof text === 'string' && text !== '' && text !== '*UNKNOWN*' && text.indexOf('{') !== 0;
        }

        if (parameters.event_source !== '0') {
            throw 'Only problems of triggers are alerts; take this media type out of the other actions.';
        }
        if (!known(parameters.url) || !known(parameters.secret)) {
            throw 'The parameters url and secret must be set.';
        }

        var alert = {
            event_id: parameters.event_id,
            event_value: parameters.event_value,
            severity: parameters.severity,
            host: parameters.host,
            message: parameters.message
        };
        if (known(parameters.site)) {
            alert.site = parameters.site;
        }
        if (known(parameters.source)) {
            alert.source = parameters.source;
        }
        if (known(parameters.link)) {
            alert.link = parameters.link;
        }

        var request = new HttpRequest();
        request.addHeader('Content-Type: application/json');
        request.addHeader('Authorization: Bearer ' + parameters.secret);
        var answer = request.post(parameters.url, JSON.stringify(alert));
        if (request.getStatus() !== 200) {
            throw 'Heliograph answered ' + request.getStatus() + ': ' + answer;
        }
        return 'OK';
      description: |
        Opens an alert in Heliograph for each problem, and resolves it on recovery.
      message_templates:
        - event_source: TRIGGERS
          operation_mode: PROBLEM
          subject: '{EVENT.NAME}'
          message: '{EVENT.NAME}'
        - event_source: TRIGGERS
          operation_mode: RECOVERY
          subject: '{EVENT.NAME}'
          message: '{EVENT.NAME}'
        - event_source: TRIGGERS
          operation_mode: UPDATE
          subject: '{EVENT.NAME}'
          message: '{EVENT.NAME}'
`;

/** @param {Values} values @returns {Snippet[]} */
export const zabbix = ({ address, token }) => [
  {
    label: "Zabbix",
    file: "media-type.yaml",
    hint: "Import it under Alerts, Media types (Zabbix 6.0 or newer), give one user the media Heliograph, and send trigger actions to that user, with recovery operations.",
    text: ZABBIX.replace("{url}", webhook(address)).replace("{secret}", token),
  },
];
