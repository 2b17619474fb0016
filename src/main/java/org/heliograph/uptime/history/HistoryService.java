package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.TimeRange;

/**
 * The histories of monitors and groups by the minute (of the last 24 hours), the hour (as long as they are kept) or the day (of five
 * years, of a group of one year; in UTC), until now. They are empty without pulses. The number of queries does not depend on the number
 * of monitors.
 */
@ApplicationScoped
public class HistoryService {
    private static final Duration RAW = Duration.ofHours(24);
    private static final Duration MONITOR_DAYS = Duration.ofDays(5 * 366);
    /** The downtimes of monitors are kept for so long. */
    private static final Duration GROUP_DAYS = Duration.ofDays(365);

    private BucketRepository buckets;
    private PulseGapRepository gaps;
    private TimelineRepository timelines;
    private MonitorStateRepository states;
    private Configuration configuration;
    private Clock clock;

    /** For the container's proxies. */
    protected HistoryService() {}

    @Inject
    HistoryService(
            BucketRepository buckets,
            PulseGapRepository gaps,
            TimelineRepository timelines,
            MonitorStateRepository states,
            Configuration configuration,
            Clock clock) {
        this.buckets = buckets;
        this.gaps = gaps;
        this.timelines = timelines;
        this.states = states;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** The history of a monitor. */
    public List<Bucket> ofMonitor(String monitorId, HistoryScale scale) {
        Instant now = Timestamps.now(clock);
        Optional<MonitorHistoryState> found =
                states.find(monitorId).filter(monitor -> monitor.state().firstPulse() != null);
        if (found.isEmpty()) {
            return List.of();
        }
        Instant rawFrom = found.get().state().rawFrom();
        Instant from = scale == HistoryScale.RAW ? earlier(rawFrom, now.minus(RAW)) : rawFrom;
        Timeline timeline = gaps.calculator(found.get(), from, now, now).timeline();
        return read(new HistorySubject(Set.of(monitorId), timeline, rawFrom, true, now), scale);
    }

    /** The history of a monitor or a group. */
    public List<Bucket> read(HistorySubject subject, HistoryScale scale) {
        if (subject.timeline().isPending()) {
            return List.of();
        }
        Instant from = from(scale, subject.stored(), subject.now());
        return switch (scale) {
            case RAW -> minutes(subject, from);
            case HOURLY -> combined(subject, from, buckets.hours(subject.monitorIds(), from, subject.now()), scale);
            case DAILY -> combined(subject, from, buckets.days(subject.monitorIds(), from, subject.now()), scale);
        };
    }

    /** The beginning of a history that ends now. @param isMonitor false for a group */
    public Instant from(HistoryScale scale, boolean isMonitor, Instant now) {
        return switch (scale) {
            case RAW -> now.minus(RAW);
            case HOURLY -> now.minus(configuration.get(MonitoringSettings.PULSE_HOUR_RETENTION));
            case DAILY -> now.minus(isMonitor ? MONITOR_DAYS : GROUP_DAYS).truncatedTo(ChronoUnit.DAYS);
        };
    }

    private List<Bucket> minutes(HistorySubject subject, Instant dayAgo) {
        Timeline timeline = subject.timeline();
        Instant now = subject.now();
        Instant first = Instant.ofEpochMilli(timeline.knownFrom());
        Instant from = (first.isAfter(dayAgo) ? first : dayAgo).truncatedTo(ChronoUnit.MINUTES);
        long length = HistoryScale.RAW.length();
        Map<Instant, Bucket> measured = buckets.ofPulses(subject.monitorIds(), from, now, length);
        TreeMap<Instant, Bucket> minutes = new TreeMap<>();
        for (Instant start = from; !start.isAfter(now); start = start.plusMillis(length)) {
            Bucket bucket = measured.getOrDefault(start, Bucket.empty(start, UptimeTotals.NONE));
            minutes.put(start, bucket.with(timeline.within(TimeRange.of(start, start.plusMillis(length)))));
        }
        return List.copyOf(minutes.values());
    }

    /** Stored buckets, and those of the time that is not stored yet. */
    private List<Bucket> combined(
            HistorySubject subject, Instant from, Map<Instant, Bucket> stored, HistoryScale scale) {
        Instant now = subject.now();
        Instant rawFrom = subject.rawFrom().isAfter(from) ? subject.rawFrom() : from.truncatedTo(scale.unit());
        TreeMap<Instant, Bucket> all = new TreeMap<>(stored);
        long length = scale.length();
        for (Instant start = rawFrom.truncatedTo(scale.unit()); !start.isAfter(now); start = start.plusMillis(length)) {
            all.putIfAbsent(start, Bucket.empty(start, UptimeTotals.NONE));
        }
        buckets.notStored(subject.monitorIds(), rawFrom, now, length)
                .forEach((start, bucket) -> all.merge(start, bucket, (one, other) -> one.plus(other, start)));
        return all.values().stream()
                .map(bucket -> bucket.with(subject.totals(
                        bucket.totals(), bucket.start(), bucket.start().plusMillis(length))))
                .toList();
    }

    /**
     * The days of a range of some monitors, by their ids, in UTC; monitors without pulses are left out, and days without any.
     *
     * @param to at most a month after the start
     */
    public Map<String, List<Bucket>> days(Set<String> monitorIds, Instant from, Instant to) {
        Instant now = Timestamps.now(clock);
        Instant end = to.isAfter(now) ? now : to;
        // the databases' range of years is smaller than that of an Instant
        Instant first = from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from;
        if (!first.isBefore(end)) {
            return Map.of();
        }
        Map<String, Map<Instant, Bucket>> stored = buckets.daysEach(monitorIds, first, end);
        buckets.notStoredEach(monitorIds, first, end, Bucket.DAY)
                .forEach((id, raw) -> raw.forEach((start, bucket) -> stored.computeIfAbsent(id, none -> new TreeMap<>())
                        .merge(start, bucket, (one, other) -> one.plus(other, start))));
        Map<String, MonitorHistoryState> found = states.findAllWithSettings(stored.keySet()).stream()
                .filter(monitor -> monitor.state().firstPulse() != null)
                .collect(Collectors.toMap(MonitorHistoryState::monitorId, monitor -> monitor));
        // from where the totals are not stored yet
        Instant rawFrom = found.values().stream()
                .map(monitor -> monitor.state().rawFrom())
                .min(Instant::compareTo)
                .orElse(now);
        Map<String, Timeline> current = timelines.timelines(found.keySet(), rawFrom, now);
        Map<String, List<Bucket>> days = new TreeMap<>();
        current.forEach((id, timeline) -> {
            HistorySubject subject = new HistorySubject(
                    Set.of(id), timeline, found.get(id).state().rawFrom(), true, now);
            days.put(
                    id,
                    stored.get(id).values().stream()
                            .map(day -> day.with(subject.totals(
                                    day.totals(), day.start(), day.start().plusMillis(Bucket.DAY))))
                            .toList());
        });
        return days;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
