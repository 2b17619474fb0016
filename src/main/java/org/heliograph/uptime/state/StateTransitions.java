package org.heliograph.uptime.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * How reports and checks change the state of a monitor, at one time. Both judge its silence by the {@link DownRule}, so the events
 * tell the same story as the uptimes: a downtime that ends between two checks is published when the report that ends it arrives, and a
 * late report that divides a downtime publishes its end and the beginning of the next one.
 */
public final class StateTransitions {
    private final Supplier<List<TimeRange>> outages;
    private final Instant now;

    /** @param outages of the server during the silences of the monitors, merged; asked for only when a silence is long */
    public StateTransitions(Supplier<List<TimeRange>> outages, Instant now) {
        this.outages = outages;
        this.now = now;
    }

    /** The state after a report, which may arrive late. */
    public StateChange afterReport(MonitorState before, Pulse report, CheckSettings settings) {
        MonitorState values = withValues(before, report);
        Instant last = before.lastReport();
        boolean isNewest = last == null
                || report.at().isAfter(last)
                || report.at().equals(last) && (report.isFailure() || !before.lastFailed());
        if (!isNewest) {
            return StateChange.none(values);
        }
        Instant at = report.at();
        DownRule.Verdict gap = last == null ? null : judge(last, at, before.lastFailed(), settings);
        DownRule.Verdict rest = judge(at, now, report.isFailure(), settings);
        boolean wasDown = gap != null && gap.isDown();
        // a report that was due in time, but arrives late, shows that there was no downtime before it
        Instant wasDownSince = !wasDown ? at : before.downSince() != null ? before.downSince() : time(gap.downSince());
        boolean continues = report.isFailure() && (before.isDown() || wasDown);
        boolean isDown = report.isFailure() || rest.isDown();
        Instant downSince = !isDown ? null : report.isFailure() ? wasDownSince : time(rest.downSince());
        int count = before.isDown() ? before.downCount() : 1;
        List<StateEvent> events = new ArrayList<>();
        if (wasDown && !before.isDown()) {
            events.add(new StateEvent(StateEvent.Kind.DOWN, 1, millis(wasDownSince, continues ? now : at)));
        }
        if ((wasDown || before.isDown()) && !report.isFailure()) {
            events.add(new StateEvent(StateEvent.Kind.RECOVERED, count, millis(wasDownSince, at)));
        }
        if (isDown && !continues) {
            events.add(new StateEvent(StateEvent.Kind.DOWN, 1, millis(downSince, now)));
        }
        int downCount = !isDown ? 0 : continues ? count : 1;
        MonitorState after = values.with(isDown ? MonitorState.DOWN : MonitorState.UP, downSince, downCount);
        return new StateChange(after, events);
    }

    private static MonitorState withValues(MonitorState before, Pulse report) {
        Instant at = report.at();
        Instant first = before.firstPulse() == null || at.isBefore(before.firstPulse()) ? at : before.firstPulse();
        Failure failure = before.failure();
        if (report.isFailure()) {
            boolean isNewer = failure == null || !at.isBefore(failure.at());
            failure = isNewer ? new Failure(at, report.failure()) : failure;
        }
        boolean isPulse = !report.isFailure();
        boolean newest = before.lastPulse() == null || !at.isBefore(before.lastPulse());
        boolean replaces = isPulse && newest;
        return new MonitorState(
                before.monitorId(),
                before.status(),
                first,
                replaces ? at : before.lastPulse(),
                replaces ? Double.valueOf(report.latency()) : before.latency(),
                isPulse ? metrics(before, report, newest) : before.metrics(),
                failure,
                before.downSince(),
                before.downCount(),
                before.checkedAt(),
                before.rolledTo(),
                before.uptimes());
    }

    /** The newer value of each metric; the older one where there is no newer one. */
    private static List<Double> metrics(MonitorState before, Pulse report, boolean reportIsNewer) {
        List<Double> newer = reportIsNewer ? report.metrics() : before.metrics();
        List<Double> older = reportIsNewer ? before.metrics() : report.metrics();
        List<Double> merged = new ArrayList<>();
        for (int i = 0; i < Pulse.METRICS; i++) {
            merged.add(newer.get(i) != null ? newer.get(i) : older.get(i));
        }
        return Collections.unmodifiableList(merged);
    }

    /** The state after a check. */
    public StateChange afterCheck(MonitorState before, CheckSettings settings) {
        Instant at = nextCheck(before.checkedAt(), settings.period());
        Instant last = before.lastReport();
        if (last == null) {
            return StateChange.none(before.checkedAt(at));
        }
        DownRule.Verdict verdict = judge(last, now, before.lastFailed(), settings);
        MonitorState checked = before.checkedAt(at);
        if (!verdict.isDown()) {
            // only other settings make that of a monitor that was down; a clock that was set back does not
            boolean recovers = before.isDown() && !now.isBefore(before.checkedAt());
            return recovers
                    ? new StateChange(
                            checked.with(MonitorState.UP, null, 0),
                            List.of(new StateEvent(StateEvent.Kind.RECOVERED, before.downCount(), 0)))
                    : StateChange.none(checked);
        }
        Instant since = before.isDown() && before.downSince() != null ? before.downSince() : time(verdict.downSince());
        int count = before.isDown() ? before.downCount() + missed(before, at, settings) : 1;
        MonitorState after = checked.with(MonitorState.DOWN, since, count);
        if (!before.isDown()) {
            return new StateChange(after, List.of(new StateEvent(StateEvent.Kind.DOWN, count, millis(since, now))));
        }
        int resend = settings.resend();
        boolean reminds = resend > 0 && (count - 1) / resend > (before.downCount() - 1) / resend;
        return reminds
                ? new StateChange(after, List.of(new StateEvent(StateEvent.Kind.STILL_DOWN, count, millis(since, now))))
                : StateChange.none(after);
    }

    /** The checks since the last one. Those that an outage of the server prevented do not count. */
    private int missed(MonitorState before, Instant at, CheckSettings settings) {
        long periods = Duration.between(before.checkedAt(), at).toMillis() / Math.max(1, settings.period());
        if (periods <= 1) {
            return 1;
        }
        long checkedAt = before.checkedAt().toEpochMilli();
        boolean interrupted = outages.get().stream().anyMatch(outage -> outage.to() > checkedAt);
        return interrupted ? 1 : (int) Math.min(periods, Integer.MAX_VALUE / 2 - before.downCount());
    }

    /** Checks keep their rhythm, however late one of them is. */
    private Instant nextCheck(Instant checkedAt, long period) {
        long periods = Duration.between(checkedAt, now).toMillis() / Math.max(1, period);
        return periods <= 0 ? now : checkedAt.plusMillis(periods * period);
    }

    private DownRule.Verdict judge(Instant from, Instant to, boolean failed, CheckSettings settings) {
        TimeRange silence = TimeRange.of(from, to.isBefore(from) ? from : to);
        // a shorter one is no downtime, whatever outages are in it
        boolean isLong = silence.length() > settings.tolerance();
        return DownRule.judge(silence, failed, isLong ? outages.get() : List.of(), settings);
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static long millis(Instant from, Instant to) {
        return from == null ? 0 : Math.max(0, Duration.between(from, to).toMillis());
    }
}
