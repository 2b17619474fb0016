package org.heliograph.uptime.notice;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.heliograph.event.Timestamps;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Form;
import org.heliograph.uptime.admin.MonitorReferences;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.page.StatusPageRepository;

/**
 * Writes bulletins of a kind. Whatever touches one first locks its row, so that its updates come one after the other.
 *
 * @param <B> the bulletin
 * @param <U> its updates
 */
public abstract class NoticeService<B extends Notice, U extends NoticeUpdate> {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_MESSAGE = 10_000;

    private final NoticeKind<B, U> kind;
    private final NoticeEventData<B, U> data;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private MonitorReferences references;

    @Inject
    private StatusPageRepository pages;

    @Inject
    private NoticePublisher events;

    @Inject
    private Clock clock;

    protected NoticeService(NoticeKind<B, U> kind) {
        this.kind = kind;
        data = new NoticeEventData<>(kind);
    }

    /** What was written. @param id of the bulletin, or of the update that was added */
    public record Written(String id, JsonObject bulletin) {}

    NoticeKind<B, U> kind() {
        return kind;
    }

    /** Makes one, with the first line of its timeline. */
    @Transactional
    public Written create(Body body) {
        Form form = Form.ofNew(body).need("status_page_id");
        String page = form.secret("status_page_id", 1, 100).orElse("");
        B bulletin = kind.create(UUID.randomUUID().toString(), page, Timestamps.now(clock));
        fill(bulletin, form);
        if (kind.firstStatus() == null) {
            form.need("status");
        }
        String status = form.oneOf("status", kind.statuses()).orElse(kind.firstStatus());
        String message = message(form);
        form.check();
        if (pages.findById(page).isEmpty()) {
            throw ApiException.notFound("There is no such status page.");
        }
        entities.persist(bulletin);
        U first = addTo(bulletin, List.of(), status, message);
        events.tell(kind, bulletin, "created", slug -> data.created(slug, bulletin, List.of(first)));
        return new Written(bulletin.getId(), kind.json(bulletin, List.of(first), false));
    }

    /** Changes what was sent of it; its status changes by updates only. What changes nothing is told to nobody. */
    @Transactional
    public Written change(String id, Body body) {
        B bulletin = lock(id);
        Form form = Form.ofChange(body);
        keep(form, "id", id, "cannot be changed");
        keep(form, "status_page_id", bulletin.getStatusPageId(), "cannot be changed");
        keep(form, "status", bulletin.getStatus(), "changes by a new update only");
        List<U> updates = updates(id);
        JsonObject before = kind.json(bulletin, updates, false);
        fill(bulletin, form);
        form.check();
        if (!kind.json(bulletin, updates, false).equals(before)) {
            bulletin.setUpdatedAt(Timestamps.now(clock));
            events.tell(kind, bulletin, "updated", slug -> data.changed(slug, bulletin));
        }
        return new Written(id, kind.json(bulletin, updates, false));
    }

    /** Deletes it with its timeline. */
    @Transactional
    public void delete(String id) {
        B bulletin = lock(id);
        entities.remove(bulletin);
        events.tell(kind, bulletin, "deleted", slug -> data.deleted(slug, bulletin));
    }

    /** Adds a line to its timeline, whose status becomes its own. */
    @Transactional
    public Written addUpdate(String id, Body body) {
        B bulletin = lock(id);
        Form form = Form.ofNew(body).need("status");
        String status = form.oneOf("status", kind.statuses()).orElse(null);
        String message = message(form);
        form.check();
        U update = advance(bulletin, status, message);
        return new Written(update.getId(), kind.json(bulletin, updates(id), false));
    }

    /** Takes a line from its timeline; when it was the newest, the one before says again how things are. */
    @Transactional
    public Written deleteUpdate(String id, String updateId) {
        B bulletin = lock(id);
        List<U> updates = updates(id);
        U gone = updates.stream()
                .filter(update -> update.getId().equals(updateId))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("There is no such update."));
        if (updates.size() == 1) {
            throw ApiException.invalid(List.of("the last update cannot be deleted"));
        }
        List<U> left = updates.stream().filter(update -> update != gone).toList();
        entities.remove(gone);
        if (NoticeTimeline.newest(updates) == gone) {
            bulletin.setStatus(NoticeTimeline.newest(left).getStatus());
            bulletin.setClosedAt(NoticeTimeline.closedAt(left, kind.closing()));
        }
        bulletin.setUpdatedAt(Timestamps.now(clock));
        events.tell(kind, bulletin, "update-deleted", slug -> data.updateDeleted(slug, bulletin, updateId));
        return new Written(id, kind.json(bulletin, left, false));
    }

    /** The bulletin, held until the transaction ends. @throws ApiException 404 when there is none */
    protected B lock(String id) {
        B bulletin = IdList.isId(id) ? entities.find(kind.bulletins(), id, LockModeType.PESSIMISTIC_WRITE) : null;
        if (bulletin == null) {
            throw ApiException.notFound("There is no such " + kind.word() + ".");
        }
        return bulletin;
    }

    /** Adds a line to the timeline of a bulletin that is held, and tells it. */
    protected U advance(B bulletin, String status, String message) {
        List<U> updates = updates(bulletin.getId());
        U update = addTo(bulletin, updates, status, message);
        events.tell(kind, bulletin, "update-added", slug -> data.updateAdded(slug, bulletin, update));
        return update;
    }

    private U addTo(B bulletin, List<U> before, String status, String message) {
        Instant now = Timestamps.now(clock);
        int ordinal = before.isEmpty() ? 1 : NoticeTimeline.newest(before).getOrdinal() + 1;
        U update = kind.createUpdate(UUID.randomUUID().toString(), bulletin.getId(), ordinal, status, message, now);
        List<U> all = new ArrayList<>(before);
        all.add(update);
        bulletin.setStatus(status);
        bulletin.setUpdatedAt(now);
        bulletin.setClosedAt(NoticeTimeline.closedAt(all, kind.closing()));
        entities.flush();
        entities.persist(update);
        return update;
    }

    private void fill(B bulletin, Form form) {
        form.need("title").keep("suppress_notifications");
        form.text("title", LONGEST_TITLE).ifPresent(bulletin::setTitle);
        form.flag("suppress_notifications").ifPresent(bulletin::setSuppressNotifications);
        references.read(form, "affected_monitors").ifPresent(bulletin::setAffectedMonitors);
        kind.fill(bulletin, form);
    }

    private static String message(Form form) {
        return form.need("message").text("message", LONGEST_MESSAGE).orElse("");
    }

    private static void keep(Form form, String field, String value, String otherwise) {
        boolean same =
                form.secret(field, 0, Integer.MAX_VALUE).filter(value::equals).isPresent();
        if (form.sent(field) && !same) {
            form.wrong(field + " " + otherwise);
        }
    }

    private List<U> updates(String id) {
        return entities.createQuery(
                        "select u from " + kind.updates().getSimpleName()
                                + " u where u.bulletinId = :id order by u.ordinal",
                        kind.updates())
                .setParameter("id", id)
                .getResultList();
    }
}
