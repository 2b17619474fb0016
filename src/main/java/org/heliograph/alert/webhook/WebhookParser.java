package org.heliograph.alert.webhook;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.AlertSource;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/** Parses a webhook body, whose form is recognised by a field that only this form has. Null counts as absent. */
final class WebhookParser {
    private static final int LONGEST_SOURCE = 64;

    /** The fields of the form of scripts beside those of {@link AlertRequest}. */
    private record PlainEvent(
            Optional<@Size(max = 300) String> eventId,

            @Pattern(regexp = "open|firing|resolved", message = "must be open or resolved")
            String status) {}

    private WebhookParser() {}

    /**
     * @param source the system, for senders whose body cannot name it; the body's field {@code source} has precedence
     * @throws ApiException 400 that names what is wrong with the body; a batch names the alerts that cannot be taken
     */
    static ParsedReport parse(Body body, Optional<String> source) {
        JsonObject json = body.json();
        String named = source(body, source);
        if (body.has("alerts")) {
            return AlertmanagerParser.parse(json, named);
        }
        return ParsedReport.of(body.has("event_value") ? ZabbixParser.parse(json, named) : plain(body, named));
    }

    /** The name of the sender for the list of refused reports, when the body is anything. */
    static String senderOf(Optional<Body> body, Optional<String> source) {
        return body.map(sent -> TextSanitizer.first(sent.json(), "source"))
                .filter(text -> !text.isEmpty())
                .or(() -> source)
                .orElse(body.map(WebhookParser::defaultSource).orElse("webhook"));
    }

    private static String defaultSource(Body body) {
        if (body.has("alerts")) {
            return body.has("orgId") ? "grafana" : "alertmanager";
        }
        return body.has("event_value") ? "zabbix" : "webhook";
    }

    private static String source(Body body, Optional<String> source) {
        String name = body.text("source")
                .or(() -> source.map(String::strip).filter(text -> !text.isEmpty()))
                .orElseGet(() -> defaultSource(body));
        if (name.length() > LONGEST_SOURCE) {
            throw Body.invalid("The field source must have at most " + LONGEST_SOURCE + " characters.");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw Body.invalid("The field source contains invalid characters.");
        }
        if (name.equals(AlertSource.PEOPLE)) {
            throw Body.invalid("The field source cannot be " + name + ", the source of alerts that users open.");
        }
        return MacroDetector.requireName("The field source", name);
    }

    /**
     * Parses the form of scripts, {@code {"site","severity","message"}}. With an {@code event_id}, and a {@code source} where there are
     * several, a repeated report updates its alert, and {@code "status":"resolved"} resolves it without any other field.
     */
    private static ReportedEvent plain(Body body, String source) {
        requireNames(body, "event_id", "status");
        PlainEvent event = body.partAs(PlainEvent.class);
        String eventId = event.eventId().orElse(null);
        if ("resolved".equals(event.status())) {
            if (eventId == null) {
                throw Body.invalid("The field event_id must say which alert is resolved.");
            }
            return ReportedEvent.ended(source, eventId, null, null);
        }
        requireNames(body, "site", "severity");
        AlertRequest alert = body.partAs(AlertRequest.class);
        MacroDetector.requireText("The field message", alert.message());
        return ReportedEvent.firing(source, eventId, null, alert);
    }

    private static void requireNames(Body body, String... fields) {
        List<String> problems = new ArrayList<>();
        for (String field : fields) {
            if (body.json().get(field) instanceof JsonString text) {
                MacroDetector.inName(text.getString())
                        .ifPresent(macro -> problems.add(MacroDetector.problem("The field " + field, macro)));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }
}
