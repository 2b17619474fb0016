package org.heliograph.alert.webhook;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.heliograph.alert.AlertRequest;
import org.heliograph.rest.Body;

/**
 * {@code {"site","severity","message"}}, as people's scripts send it. With {@code event_id}, and {@code source} if there are
 * several, what is sent again updates its alert, and {@code "status":"resolved"} ends it, for which nothing else need be sent.
 */
final class PlainParser {
    /** The fields beside those of {@link AlertRequest}. */
    private record PlainEvent(
            Optional<@Size(max = 64) String> source,
            Optional<@Size(max = 300) String> eventId,

            @Pattern(regexp = "open|firing|resolved", message = "must be open or resolved")
            String status) {}

    private PlainParser() {}

    static ReportedEvent read(Body body) {
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
