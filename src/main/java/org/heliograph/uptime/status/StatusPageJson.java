package org.heliograph.uptime.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.page.Appearance;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.subscriber.SubscriptionService;

/** A status page as its readers' programs get it. */
@ApplicationScoped
public class StatusPageJson {
    /** The last field of the answer: when it was read. */
    static final String TIME = "lastUpdated";

    @Inject
    private SubscriptionService subscriptions;

    /**
     * The page.
     *
     * @param items of the page, in their order
     * @param at    when they were read
     */
    public JsonObject write(PageView page, List<StatusItem> items, States distinguished, Instant at) {
        return JsonText.object(withoutTime(page, items, distinguished))
                .add(TIME, Timestamps.format(at))
                .build();
    }

    /** The page without its last field. */
    JsonObject withoutTime(PageView page, List<StatusItem> items, States distinguished) {
        JsonObjectBuilder body = JsonText.object()
                .add("name", page.name())
                .add("slug", page.slug())
                .add("reports", page.reports())
                .add("items", StatusItem.json(items, distinguished));
        if (!page.appearance().equals(Appearance.NONE)) {
            body.add("appearance", page.appearance().json());
        }
        if (subscriptions.isOffered(page)) {
            body.add("mailSubscription", true);
        }
        return body.build();
    }
}
