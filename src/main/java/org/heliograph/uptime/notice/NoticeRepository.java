package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.monitor.IdList;

/** Reads notices, newest first, at most 1000 at a time; the updates of each are oldest first. */
@ApplicationScoped
public class NoticeRepository {
    private static final int MOST = 1000;

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
    public JsonArray list(NoticeType type, String pageId) {
        if (pageId != null && !IdList.isId(pageId)) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        TypedQuery<? extends Notice> query = entities.createQuery(
                "select n from " + type.entity().getSimpleName() + " n"
                        + (pageId == null ? "" : " where n.statusPageId = :page") + " order by n.createdAt desc, n.id",
                type.entity());
        if (pageId != null) {
            query.setParameter("page", pageId);
        }
        return json(type, query.setMaxResults(MOST).getResultList());
    }

    /** The notices of a page that were open, or scheduled, in any part of a month in UTC; one that is not closed lasts until now. */
    @Transactional
    public JsonArray ofMonth(NoticeType type, String pageId, YearMonth month) {
        Instant start = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        String orOpen = start.isAfter(Timestamps.now(clock)) ? "" : " or n." + type.endAttribute() + " is null";
        List<? extends Notice> notices = entities.createQuery(
                        "select n from " + type.entity().getSimpleName() + " n where n.statusPageId = :page and n."
                                + type.startAttribute() + " < :end and (n." + type.endAttribute() + " >= :start"
                                + orOpen + ") order by n." + type.startAttribute() + " desc, n.id",
                        type.entity())
                .setParameter("page", pageId)
                .setParameter("start", start)
                .setParameter("end", end)
                .setMaxResults(MOST)
                .getResultList();
        return json(type, notices);
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
