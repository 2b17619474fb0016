package org.heliograph.alert.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.heliograph.alert.Alert;
import org.heliograph.alert.AlertSource;
import org.heliograph.alert.webhook.AlertLifecycle.Step;
import org.heliograph.event.Timestamps;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** Keeps one alert for each event of a source, however often it is reported. */
@ApplicationScoped
public class AlertUpserter {
    private static final int CHUNK = 500;
    /** How the names of the classes of the provider begin that inserts in order. */
    private static final String HIBERNATE = "org.hibernate.";

    private static final Comparator<ReportedEvent> BY_EVENT =
            Comparator.comparing(ReportedEvent::eventId, Comparator.nullsLast(Comparator.naturalOrder()));

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /**
     * Applies reports of one source in one transaction. They are sorted by event id, so that two batches with the same events
     * lock rows in the same order and cannot deadlock.
     */
    @Transactional
    public void upsert(List<ReportedEvent> batch) {
        Instant now = Timestamps.now(clock);
        Duration silence = configuration.get(MonitoringSettings.ALERT_SILENCE);
        List<ReportedEvent> reports = batch.stream()
                .map(report -> report.withPlausibleStart(now))
                .sorted(BY_EVENT)
                .toList();
        Map<String, Alert> byEvent = lock(reports);
        List<Alert> opened = new ArrayList<>();
        for (ReportedEvent report : reports) {
            Alert alert = byEvent.get(report.eventId());
            Step step = report.eventId() == null ? Step.OPEN : AlertLifecycle.next(alert, report, now, silence);
            change(alert, step, report, now);
            if (step.opens()) {
                Alert created = open(report, step == Step.OPEN ? null : alert, now);
                opened.add(created);
                byEvent.put(report.eventId(), created);
            }
        }
        // alerts give up their event ids before new ones take them
        entities.flush();
        opened.forEach(this::insert);
    }

    /**
     * Rows are inserted in the order of event ids too, since a row waits for another of the same event. Hibernate sends a flush's inserts in
     * the order of their {@code persist}; EclipseLink in any order, so that there each one is sent by itself.
     */
    private void insert(Alert alert) {
        entities.persist(alert);
        if (!entities.getDelegate().getClass().getName().startsWith(HIBERNATE)) {
            entities.flush();
        }
    }

    private static void change(Alert alert, Step step, ReportedEvent report, Instant now) {
        switch (step) {
            case IGNORE, OPEN -> {}
            case UPDATE -> {
                alert.update(report.alert(), now);
                alert.repeat(report.startedAt(), now);
            }
            case REPEAT -> alert.repeat(report.startedAt(), now);
            case END -> alert.endBySource(now);
            case MOVE -> {
                alert.endBySource(now);
                alert.detachEvent();
            }
            case REOPEN -> alert.detachEvent();
        }
    }

    private static Alert open(ReportedEvent report, Alert previous, Instant now) {
        AlertSource source = new AlertSource(report.source(), report.eventId(), report.startedAt(), false);
        String id = UUID.randomUUID().toString();
        return previous == null
                ? new Alert(id, report.alert(), source, now)
                : new Alert(id, report.alert(), source, now, previous);
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
