package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ListPage;
import org.heliograph.uptime.monitor.IdList;

/** Reads notices, newest first; the updates of each are oldest first. */
@ApplicationScoped
public class NoticeRepository {
    private static final int MOST = 1000;
    private static final int MOST_CURRENT = 100;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** @throws ApiException 404 without such a notice */
    @Transactional
    public JsonObject get(NoticeType type, String id) {
        Notice notice = find(type, id, LockModeType.NONE);
        return NoticeJson.answer(notice, updates(notice));
    }

    /** @param pageId null for the notices of all pages */
    @Transactional
    public ListPage.Rows<JsonObject> list(NoticeType type, String pageId, ListPage page) {
        Optional<Instant> created = page.moment(0, 2);
        TypedQuery<? extends Notice> query = entities.createQuery(
                "select n from " + type.entity().getSimpleName() + " n where 1 = 1"
                        + (pageId == null ? "" : " and n.statusPageId = :page")
                        + (created.isEmpty()
                                ? ""
                                : " and (n.createdAt < :created or (n.createdAt = :created and n.id > :id))")
                        + " order by n.createdAt desc, n.id",
                type.entity());
        if (pageId != null) {
            query.setParameter("page", IdList.isId(pageId) ? pageId : "");
        }
        created.ifPresent(at -> query.setParameter("created", at)
                .setParameter("id", page.after(1, 2).orElseThrow()));
        JsonArray rows = json(type, query.setMaxResults(page.readLimit()).getResultList());
        return new ListPage.Rows<>(
                rows.getValuesAs(JsonObject.class),
                row -> List.of(row.getString("created_at"), row.getString("id")),
                row -> row);
    }

    /**
     * The notices of a page that were open, or scheduled, in any part of a month in UTC; one that is not closed lasts until now. One
     * that ends at the month's start is not in the month.
     */
    @Transactional
    public JsonArray ofMonth(NoticeType type, String pageId, YearMonth month) {
        return between(
                type,
                pageId,
                month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** The notices of a page in a month, as its readers' programs get them. */
    @Transactional
    public JsonObject answerOfMonth(NoticeType type, String pageId, YearMonth month) {
        return JsonText.object()
                .add("statusPageId", pageId)
                .add("month", month.toString())
                .add(type.plural(), ofMonth(type, pageId, month))
                .build();
    }

    /** As for a month, from the start of another time to its end; the newest thousand of them. */
    @Transactional
    public JsonArray between(NoticeType type, String pageId, Instant start, Instant end) {
        String orOpen = start.isAfter(Timestamps.now(clock)) ? "" : " or n." + type.endAttribute() + " is null";
        List<? extends Notice> notices = entities.createQuery(
                        "select n from " + type.entity().getSimpleName() + " n where n.statusPageId = :page and n."
                                + type.startAttribute() + " < :end and (n." + type.endAttribute() + " > :start or n."
                                + type.startAttribute() + " >= :start"
                                + orOpen + ") order by n." + type.startAttribute() + " desc, n.id",
                        type.entity())
                .setParameter("page", pageId)
                .setParameter("start", start)
                .setParameter("end", end)
                .setMaxResults(MOST)
                .getResultList();
        return json(type, notices);
    }

    /** Those of a page that have begun and are not over, the newest first; at most a hundred. */
    @Transactional
    public JsonArray current(NoticeType type, String pageId) {
        return json(
                type,
                entities.createQuery(
                                "select n from " + type.entity().getSimpleName()
                                        + " n where n.statusPageId = :page and n.status in :statuses order by n."
                                        + type.startAttribute() + " desc, n.id",
                                type.entity())
                        .setParameter("page", pageId)
                        .setParameter("statuses", type.currentStatuses())
                        .setMaxResults(MOST_CURRENT)
                        .getResultList());
    }

    /** Locks a notice until the end of the current transaction. @throws ApiException 404 without such a notice */
    Notice lock(NoticeType type, String id) {
        return find(type, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The timeline of a notice. */
    List<? extends NoticeUpdate> updates(Notice notice) {
        return updates(notice.type(), List.of(notice));
    }

    private Notice find(NoticeType type, String id, LockModeType lock) {
        Notice notice = IdList.isId(id) ? entities.find(type.entity(), id, lock) : null;
        if (notice == null) {
            throw ApiException.notFound("There is no such " + type.noun() + ".");
        }
        return notice;
    }

    private List<? extends NoticeUpdate> updates(NoticeType type, List<? extends Notice> notices) {
        return entities.createQuery(
                        "select u from " + type.updateEntity().getSimpleName()
                                + " u where u.noticeId in :ids order by u.ordinal",
                        type.updateEntity())
                .setParameter("ids", notices.stream().map(Notice::getId).toList())
                .getResultList();
    }

    private JsonArray json(NoticeType type, List<? extends Notice> notices) {
        JsonArrayBuilder all = JsonText.array();
        if (!notices.isEmpty()) {
            Map<String, List<NoticeUpdate>> updates =
                    updates(type, notices).stream().collect(Collectors.groupingBy(NoticeUpdate::getNoticeId));
            notices.forEach(
                    notice -> all.add(NoticeJson.answer(notice, updates.getOrDefault(notice.getId(), List.of()))));
        }
        return all.build();
    }
}
