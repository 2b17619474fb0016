package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.page.PageTopics;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageRepository;

/**
 * Writes notices and publishes each change to the subscribers of the page, in the same transaction. Every method that changes an
 * existing notice locks its row first, so that its updates and their events are in one order.
 */
@ApplicationScoped
public class NoticeService {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private NoticeParser parser;

    @Inject
    private NoticeRepository notices;

    @Inject
    private MaintenanceSeriesRepository series;

    @Inject
    private StatusPageRepository pages;

    @Inject
    private EventLog log;

    @Inject
    private SubscriberNotifier subscribers;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** What a method has written. @param id of the notice, or of the update that was added */
    public record Written(String id, JsonObject notice) {}

    /**
     * Creates a notice with its first update.
     *
     * @throws ApiException 400 for invalid fields, 404 without such a status page
     */
    @Transactional
    public Written create(NoticeType type, Body body) {
        FieldReader form = FieldReader.ofNew(body).need("status_page_id");
        String page = form.secret("status_page_id", 1, 100).orElse("");
        Notice notice = type.create(UUID.randomUUID().toString(), page, Timestamps.now(clock));
        parser.fill(notice, form);
        String status = NoticeParser.status(form, type, type.initialStatus());
        String message = NoticeParser.message(form);
        form.check();
        if (pages.findById(page).isEmpty()) {
            throw ApiException.notFound("There is no such status page.");
        }
        NoticeUpdate first = open(notice, status, message);
        subscribers.published(notice, message);
        JsonObject created = NoticeJson.answer(notice, List.of(first));
        audit.record(of(AuditAction.NOTICE_CREATE, notice).created(created));
        return new Written(notice.getId(), created);
    }

    /** Stores a new notice with its first update. */
    NoticeUpdate open(Notice notice, String status, String message) {
        entities.persist(notice);
        NoticeUpdate first = add(notice, List.of(), status, message);
        publish(notice, "created", slug -> NoticeJson.created(slug, notice, first));
        return first;
    }

    /**
     * Changes the fields that are in the body; publishes nothing when they have these values already.
     *
     * @throws ApiException 400 for invalid fields and for the status, which only updates change, 404 without such a notice
     */
    @Transactional
    public Written update(NoticeType type, String id, Body body) {
        Notice notice = notices.lock(type, id);
        FieldReader form = FieldReader.ofChange(body);
        NoticeParser.requireUnchanged(form, "id", id, "cannot be changed");
        NoticeParser.requireUnchanged(form, "status_page_id", notice.getStatusPageId(), "cannot be changed");
        NoticeParser.requireUnchanged(form, "status", notice.getStatus(), "changes by a new update only");
        List<? extends NoticeUpdate> updates = notices.updates(notice);
        JsonObject before = NoticeJson.answer(notice, updates);
        parser.fill(notice, form);
        form.check();
        JsonObject after = NoticeJson.answer(notice, updates);
        if (!after.equals(before)) {
            audit.record(of(AuditAction.NOTICE_UPDATE, notice).change(before, after));
            if (notice instanceof Maintenance maintenance && maintenance.getSeriesId() != null) {
                maintenance.setChangedAlone(true);
            }
            changed(notice);
            subscribers.changed(notice, before, after);
        }
        return new Written(id, NoticeJson.answer(notice, updates));
    }

    /** Publishes the changes of a notice that the current transaction has locked. */
    void changed(Notice notice) {
        notice.setUpdatedAt(Timestamps.now(clock));
        publish(notice, "updated", slug -> NoticeJson.updated(slug, notice));
    }

    /** Deletes a notice with its updates. An occurrence of a series is not made again. @throws ApiException 404 without such a notice */
    @Transactional
    public void delete(NoticeType type, String id) {
        // every writer locks a series before its occurrences
        Optional<MaintenanceSeries> repeated = series.lockOf(type, id);
        Notice notice = notices.lock(type, id);
        audit.record(of(AuditAction.NOTICE_DELETE, notice).deleted(NoticeJson.answer(notice, notices.updates(notice))));
        // of later occurrences readers have got no mail
        if (repeated.map(of -> series.lockOpen(of).indexOf(notice) == 0).orElse(true)) {
            subscribers.deleted(notice);
        }
        if (notice instanceof Maintenance maintenance) {
            repeated.ifPresent(of -> of.exclude(maintenance.getOccurrenceAt(), Timestamps.now(clock)));
        }
        remove(notice);
    }

