package org.heliograph.alert.webhook;

import jakarta.json.JsonArray;
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
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.Severity;
import org.heliograph.identity.SecureTokens;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/**
 * Parses version 4 of Alertmanager's webhook, which Grafana's alerting sends too. The event id is the fingerprint, which is a
 * hash of the labels; a firing alert that began later than a resolved one with that id is a new alert. Missing or unknown
 * labels get a default, since a lost alert is worse than an imprecise one.
 */
final class AlertmanagerParser {
    private static final int MAX_ALERTS = 5_000;
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

    static List<ReportedEvent> parse(JsonObject batch) {
        if (!(batch.get("alerts") instanceof JsonArray alerts)) {
            throw Body.invalid("The field alerts must be a list.");
        }
        if (alerts.size() > MAX_ALERTS) {
            throw Body.invalid("A batch may hold " + MAX_ALERTS + " alerts at most.");
        }
        String source = batch.containsKey("orgId") ? "grafana" : "alertmanager";
        List<ReportedEvent> reports = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < alerts.size(); i++) {
            try {
                reports.add(report(source, alerts.get(i)));
            } catch (ApiException wrong) {
                problems.add("alerts[" + i + "]: " + wrong.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems.size() > 10 ? problems.subList(0, 10) : problems);
        }
        return reports;
    }

    private static ReportedEvent report(String source, JsonValue value) {
        if (!(value instanceof JsonObject alert)) {
            throw Body.invalid("An alert must be an object.");
        }
        JsonObject labels = object(alert, "labels");
        JsonObject annotations = object(alert, "annotations");
        String event = TextSanitizer.first(alert, "fingerprint");
        boolean firing = firing(TextSanitizer.first(alert, "status"));
        AlertRequest content = new AlertRequest(
                TextSanitizer.cut(site(labels), AlertRequest.LONGEST_SITE),
                severity(TextSanitizer.first(labels, "severity")),
                TextSanitizer.cut(message(labels, annotations), AlertRequest.LONGEST_MESSAGE));
        return new ReportedEvent(
                source,
                event.isEmpty() || event.length() > MAX_EVENT_ID ? SecureTokens.hash(labels.toString()) : event,
                ReportedEvent.EventIdScope.RECURRING,
                startedAt(TextSanitizer.first(alert, "startsAt")),
                firing,
                firing ? content : null);
    }

    private static JsonObject object(JsonObject alert, String name) {
        JsonValue value = alert.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw Body.invalid("The field " + name + " must be an object.");
    }

    private static String site(JsonObject labels) {
        String site = TextSanitizer.first(labels, "site", "datacenter", "instance", "job");
        return site.isEmpty() ? "unknown" : site;
    }

    private static Severity severity(String word) {
        return SEVERITIES.getOrDefault(word.toLowerCase(Locale.ROOT), Severity.WARNING);
    }

    private static String message(JsonObject labels, JsonObject annotations) {
        String text = TextSanitizer.first(annotations, "summary", "description", "message");
        String message = text.isEmpty() ? TextSanitizer.first(labels, "alertname") : text;
        return message.isEmpty() ? "An alert without a name" : message;
    }

    private static boolean firing(String status) {
        return switch (status) {
            case "firing" -> true;
            case "resolved" -> false;
            default -> throw Body.invalid("The field status must be firing or resolved.");
        };
    }

    private static Instant startedAt(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (time.isBefore(LATEST)) {
                // Go's zero time means that the start is unknown
                return time.isBefore(Instant.EPOCH) ? null : time;
            }
        } catch (DateTimeException noTime) {
            // refused below
        }
        throw Body.invalid("The field startsAt must be a time.");
    }
}
