package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
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
import org.heliograph.uptime.monitor.IdList;

/** Reads bulletins, newest first, with their updates, oldest first. */
@ApplicationScoped
public class NoticeRepository {
    private static final int MOST = 1000;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    @Transactional
    public <B extends Notice, U extends NoticeUpdate> Optional<JsonObject> find(NoticeKind<B, U> kind, String id) {
        B bulletin = IdList.isId(id) ? entities.find(kind.bulletins(), id) : null;
        return bulletin == null
                ? Optional.empty()
                : Optional.of(json(kind, List.of(bulletin)).getJsonObject(0));
    }

    /** The newest of a page. @param pageId null for those of all pages */
    @Transactional
    public <B extends Notice, U extends NoticeUpdate> JsonArray list(NoticeKind<B, U> kind, String pageId) {
        if (pageId != null && !IdList.isId(pageId)) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        TypedQuery<B> query = entities.createQuery(
                "select b from " + kind.bulletins().getSimpleName() + " b"
                        + (pageId == null ? "" : " where b.statusPageId = :page") + " order by b.createdAt desc, b.id",
                kind.bulletins());
        if (pageId != null) {
            query.setParameter("page", pageId);
        }
        return json(kind, query.setMaxResults(MOST).getResultList());
    }

    /** Those of a page that lasted during any part of a month, in UTC; what has not ended lasts until now. */
    @Transactional
    public <B extends Notice, U extends NoticeUpdate> JsonArray ofMonth(
            NoticeKind<B, U> kind, String pageId, YearMonth month) {
        Instant start = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        String lasting = start.isAfter(Timestamps.now(clock)) ? "" : " or b." + kind.endField() + " is null";
        List<B> bulletins = entities.createQuery(
                        "select b from " + kind.bulletins().getSimpleName() + " b where b.statusPageId = :page and b."
                                + kind.beginField() + " < :end and (b." + kind.endField() + " >= :start" + lasting
                                + ") order by b." + kind.beginField() + " desc, b.id",
                        kind.bulletins())
                .setParameter("page", pageId)
                .setParameter("start", start)
                .setParameter("end", end)
                .setMaxResults(MOST)
                .getResultList();
        return json(kind, bulletins);
    }

    private <B extends Notice, U extends NoticeUpdate> JsonArray json(NoticeKind<B, U> kind, List<B> bulletins) {
        JsonArrayBuilder all = JsonText.array();
        if (!bulletins.isEmpty()) {
            Map<String, List<U>> updates = entities.createQuery(
                            "select u from " + kind.updates().getSimpleName()
                                    + " u where u.bulletinId in :ids order by u.ordinal",
                            kind.updates())
                    .setParameter("ids", bulletins.stream().map(Notice::getId).toList())
                    .getResultStream()
                    .collect(Collectors.groupingBy(NoticeUpdate::getBulletinId));
            bulletins.forEach(
                    bulletin -> all.add(kind.json(bulletin, updates.getOrDefault(bulletin.getId(), List.of()), false)));
        }
        return all.build();
    }
}
