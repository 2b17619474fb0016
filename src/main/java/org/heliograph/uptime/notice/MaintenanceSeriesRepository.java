package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.monitor.IdList;

/** Reads recurring maintenances, in the caller's transaction. A series is locked before its occurrences. */
@ApplicationScoped
public class MaintenanceSeriesRepository {
    private static final String DUE =
            "select id from maintenance_series where fill_at <= ? order by fill_at, id fetch first 20 rows only";
    private static final String LOCK_DUE =
            "select id from maintenance_series where id = ? and fill_at <= ? for update skip locked";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SqlTemplate sql;

    /** Locks the series of an occurrence; empty for a single maintenance, an incident, and what does not exist. */
    Optional<MaintenanceSeries> lockOf(NoticeType type, String id) {
        if (type != NoticeType.MAINTENANCE || !IdList.isId(id)) {
            return Optional.empty();
        }
        return sql
                .query(
                        "select series_id from maintenance where id = ? and series_id is not null",
                        row -> row.text("series_id"),
                        id)
                .stream()
                .findFirst()
                .flatMap(this::lock);
    }

    private Optional<MaintenanceSeries> lock(String id) {
        return Optional.ofNullable(entities.find(MaintenanceSeries.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The ids of at most 20 that may need further occurrences, the longest due first. */
    List<String> due(Instant now) {
        return sql.query(DUE, row -> row.text("id"), now);
    }

    /** Locks one that may need further occurrences; empty when it does not, or when another transaction has locked it. */
    Optional<MaintenanceSeries> lockDue(String id, Instant now) {
        return sql.query(LOCK_DUE, row -> row.text("id"), id, now).stream()
                .findFirst()
                .flatMap(this::lock);
    }

    /** How many series a page has. */
    long count(String pageId) {
        return entities.createQuery("select count(s) from MaintenanceSeries s where s.statusPageId = :page", Long.class)
                .setParameter("page", pageId)
                .getSingleResult();
    }

    /** Locks the occurrences from a time on, by their rule, and all that have not begun; the earliest first. */
    List<Maintenance> lockOccurrences(MaintenanceSeries series, Instant from) {
        return entities.createQuery(
                        "select m from Maintenance m where m.seriesId = :series"
                                + " and (m.occurrenceAt >= :start or m.status = :scheduled) order by m.occurrenceAt",
                        Maintenance.class)
                .setParameter("series", series.getId())
                .setParameter("start", from)
                .setParameter("scheduled", Maintenance.SCHEDULED)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Locks the occurrences that are not closed. */
    List<Maintenance> lockOpen(MaintenanceSeries series) {
        return entities.createQuery(
                        "select m from Maintenance m where m.seriesId = :series and m.closedAt is null order by m.occurrenceAt",
                        Maintenance.class)
                .setParameter("series", series.getId())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    void add(MaintenanceSeries series) {
        entities.persist(series);
    }

    void remove(MaintenanceSeries series) {
        entities.remove(series);
    }
}
