package org.heliograph.alert.webhook;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heliograph.alert.AlertLink;
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.Severity;
import org.heliograph.identity.SecureTokens;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/**
 * Parses version 4 of Alertmanager's webhook, which Grafana's alerting sends too. The event id is the fingerprint, which is a
 * hash of the labels. Missing or unknown labels get a default, since a lost alert is worse than an imprecise one. An alert that cannot be
 * taken does not cost the others of its batch.
 */
final class AlertmanagerParser {
    private static final int MAX_ALERTS = 5_000;
    private static final String TOO_MANY =
            "A batch may hold " + MAX_ALERTS + " alerts at most; this one and those after it were not taken.";
    private static final int MAX_EVENT_ID = 300;
    private static final Instant LATEST = Instant.parse("2999-12-31T00:00:00Z");

    private static final Map<String, Severity> SEVERITIES = Map.ofEntries(
            Map.entry("critical", Severity.CRITICAL),
            Map.entry("page", Severity.CRITICAL),
            Map.entry("emergency", Severity.CRITICAL),
            Map.entry("fatal", Severity.CRITICAL),
            Map.entry("disaster", Severity.CRITICAL),
            Map.entry("high", Severity.CRITICAL),
            Map.entry("error", Severity.CRITICAL),
            Map.entry("info", Severity.INFO),
            Map.entry("information", Severity.INFO),
            Map.entry("informational", Severity.INFO),
            Map.entry("notice", Severity.INFO),
            Map.entry("none", Severity.INFO));

    private AlertmanagerParser() {}

    static ParsedReport parse(JsonObject batch, String source) {
        if (!(batch.get("alerts") instanceof JsonArray alerts)) {
            throw Body.invalid("The field alerts must be a list.");
        }
        List<ReportedEvent> events = new ArrayList<>();
        List<ParsedReport.Refused> refused = new ArrayList<>();
        for (int i = 0; i < Math.min(alerts.size(), MAX_ALERTS); i++) {
            try {
                events.add(report(source, alerts.get(i)));
            } catch (ApiException wrong) {
                refused.add(new ParsedReport.Refused(i, wrong.getMessage(), TextSanitizer.excerpt(alerts.get(i))));
            }
        }
        if (alerts.size() > MAX_ALERTS) {
            refused.add(new ParsedReport.Refused(MAX_ALERTS, TOO_MANY, ""));
        }
        return new ParsedReport(source, events, refused, omitted(batch), true);
    }

    /** Alertmanager leaves out what exceeds {@code max_alerts} of its receiver. */
    private static long omitted(JsonObject batch) {
        return batch.get("truncatedAlerts") instanceof JsonNumber number ? Math.max(0, number.longValue()) : 0;
    }

    private static ReportedEvent report(String source, JsonValue value) {
        if (!(value instanceof JsonObject alert)) {
            throw Body.invalid("An alert must be an object.");
        }
        JsonObject labels = object(alert, "labels");
        JsonObject annotations = object(alert, "annotations");
        String event = eventId(alert, labels, annotations);
        Instant startedAt = time(alert, "startsAt");
        if (!firing(TextSanitizer.first(alert, "status"))) {
            return ReportedEvent.ended(source, event, startedAt, time(alert, "endsAt"));
        }
        AlertRequest content = new AlertRequest(
                TextSanitizer.cut(site(labels), AlertRequest.LONGEST_SITE),
                severity(TextSanitizer.first(labels, "severity")),
                TextSanitizer.cut(message(labels, annotations), AlertRequest.LONGEST_MESSAGE),
                AlertLink.find(TextSanitizer.first(alert, "generatorURL")));
        return ReportedEvent.firing(source, event, startedAt, content);
    }

    private static JsonObject object(JsonObject alert, String name) {
        JsonValue value = alert.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw Body.invalid("The field " + name + " must be an object.");
    }

    /** The fingerprint, or else a hash of the labels; of the annotations where there are no labels either. */
    private static String eventId(JsonObject alert, JsonObject labels, JsonObject annotations) {
        String fingerprint =
                MacroDetector.requireName("The field fingerprint", TextSanitizer.first(alert, "fingerprint"));
        if (!fingerprint.isEmpty() && fingerprint.length() <= MAX_EVENT_ID) {
            return fingerprint;
        }
        return SecureTokens.hash((labels.isEmpty() ? annotations : labels).toString());
    }

    private static String site(JsonObject labels) {
        TextSanitizer.Named site = TextSanitizer.firstNamed(labels, "site", "datacenter", "instance", "job");
        return site.isEmpty() ? "unknown" : MacroDetector.requireName("The label " + site.field(), site.text());
    }

    private static Severity severity(String word) {
        MacroDetector.requireName("The label severity", word);
        return SEVERITIES.getOrDefault(word.toLowerCase(Locale.ROOT), Severity.WARNING);
    }

    /** Prometheus sends the error of a template in the place of its text; then the next text counts. */
    private static String message(JsonObject labels, JsonObject annotations) {
        for (String name : List.of("summary", "description", "message")) {
            String text = TextSanitizer.first(annotations, name);
            if (!text.isEmpty() && !text.contains("<error expanding template")) {
                return MacroDetector.requireText("The annotation " + name, text);
            }
        }
        String name = TextSanitizer.first(labels, "alertname");
        return name.isEmpty() ? "An alert without a name" : MacroDetector.requireText("The label alertname", name);
    }

    private static boolean firing(String status) {
        return switch (status) {
            case "firing" -> true;
            case "resolved" -> false;
            default -> throw Body.invalid("The field status must be firing or resolved.");
        };
    }

    /** @return null for an unknown time, such as Go's zero time */
    private static Instant time(JsonObject alert, String field) {
        String text = TextSanitizer.first(alert, field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (time.isBefore(LATEST)) {
                return time.isBefore(Instant.EPOCH) ? null : time;
            }
        } catch (DateTimeException noTime) {
            // refused below
        }
        throw Body.invalid("The field " + field + " must be a time.");
    }
}
