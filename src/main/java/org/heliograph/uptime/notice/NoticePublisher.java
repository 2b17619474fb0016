package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.function.Function;
import org.heliograph.eventlog.EventLog;
import org.heliograph.uptime.page.PageTopics;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageRepository;

/** Tells the readers of a page what is written about its bulletins, in the transaction that writes it. */
@ApplicationScoped
public class NoticePublisher {
    @Inject
    private EventLog log;

    @Inject
    private StatusPageRepository pages;

    /** @param what the end of the event's name, such as {@code update-added}. @param data makes it of the page's slug */
    void tell(NoticeKind<?, ?> kind, Notice bulletin, String what, Function<String, JsonObject> data) {
        String slug =
                pages.findById(bulletin.getStatusPageId()).map(PageView::slug).orElseThrow();
        log.publish(PageTopics.events(bulletin.getStatusPageId()), kind.word() + "-" + what, data.apply(slug));
    }
}
