package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.page.StatusPageRepository;
import org.heliograph.uptime.recurrence.Occurrence;

/**
 * Recurring maintenances. The next occurrences of a series are maintenances as any other; when one is over, the next is made
 * ({@link MaintenanceSeriesFiller}).
 */
@ApplicationScoped
public class MaintenanceSeriesService {
    /** Occurrences that are there in advance, the one in progress included. */
    private static final int AHEAD = 5;

    private static final int MOST_OF_A_PAGE = 200;
    private static final Duration POSTPONED = Duration.ofHours(1);
    static final String SERIES = "series";

    @Inject
    private MaintenanceSeriesRepository series;

    @Inject
    private NoticeService service;

    @Inject
    private NoticeRepository notices;

    @Inject
    private NoticeParser parser;

    @Inject
    private StatusPageRepository pages;

    @Inject
    private SubscriberNotifier subscribers;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /**
     * Creates a series with its next occurrences.
     *
     * @return the first of them
     * @throws ApiException 400 for invalid fields, 404 without such a status page, 409 for too many series of one page
     */
    @Transactional
    public NoticeService.Written create(Body body) {
        FieldReader form = FieldReader.ofNew(body).need("status_page_id", "message");
        String page = form.secret("status_page_id", 1, 100).orElse("");
        Instant now = Timestamps.now(clock);
        MaintenanceSeries created = new MaintenanceSeries(UUID.randomUUID().toString(), page, now);
        parser.fill(created, form);
        form.oneOf("status", List.of(Maintenance.SCHEDULED));
        NoticeParser.requireOccurrence(created, now, form);
        form.check();
        if (pages.findById(page).isEmpty()) {
            throw ApiException.notFound("There is no such status page.");
        }
        if (series.count(page) >= MOST_OF_A_PAGE) {
            throw ApiException.conflict(
                    "A status page may have " + MOST_OF_A_PAGE + " recurring maintenances at most.");
        }
        series.add(created);
        Maintenance first = fill(created, now).get(0);
        // of the others subscribers are mailed when they begin
        subscribers.published(first, created.getMessage());
        JsonObject answer = NoticeJson.answer(first, notices.updates(first));
        audit.record(NoticeService.of(AuditAction.NOTICE_CREATE, first).created(answer));
        return new NoticeService.Written(first.getId(), answer);
    }

    /**
     * Changes the fields of a series that are in the body, and with them every occurrence that has not begun, except those that were changed
     * alone. Occurrences that are no longer in the rule are deleted.
     *
     * @param id of an occurrence
     * @throws ApiException 400 for invalid fields and for a maintenance without a series, 404 without such a maintenance
     */
    @Transactional
    public NoticeService.Written update(String id, Body body) {
        Optional<MaintenanceSeries> found = series.lockOf(NoticeType.MAINTENANCE, id);
        Maintenance named = (Maintenance) notices.lock(NoticeType.MAINTENANCE, id);
        MaintenanceSeries changed = found.orElseThrow(MaintenanceSeriesService::isSingle);
        FieldReader form = FieldReader.ofChange(body).ignore("status", "scheduled_start", "scheduled_end");
        form.oneOf("apply_to", List.of(SERIES));
        NoticeParser.requireUnchanged(form, "status_page_id", named.getStatusPageId(), "cannot be changed");
        NoticeParser.requireUnchanged(form, "series_id", changed.getId(), "cannot be changed");
        JsonObject before = NoticeJson.answer(named, notices.updates(named));
        String earlier = changed.getMessage();
        List<Instant> expected = SubscriberNotifier.times(SubscriberNotifier.expected(series.lockOpen(changed)));
        parser.fill(changed, form);
        Instant now = Timestamps.now(clock);
        NoticeParser.requireOccurrence(changed, now, form);
        form.check();
        changed.setUpdatedAt(now);
        List<Maintenance> next = fill(changed, now);
        String message = changed.getMessage().equals(earlier) ? "" : changed.getMessage();
        if (!message.isEmpty()) {
            next.stream().filter(MaintenanceSeriesService::follows).forEach(one -> say(one, message));
        }
        subscribers.changed(expected, next, message);
        Maintenance shown = next.contains(named) || next.isEmpty() ? named : next.get(0);
        JsonObject answer = NoticeJson.answer(shown, notices.updates(shown));
        audit.record(NoticeService.of(AuditAction.NOTICE_UPDATE, named).change(before, answer));
        return new NoticeService.Written(shown.getId(), answer);
    }