    /** Removes a notice that the current transaction has locked. */
    void remove(Notice notice) {
        entities.remove(notice);
        publish(notice, "deleted", slug -> NoticeJson.deleted(slug, notice));
    }

    /**
     * Adds an update, whose status becomes that of the notice.
     *
     * @throws ApiException 400 for invalid fields, 404 without such a notice
     */
    @Transactional
    public Written addUpdate(NoticeType type, String id, Body body) {
        Notice notice = notices.lock(type, id);
        FieldReader form = FieldReader.ofNew(body);
        String status = NoticeParser.status(form, type, null);
        String message = NoticeParser.message(form);
        form.check();
        String before = notice.getStatus();
        NoticeUpdate update = addUpdate(notice, status, message);
        subscribers.updated(notice, message);
        audit.record(of(AuditAction.NOTICE_ADD_UPDATE, notice).change("status", before, status));
        return new Written(update.getId(), NoticeJson.answer(notice, notices.updates(notice)));
    }

    /** Adds an update to a notice that the current transaction has locked. */
    NoticeUpdate addUpdate(Notice notice, String status, String message) {
        NoticeUpdate update = add(notice, notices.updates(notice), status, message);
        publish(notice, "update-added", slug -> NoticeJson.updateAdded(slug, notice, update));
        return update;
    }

    /**
     * Deletes an update. When it is the newest, the status and the time of closing become again what they were before it.
     *
     * @throws ApiException 400 for the only update, 404 without such an update or notice
     */
    @Transactional
    public Written deleteUpdate(NoticeType type, String id, String updateId) {
        Notice notice = notices.lock(type, id);
        List<? extends NoticeUpdate> updates = notices.updates(notice);
        NoticeUpdate deleted = updates.stream()
                .filter(update -> update.getId().equals(updateId))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("There is no such update."));
        if (updates.size() == 1) {
            throw ApiException.invalid(List.of("the last update cannot be deleted"));
        }
        List<? extends NoticeUpdate> remaining =
                updates.stream().filter(update -> update != deleted).toList();
        entities.remove(deleted);
        String before = notice.getStatus();
        if (newest(updates) == deleted) {
            notice.apply(remaining);
        }
        if (!notice.getStatus().equals(before)) {
            subscribers.updated(notice, newest(remaining).getMessage());
        }
        notice.setUpdatedAt(Timestamps.now(clock));
        audit.record(of(AuditAction.NOTICE_DELETE_UPDATE, notice).change("message", deleted.getMessage(), null));
        publish(notice, "update-deleted", slug -> NoticeJson.updateDeleted(slug, notice, updateId));
        return new Written(id, NoticeJson.answer(notice, remaining));
    }

    static AuditEntry of(AuditAction action, Notice notice) {
        return AuditEntry.of(action).on(notice.type().noun() + "/" + notice.getId(), notice.getTitle());
    }

    private NoticeUpdate add(Notice notice, List<? extends NoticeUpdate> earlier, String status, String message) {
        Instant now = Timestamps.now(clock);
        int ordinal = earlier.isEmpty() ? 1 : newest(earlier).getOrdinal() + 1;
        NoticeUpdate update =
                notice.type().createUpdate(UUID.randomUUID().toString(), notice.getId(), ordinal, status, message, now);
        List<NoticeUpdate> timeline = new ArrayList<>(earlier);
        timeline.add(update);
        notice.apply(timeline);
        notice.setUpdatedAt(now);
        // The row of a new notice must exist before that of its first update, which refers to it by its id alone.
        entities.flush();
        entities.persist(update);
        return update;
    }

    private static NoticeUpdate newest(List<? extends NoticeUpdate> updates) {
        return updates.get(updates.size() - 1);
    }

    /** @param operation the end of the event's name @param payload makes the payload from the slug of the page */
    private void publish(Notice notice, String operation, Function<String, JsonObject> payload) {
        String pageId = notice.getStatusPageId();
        String slug = pages.findById(pageId).map(PageView::slug).orElseThrow();
        log.publish(PageTopics.events(pageId), notice.type().noun() + "-" + operation, payload.apply(slug));
    }
}
