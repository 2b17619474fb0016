package org.heliograph.alert.webhook;

import java.util.Optional;
import org.heliograph.alert.AlertRequest;
import org.heliograph.rest.Body;

/**
 * {@code {"site","severity","message"}}, as people's scripts send it. With {@code event_id}, and {@code source} if there are
 * several, what is sent again updates its alert, and {@code "status":"resolved"} ends it, for which nothing else need be sent.
 */
final class PlainParser {
    private static final int LONGEST_SOURCE = 64;
    private static final int LONGEST_EVENT = 300;

    private PlainParser() {}

    static ReportedEvent read(Body body) {
        String source = body.optionalString("source", LONGEST_SOURCE)
                .filter(text -> !text.isEmpty())
                .orElse("webhook");
        Optional<String> event = body.optionalString("event_id", LONGEST_EVENT).filter(text -> !text.isEmpty());
        boolean firing = firing(body.optionalString("status", LONGEST_SOURCE).orElse("open"));
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
