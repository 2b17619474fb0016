package org.heliograph.uptime.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.function.Consumer;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;

/**
 * Publishes events of a monitor to every status page that shows it, in the caller's transaction. Changes of its state are kept in
 * the log; its pulses and uptimes are transient, since a page that missed some reads the current values.
 */
@ApplicationScoped
public class StatusPagePublisher {

    @Inject
    private EventLog log;

    @Inject
    private StatusPageIndex index;

    /** Publishes an event and keeps it in the log. @param fields adds the fields after {@code monitorId} */
    public void publish(String event, String monitorId, Consumer<JsonObjectBuilder> fields) {
        for (PageView page : index.pagesShowing(monitorId)) {
            log.publish(PageTopics.events(page.id()), event, payload(page, monitorId, fields));
        }
    }

    /** Publishes an event without keeping it. @param fields adds the fields after {@code monitorId} */
    public void publishTransient(String event, String monitorId, Consumer<JsonObjectBuilder> fields) {
        for (PageView page : index.pagesShowing(monitorId)) {
            log.publishTransient(PageTopics.events(page.id()), event, payload(page, monitorId, fields));
        }
    }

    private static JsonObject payload(PageView page, String monitorId, Consumer<JsonObjectBuilder> fields) {
        JsonObjectBuilder payload = JsonText.object().add("slug", page.slug()).add("monitorId", monitorId);
        fields.accept(payload);
        return payload.build();
    }
}
