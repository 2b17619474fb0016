package org.heliograph.alert.webhook;

import java.util.List;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/** Which form a body is written in, known by the fields that only this form has. */
final class WebhookParser {
    private WebhookParser() {}

    /** @throws ApiException 400 that says what is wrong, and with which alert of a batch */
    static List<ReportedEvent> read(Body body) {
        if (body.has("alerts")) {
            return AlertmanagerParser.read(body.json());
        }
        return List.of(body.has("event_value") ? ZabbixParser.read(body.json()) : PlainParser.read(body));
    }
}
