package org.heliograph.alert.webhook;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.heliograph.alert.AlertRequest;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/** Parses a webhook body, whose form is recognised by a field that only this form has. */
final class WebhookParser {
    /** The fields of the form of scripts beside those of {@link AlertRequest}. */
    private record PlainEvent(
            Optional<@Size(max = 64) String> source,
            Optional<@Size(max = 300) String> eventId,

            @Pattern(regexp = "open|firing|resolved", message = "must be open or resolved")
            String status) {}

    private WebhookParser() {}

    /** @throws ApiException 400 that names what is wrong, and the alert of a batch */
    static List<ReportedEvent> parse(Body body) {
        if (body.has("alerts")) {
            return AlertmanagerParser.parse(body.json());
        }
        return List.of(body.has("event_value") ? ZabbixParser.parse(body.json()) : plain(body));
    }

    /**
     * Parses the form of scripts, {@code {"site","severity","message"}}. With an {@code event_id}, and a {@code source} where there are
     * several, a repeated report updates its alert, and {@code "status":"resolved"} resolves it without any other field.
     */
    private static ReportedEvent plain(Body body) {
        PlainEvent event = body.partAs(PlainEvent.class);
        boolean firing = !"resolved".equals(event.status());
        if (!firing && event.eventId().isEmpty()) {
            throw Body.invalid("The field event_id must say which alert is resolved.");
        }
        AlertRequest alert = firing ? body.partAs(AlertRequest.class) : null;
        return new ReportedEvent(
                event.source().orElse("webhook"),
                event.eventId().orElse(null),
                ReportedEvent.EventIdScope.RECURRING,
                null,
                firing,
                alert);
    }
}
