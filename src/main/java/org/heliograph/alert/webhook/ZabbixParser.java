package org.heliograph.alert.webhook;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.heliograph.alert.AlertLink;
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.Severity;
import org.heliograph.rest.ApiException;

/**
 * Parses what the media type in {@code server-config/zabbix} sends: {@code event_id}, {@code event_value} (1 problem, 0 recovery),
 * {@code severity} 0–5 or its name, {@code site} or else {@code host}, {@code message}, {@code link}; a recovery needs only the first two.
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

    static ReportedEvent parse(JsonObject json, String source) {
        List<String> problems = new ArrayList<>();
        String event = TextSanitizer.first(json, "event_id");
        if (event.isEmpty() || event.length() > MAX_EVENT_ID) {
            problems.add("The field event_id must be Zabbix's {EVENT.ID}.");
        }
        checkName("event_id", event, problems);
        String value = TextSanitizer.first(json, "event_value");
        boolean macro = checkName("event_value", value, problems);
        if (!macro && !value.equals("0") && !value.equals("1")) {
            problems.add("The field event_value must be 1 for a problem or 0 for its end.");
        }
        if (value.equals("0")) {
            require(problems);
            return ReportedEvent.ended(source, event, null, null);
        }
        AlertRequest alert = alert(json, problems);
        require(problems);
        return ReportedEvent.firing(source, event, null, alert);
    }

    private static AlertRequest alert(JsonObject json, List<String> problems) {
        String word = TextSanitizer.first(json, "severity");
        Severity severity = SEVERITIES.get(word.toLowerCase(Locale.ROOT));
        if (!checkName("severity", word, problems) && severity == null) {
            problems.add("The field severity must be one of Zabbix's, 0 to 5 or its name.");
        }
        TextSanitizer.Named site = TextSanitizer.firstNamed(json, "site", "host");
        if (site.isEmpty()) {
            problems.add("The field site or host is missing.");
        }
        checkName(site.field(), site.text(), problems);
        String message = TextSanitizer.first(json, "message");
        if (message.isEmpty()) {
            problems.add("The field message is missing.");
        }
        MacroDetector.inText(message)
                .ifPresent(macro -> problems.add(MacroDetector.problem("The field message", macro)));
        return new AlertRequest(
                TextSanitizer.cut(site.text(), AlertRequest.LONGEST_SITE),
                severity,
                TextSanitizer.cut(message, AlertRequest.LONGEST_MESSAGE),
                AlertLink.find(TextSanitizer.first(json, "link")));
    }

    /** @return whether the name has a macro */
    private static boolean checkName(String field, String name, List<String> problems) {
        Optional<String> macro = MacroDetector.inName(name);
        macro.ifPresent(found -> problems.add(MacroDetector.problem("The field " + field, found)));
        return macro.isPresent();
    }

    private static void require(List<String> problems) {
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }
}
