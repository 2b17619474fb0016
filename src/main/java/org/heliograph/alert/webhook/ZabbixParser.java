package org.heliograph.alert.webhook;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.Severity;
import org.heliograph.rest.ApiException;

/**
 * Parses what the media type in {@code server-config/zabbix} sends: {@code event_id}, {@code event_value} (1 problem, 0 recovery),
 * {@code severity} 0–5 or its name, {@code site} or else {@code host}, {@code message}; a recovery needs only the first two.
 * Zabbix sends every macro as text.
 */
final class ZabbixParser {
    private static final int MAX_EVENT_ID = 300;

    private static final Map<String, Severity> SEVERITIES = Map.ofEntries(
            Map.entry("0", Severity.INFO),
            Map.entry("not classified", Severity.INFO),
            Map.entry("1", Severity.INFO),
            Map.entry("information", Severity.INFO),
            Map.entry("2", Severity.WARNING),
            Map.entry("warning", Severity.WARNING),
            Map.entry("3", Severity.WARNING),
            Map.entry("average", Severity.WARNING),
            Map.entry("4", Severity.CRITICAL),
            Map.entry("high", Severity.CRITICAL),
            Map.entry("5", Severity.CRITICAL),
            Map.entry("disaster", Severity.CRITICAL));

    private ZabbixParser() {}

    static ReportedEvent parse(JsonObject json) {
        List<String> problems = new ArrayList<>();
        String event = TextSanitizer.first(json, "event_id");
        if (event.isEmpty() || event.length() > MAX_EVENT_ID) {
            problems.add("The field event_id must be Zabbix's {EVENT.ID}.");
        }
        String value = TextSanitizer.first(json, "event_value");
        if (!value.equals("0") && !value.equals("1")) {
            problems.add("The field event_value must be 1 for a problem or 0 for its end.");
        }
        if (value.equals("0")) {
            if (!problems.isEmpty()) {
                throw ApiException.invalid(problems);
            }
            return report(event, false, null);
        }
        Severity severity = SEVERITIES.get(TextSanitizer.first(json, "severity").toLowerCase(Locale.ROOT));
        if (severity == null) {
            problems.add("The field severity must be one of Zabbix's, 0 to 5 or its name.");
        }
        String site = TextSanitizer.first(json, "site", "host");
        if (site.isEmpty()) {
            problems.add("The field site or host is missing.");
        }
        String message = TextSanitizer.first(json, "message");
        if (message.isEmpty()) {
            problems.add("The field message is missing.");
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        AlertRequest alert = new AlertRequest(
                TextSanitizer.cut(site, AlertRequest.LONGEST_SITE),
                severity,
                TextSanitizer.cut(message, AlertRequest.LONGEST_MESSAGE));
        return report(event, true, alert);
    }

    private static ReportedEvent report(String event, boolean firing, AlertRequest alert) {
        return new ReportedEvent("zabbix", event, ReportedEvent.EventIdScope.UNIQUE, null, firing, alert);
    }
}
