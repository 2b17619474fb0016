package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageRepository;
import org.heliograph.uptime.subscriber.NoticeMail;
import org.heliograph.uptime.subscriber.NoticeMailOutbox;

/** Has the subscribers of a page get mails about its notices. A mail is added in the caller's transaction, and sent after it. */
@ApplicationScoped
public class SubscriberNotifier {
    private static final List<String> TIMES = List.of("scheduled_start", "scheduled_end");

    @Inject
    private StatusPageRepository pages;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private NoticeMailOutbox outbox;

    /** About a new notice. @param message of its only update */
    void published(Notice notice, String message) {
        add(notice, NoticeMail.Change.PUBLISHED, message);
    }

    /** About an update, whose status is now that of the notice. */
    void updated(Notice notice, String message) {
        add(notice, NoticeMail.Change.UPDATED, message);
    }

    /** About other times of a maintenance that has not ended; nothing about other changes. */
    void changed(Notice notice, JsonObject before, JsonObject after) {
        boolean isMoved = TIMES.stream().anyMatch(name -> !Objects.equals(before.get(name), after.get(name)));
        if (isMoved && notice.getClosedAt() == null) {
            add(notice, NoticeMail.Change.RESCHEDULED, "");
        }
    }

    /** About a notice that is being deleted: readers of an open one have to learn that it is none. */
    void deleted(Notice notice) {
        if (notice.getClosedAt() == null) {
            add(notice, NoticeMail.Change.WITHDRAWN, "");
        }
    }

    /** The occurrence of a series that readers expect: the next one that has not begun; null for none. @param open its open ones, the earliest first */
    static Maintenance expected(List<Maintenance> open) {
        return open.stream()
                .filter(one -> one.getStatus().equals(Maintenance.SCHEDULED))
                .findFirst()
                .orElse(null);
    }

    /**
     * About a change of a series: other times of the occurrence that readers expect, or a message.
     *
     * @param before start and end of that occurrence; empty for none
     * @param open   its occurrences now, the earliest first
     * @param message empty for none
     */
    void changed(List<Instant> before, List<Maintenance> open, String message) {
        Maintenance now = expected(open);
        if (now == null) {
            return;
        }
        if (!before.isEmpty() && !before.equals(times(now))) {
            add(now, NoticeMail.Change.RESCHEDULED, message);
        } else if (!message.isEmpty()) {
            updated(now, message);
        }
    }

    /** About a series that ends: readers expect its next occurrence, unless one is in progress, which goes on. @param open the earliest first */
    void ended(List<Maintenance> open) {
        if (!open.isEmpty() && open.get(0) == expected(open)) {
            deleted(open.get(0));
        }
    }

    /** Start and end; empty for null. */
    static List<Instant> times(Maintenance maintenance) {
        return maintenance == null
                ? List.of()
                : List.of(maintenance.getScheduledStart(), maintenance.getScheduledEnd());
    }

    private void add(Notice notice, NoticeMail.Change change, String message) {
        PageView page = pages.findById(notice.getStatusPageId()).orElseThrow();
        if (outbox.isNeeded(page)) {
            outbox.add(page, content(notice, change, message, affected(notice, page)));
        }
    }

    private static NoticeMail content(Notice notice, NoticeMail.Change change, String message, List<String> affected) {
        String severity = notice instanceof Incident incident ? incident.getSeverity() : null;
        Instant start = notice instanceof Maintenance maintenance ? maintenance.getScheduledStart() : null;
        Instant end = notice instanceof Maintenance maintenance ? maintenance.getScheduledEnd() : null;
        return new NoticeMail(
                notice.getId(), change, notice.getTitle(), notice.getStatus(), message, severity, start, end, affected);
    }

    /** The names of the affected monitors and groups that the page shows. */
    private List<String> affected(Notice notice, PageView page) {
        if (notice.getAffectedMonitors().isEmpty()) {
            return List.of();
        }
        Set<String> shown = monitors.topology().reachable(page.items(), page.leafItems());
        List<String> ids =
                notice.getAffectedMonitors().stream().filter(shown::contains).toList();
        Map<String, String> names = new LinkedHashMap<>();
        monitors.findAll(ids).forEach(one -> names.put(one.getId(), one.getName()));
        monitors.findGroups(ids).forEach(one -> names.put(one.getId(), one.getName()));
        return ids.stream().map(names::get).filter(Objects::nonNull).toList();
    }
}
