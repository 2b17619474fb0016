package org.heliograph.uptime.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.function.Consumer;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;

/**
 * Tells the pages that show a monitor what happens to it, within the transaction that makes it happen. Changes of its state are
 * logged; its pulses and uptimes are only told, since a page that missed some reads them anew.
 */
@ApplicationScoped
public class StatusPagePublisher {

    @Inject
    private EventLog log;

    @Inject
    private PagesByMonitor pages;

    /** A change of a monitor's state, for the log. @param fields adds what follows the monitor's id */
    public void append(String event, String monitorId, Consumer<JsonObjectBuilder> fields) {
        for (PageName page : pages.of(monitorId)) {
            log.publish(PageTopics.events(page.id()), event, payload(page, monitorId, fields));
        }
    }

    /** Something that passes: heard by who listens now. @param fields adds what follows the monitor's id */
    public void tell(String event, String monitorId, Consumer<JsonObjectBuilder> fields) {
        for (PageName page : pages.of(monitorId)) {
            log.publishTransient(PageTopics.events(page.id()), event, payload(page, monitorId, fields));
        }
    }

    private static JsonObject payload(PageName page, String monitorId, Consumer<JsonObjectBuilder> fields) {
        JsonObjectBuilder payload = JsonText.object().add("slug", page.slug()).add("monitorId", monitorId);
        fields.accept(payload);
        return payload.build();
    }
}
