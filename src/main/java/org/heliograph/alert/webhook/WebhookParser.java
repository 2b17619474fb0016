package org.heliograph.alert.webhook;

import java.util.List;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/** Chooses the parser of a webhook body by a field that only its form has. */
final class WebhookParser {
    private WebhookParser() {}

    /** @throws ApiException 400 that names what is wrong, and the alert of a batch */
    static List<ReportedEvent> parse(Body body) {
        if (body.has("alerts")) {
            return AlertmanagerParser.parse(body.json());
        }
        return List.of(body.has("event_value") ? ZabbixParser.parse(body.json()) : PlainParser.parse(body));
    }
}
