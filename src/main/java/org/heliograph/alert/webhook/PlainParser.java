package org.heliograph.alert.webhook;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.heliograph.alert.AlertRequest;
import org.heliograph.rest.Body;

/**
 * Parses the form of scripts, {@code {"site","severity","message"}}. With an {@code event_id}, and a {@code source} where there are
 * several, a repeated report updates its alert, and {@code "status":"resolved"} resolves it without any other field.
 */
final class PlainParser {
    /** The fields beside those of {@link AlertRequest}. */
    private record PlainEvent(
            Optional<@Size(max = 64) String> source,
            Optional<@Size(max = 300) String> eventId,

            @Pattern(regexp = "open|firing|resolved", message = "must be open or resolved")
            String status) {}

    private PlainParser() {}

    static ReportedEvent parse(Body body) {
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
