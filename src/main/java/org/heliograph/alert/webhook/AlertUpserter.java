package org.heliograph.alert.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.heliograph.alert.Alert;
import org.heliograph.alert.AlertSource;
import org.heliograph.event.Timestamps;

/** Keeps one alert for each event of a source, however often it is reported. */
@ApplicationScoped
public class AlertUpserter {
    private static final int CHUNK = 500;
    private static final Comparator<ReportedEvent> BY_EVENT =
            Comparator.comparing(ReportedEvent::eventId, Comparator.nullsLast(Comparator.naturalOrder()));

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    /**
     * Applies reports of one source in one transaction. They are sorted by event id, so that two batches with the same events
     * lock rows in the same order and cannot deadlock.
     */
    @Transactional
    public void upsert(List<ReportedEvent> batch) {
        Instant now = Timestamps.now(clock);
        List<ReportedEvent> reports = batch.stream().sorted(BY_EVENT).toList();
        Map<String, Alert> byEvent = lock(reports);
        for (ReportedEvent report : reports) {
            Alert alert = report.eventId() == null ? null : byEvent.get(report.eventId());
            if (alert == null) {
                if (report.firing()) {
                    byEvent.put(report.eventId(), open(report, now));
                }
            } else if (!report.firing()) {
                alert.resolve(report.source(), now);
            } else if (!alert.isResolved()) {
                alert.update(report.alert().severity(), report.alert().message(), now);
            } else if (isRecurrence(report, alert)) {
                alert.detachEvent();
                entities.flush();
                byEvent.put(report.eventId(), open(report, now));
            }
        }
    }

    private Alert open(ReportedEvent report, Instant now) {
        AlertSource source = new AlertSource(report.source(), report.eventId(), report.startedAt(), false);
        Alert alert = new Alert(UUID.randomUUID().toString(), report.alert(), source, now);
        entities.persist(alert);
        return alert;
    }

    /**
     * Whether a firing report of a resolved alert is a new occurrence. Without start times it is one only if the source itself
     * had resolved the alert: an alert that a user resolved stays so while its source repeats the report.
     */
    private static boolean isRecurrence(ReportedEvent report, Alert resolved) {
        if (report.scope() == ReportedEvent.EventIdScope.UNIQUE) {
            return false;
        }
        return report.startedAt() != null && resolved.getStartedAt() != null
                ? report.startedAt().isAfter(resolved.getStartedAt())
                : report.source().equals(resolved.getResolvedBy());
    }

    /** Locks the alerts of these events in the order of event ids; by event id. */
    private Map<String, Alert> lock(List<ReportedEvent> reports) {
        List<String> events = reports.stream()
                .map(ReportedEvent::eventId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Alert> byEvent = new HashMap<>();
        for (int from = 0; from < events.size(); from += CHUNK) {
            entities.createQuery(
                            "select a from Alert a where a.source = :source and a.eventId in :events order by a.eventId",
                            Alert.class)
                    .setParameter("source", reports.get(0).source())
                    .setParameter("events", events.subList(from, Math.min(events.size(), from + CHUNK)))
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList()
                    .forEach(alert -> byEvent.put(alert.getEventId(), alert));
        }
        return byEvent;
    }
}
