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

/** One alert for each event of a source, whatever is reported of it and how often. */
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
     * Enters reports of one source in one transaction; in the order of their events, so that two batches of the same events
     * wait one for the other and never both.
     */
    @Transactional
    public void enter(List<ReportedEvent> batch) {
        Instant now = Timestamps.now(clock);
        List<ReportedEvent> reports = batch.stream().sorted(BY_EVENT).toList();
        Map<String, Alert> known = lock(reports);
        for (ReportedEvent report : reports) {
            Alert alert = report.eventId() == null ? null : known.get(report.eventId());
            if (alert == null) {
                if (report.firing()) {
                    known.put(report.eventId(), raise(report, now));
                }
            } else if (!report.firing()) {
                alert.resolve(report.source(), now);
            } else if (!alert.isResolved()) {
                alert.report(report.alert().severity(), report.alert().message(), now);
            } else if (isAnother(report, alert)) {
                alert.release();
                entities.flush();
                known.put(report.eventId(), raise(report, now));
            }
        }
    }

    private Alert raise(ReportedEvent report, Instant now) {
        AlertSource origin = new AlertSource(report.source(), report.eventId(), report.startedAt(), false);
        Alert alert = new Alert(UUID.randomUUID().toString(), report.alert(), origin, now);
        entities.persist(alert);
        return alert;
    }

    /**
     * Whether what fires is not the event that is over. Where nobody says when it began, its source has to have ended it: what
     * people have resolved stays so while its source repeats itself.
     */
    private static boolean isAnother(ReportedEvent report, Alert over) {
        if (report.scope() == ReportedEvent.EventIdScope.UNIQUE) {
            return false;
        }
        return report.startedAt() != null && over.getStartedAt() != null
                ? report.startedAt().isAfter(over.getStartedAt())
                : report.source().equals(over.getResolvedBy());
    }

    /** What is known of the events, by event; locked in their order. */
    private Map<String, Alert> lock(List<ReportedEvent> reports) {
        List<String> events = reports.stream()
                .map(ReportedEvent::eventId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Alert> known = new HashMap<>();
        for (int from = 0; from < events.size(); from += CHUNK) {
            entities.createQuery(
                            "select a from Alert a where a.source = :source and a.eventId in :events order by a.eventId",
                            Alert.class)
                    .setParameter("source", reports.get(0).source())
                    .setParameter("events", events.subList(from, Math.min(events.size(), from + CHUNK)))
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList()
                    .forEach(alert -> known.put(alert.getEventId(), alert));
        }
        return known;
    }
}
