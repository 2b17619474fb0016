package org.heliograph.machine.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.heliograph.event.Timestamps;
import org.heliograph.platform.ScheduledJob;

/**
 * Samples how many machines each organisation has online. The samples of a minute are one row; a minute that is over is added to its hour and
 * its day in the transaction that begins the next one, so that each is added once. Every node runs the job, and the first of a period takes
 * the sample. While no node runs there is no sample, and a period without one has no row: a reader finds a gap, and no zeros.
 */
@ApplicationScoped
public class OnlineHistoryRecorder {
    static final Duration PERIOD = Duration.ofSeconds(5);

    /** A sample that is due by less was taken by another node a moment ago, whose timer runs ahead of this one's. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** A last sample that lies further ahead has the time of a clock that was wrong. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private OnlineHistoryRepository history;
    private Clock clock;

    /** For the container's proxies. */
    protected OnlineHistoryRecorder() {}

    @Inject
    OnlineHistoryRecorder(OnlineHistoryRepository history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(OnlineHistoryRecorder recorder) {
        return new ScheduledJob("machine-history", PERIOD, recorder::sample);
    }

    @Produces
    static ScheduledJob retention(OnlineHistoryRecorder recorder) {
        return new ScheduledJob("machine-history-retention", Duration.ofMinutes(10), recorder::purge);
    }

    /** Takes a sample, unless one was taken within the period. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void sample() {
        Instant now = Timestamps.now(clock);
        Instant last = history.claim();
        boolean ahead = last.isAfter(now.plus(CLOCK_TOLERANCE));
        if (!ahead && last.isAfter(now.minus(PERIOD).plus(MARGIN))) {
            return;
        }
        Instant minute = HistoryResolution.MINUTE.start(now);
        Instant lastMinute = HistoryResolution.MINUTE.start(last);
        if (!minute.equals(lastMinute)) {
            rollUp(lastMinute);
        }
        history.add(HistoryResolution.MINUTE, minute, history.present());
        history.sampled(now);
    }

    /** Adds a minute that is over to its hour and its day. */
    private void rollUp(Instant minute) {
        Map<String, OnlineCount> counts = history.of(HistoryResolution.MINUTE, minute);
        history.add(HistoryResolution.HOUR, HistoryResolution.HOUR.start(minute), counts);
        history.add(HistoryResolution.DAY, HistoryResolution.DAY.start(minute), counts);
    }

    /** Deletes what is older than its resolution is kept. Each statement deletes the rows of ten minutes. */
    public void purge() {
        Instant now = Timestamps.now(clock);
        for (HistoryResolution resolution : HistoryResolution.values()) {
            resolution.retention().ifPresent(kept -> history.purge(resolution, now.minus(kept)));
        }
    }
}
