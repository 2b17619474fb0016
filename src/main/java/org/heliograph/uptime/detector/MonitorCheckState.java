package org.heliograph.uptime.detector;

import java.time.Duration;
import java.time.Instant;

/**
 * A monitor as the last look left it, and how the next one leaves it.
 *
 * @param lastPulse null before the first
 * @param misses    looks in a row that found the last pulse too old
 * @param downCount those of them since it went down, the one that took it down included
 * @param checkedAt the last look
 */
record MonitorCheckState(
        String monitorId, String status, Instant lastPulse, int misses, int downCount, Instant checkedAt) {
    private static final String UP = "up";
    private static final String DOWN = "down";

    /** What a look finds. */
    enum Finding {
        /** Nothing that anybody has to hear. */
        NOTHING,
        /** It is down from now on. */
        DOWN,
        /** It is down as before, and it is time to say so again. */
        STILL_DOWN
    }

    /** A finding, and what it leaves behind. */
    record Look(Finding finding, MonitorCheckState left) {}

    /**
     * Looks at it.
     *
     * @param back   since when the server is there: what is not down has its interval to be heard again, and its misses are counted anew
     * @param period between two looks
     */
    Look look(CheckSettings rules, Instant back, Instant now, Duration period) {
        Instant at = onTheBeat(now, period);
        if (!status.equals(UP) && !status.equals(DOWN)) {
            return new Look(Finding.NOTHING, new MonitorCheckState(monitorId, status, lastPulse, 0, 0, at));
        }
        boolean down = status.equals(DOWN);
        Instant heard = !down && back.isAfter(lastPulse) ? back : lastPulse;
        if (!heard.isBefore(now.minus(rules.interval()))) {
            return new Look(Finding.NOTHING, new MonitorCheckState(monitorId, status, lastPulse, 0, downCount, at));
        }
        // from before an absence nothing is held against it: in between it may have pulsed unheard
        int missed = (!down && back.isAfter(checkedAt) ? 0 : misses) + 1;
        boolean falls = !down && missed > rules.retries();
        int count = down || falls ? downCount + 1 : 0;
        Finding finding = falls ? Finding.DOWN : down ? again(count - 1, rules.resend()) : Finding.NOTHING;
        return new Look(finding, new MonitorCheckState(monitorId, falls ? DOWN : status, lastPulse, missed, count, at));
    }

    /** How long it has been silent. */
    Duration silence(Instant now) {
        return Duration.between(lastPulse, now);
    }

    private static Finding again(int further, int resend) {
        return resend > 0 && further % resend == 0 ? Finding.STILL_DOWN : Finding.NOTHING;
    }

    /** Looks keep their rhythm, however late one of them is. */
    private Instant onTheBeat(Instant now, Duration period) {
        long periods = Duration.between(checkedAt, now).toMillis() / Math.max(1, period.toMillis());
        return periods <= 0 ? now : checkedAt.plus(period.multipliedBy(periods));
    }
}
