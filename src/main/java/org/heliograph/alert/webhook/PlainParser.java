package org.heliograph.alert.webhook;

import java.util.Optional;
import org.heliograph.alert.AlertRequest;
import org.heliograph.rest.Body;

/**
 * Parses the form of scripts, {@code {"site","severity","message"}}. With an {@code event_id}, and a {@code source} where there are
 * several, a repeated report updates its alert, and {@code "status":"resolved"} resolves it without any other field.
 */
final class PlainParser {
    private static final int MAX_SOURCE = 64;
    private static final int MAX_EVENT_ID = 300;

    private PlainParser() {}

    static ReportedEvent parse(Body body) {
        String source = body.optionalString("source", MAX_SOURCE)
                .filter(text -> !text.isEmpty())
                .orElse("webhook");
        Optional<String> event = body.optionalString("event_id", MAX_EVENT_ID).filter(text -> !text.isEmpty());
        boolean firing = firing(body.optionalString("status", MAX_SOURCE).orElse("open"));
        if (!firing && event.isEmpty()) {
            throw Body.invalid("The field event_id must say which alert is resolved.");
        }
        AlertRequest alert = firing ? AlertRequest.parse(body) : null;
        return new ReportedEvent(source, event.orElse(null), ReportedEvent.EventIdScope.RECURRING, null, firing, alert);
    }

    private static boolean firing(String status) {
        return switch (status) {
            case "open", "firing" -> true;
            case "resolved" -> false;
            default -> throw Body.invalid("The field status must be open or resolved.");
        };
    }
}