    /**
     * Ends a series: its occurrences that have not begun are deleted, those in progress are single maintenances from now on.
     *
     * @param id of an occurrence
     * @throws ApiException 400 for a maintenance without a series, 404 without such a maintenance
     */
    @Transactional
    public void end(String id) {
        Optional<MaintenanceSeries> found = series.lockOf(NoticeType.MAINTENANCE, id);
        Maintenance named = (Maintenance) notices.lock(NoticeType.MAINTENANCE, id);
        MaintenanceSeries ended = found.orElseThrow(MaintenanceSeriesService::isSingle);
        audit.record(NoticeService.of(AuditAction.NOTICE_DELETE, named)
                .deleted(NoticeJson.answer(named, notices.updates(named))));
        List<Maintenance> open = series.lockOpen(ended);
        subscribers.ended(open);
        for (Maintenance one : open) {
            if (one.getStatus().equals(Maintenance.SCHEDULED)) {
                service.remove(one);
            } else {
                one.leaveSeries();
            }
        }
        series.remove(ended);
    }

    /** Adds an update with a message, unless the occurrence was made with it. */
    private void say(Maintenance occurrence, String message) {
        List<? extends NoticeUpdate> updates = notices.updates(occurrence);
        if (!updates.get(updates.size() - 1).getMessage().equals(message)) {
            service.addUpdate(occurrence, Maintenance.SCHEDULED, message);
        }
    }

    /** Whether an occurrence is as its series has it: it has not begun, and was not changed alone. */
    private static boolean follows(Maintenance occurrence) {
        return occurrence.getStatus().equals(Maintenance.SCHEDULED) && !occurrence.isChangedAlone();
    }

    private static ApiException isSingle() {
        return ApiException.invalid(List.of("apply_to series needs a recurring maintenance"));
    }

    /** The ids of at most 20 series that may need further occurrences, the longest due first. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<String> due() {
        return series.due(Timestamps.now(clock));
    }

    /** Makes the missing occurrences of a series, unless it is no longer due or another transaction has locked it. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void fillDue(String id) {
        Instant now = Timestamps.now(clock);
        series.lockDue(id, now).ifPresent(due -> {
            if (due.isReadable()) {
                fill(due, now);
            } else {
                due.setFillAt(now.plus(POSTPONED));
            }
        });
    }

    /** Has a series that could not be filled wait for an hour. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void postpone(String id) {
        Instant now = Timestamps.now(clock);
        series.lockDue(id, now).ifPresent(due -> due.setFillAt(now.plus(POSTPONED)));
    }

    /**
     * Makes the next occurrences be as the series has them: creates those that are missing, changes and deletes those that have not begun.
     *
     * @return the next occurrences, the earliest first; without those that are over, cancelled or deleted
     */
    private List<Maintenance> fill(MaintenanceSeries filled, Instant now) {
        List<Occurrence> next = filled.getRecurrence().notOver(now, AHEAD);
        Instant from = next.isEmpty() || next.get(0).start().isAfter(now)
                ? now
                : next.get(0).start();
        Map<Instant, Maintenance> there = series.lockOccurrences(filled, from).stream()
                .collect(Collectors.toMap(Maintenance::getOccurrenceAt, Function.identity()));
        for (Occurrence occurrence : next) {
            Maintenance existing = there.remove(occurrence.start());
            if (existing != null) {
                adjust(existing, filled, occurrence);
            } else if (!filled.excludes(occurrence.start())) {
                add(filled, occurrence, now);
            }
        }
        there.values().stream().filter(one -> isGone(one, now)).forEach(service::remove);
        // fewer than asked for: the rule has no more
        filled.setFillAt(next.size() < AHEAD ? null : next.get(0).end());
        return series.lockOccurrences(filled, from).stream()
                .filter(one -> one.getClosedAt() == null)
                .toList();
    }

    /** Whether an occurrence is no longer in the rule. An earlier one was, and may have been moved; one that was changed alone stays. */
    private static boolean isGone(Maintenance occurrence, Instant now) {
        return follows(occurrence) && occurrence.getOccurrenceAt().isAfter(now);
    }

    private void add(MaintenanceSeries of, Occurrence occurrence, Instant now) {
        Maintenance maintenance = new Maintenance(UUID.randomUUID().toString(), of.getStatusPageId(), now);
        of.describe(maintenance);
        maintenance.setOccurrence(of, occurrence);
        service.open(maintenance, Maintenance.SCHEDULED, of.getMessage());
    }

    private void adjust(Maintenance existing, MaintenanceSeries of, Occurrence occurrence) {
        if (!follows(existing)) {
            return;
        }
        JsonObject before = NoticeJson.answer(existing, List.of());
        of.describe(existing);
        existing.setOccurrence(of, occurrence);
        if (!NoticeJson.answer(existing, List.of()).equals(before)) {
            service.changed(existing);
        }
    }
}
