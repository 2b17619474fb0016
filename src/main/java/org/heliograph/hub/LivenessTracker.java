package org.heliograph.hub;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.heliograph.hub.Dialect.Liveness;
import org.heliograph.hub.outbox.Outbox;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.platform.MonotonicTime;

/**
 * When one connection showed signs of life, was pinged, sent and ended. All times are nanoseconds of the node's running time
 * ({@link org.heliograph.platform.RunningTime}), so a time in which the node stood still counts for none. Only the check of
 * connections calls it, except for {@link #recordActivity}.
 */
final class LivenessTracker {
    /** How long a peer has to answer the PING that precedes a close for silence. */
    private static final long ANSWER_NANOS = Duration.ofSeconds(5).toNanos();
    /** After a close the transport has its own timeouts, which end before this. */
    private static final long END_NANOS = Duration.ofSeconds(25).toNanos();

    private static final long NONE = Long.MIN_VALUE;

    /** These two are of the clock that never stands still, and for show only. */
    private final long openedMillis = MonotonicTime.millis();

    private volatile long heardMillis = openedMillis;

    private volatile boolean active;
    private volatile BooleanSupplier busy = () -> false;
    private long lastActivity;
    private long lastPing;
    /** When the first PING left that nothing has followed; {@link #NONE} when there is none. */
    private long unanswered = NONE;

    private long watchedMessage;
    private long watchedSince;
    private long closedAt = NONE;

    /**
     * @param now    the running time
     * @param phase  a random number: the first PINGs of connections that opened together are spread over the interval
     */
    LivenessTracker(long now, int phase, Liveness liveness) {
        long interval = liveness.pingEvery().toNanos();
        lastActivity = now;
        lastPing = now - Math.floorMod(phase * 1_000_003L, interval);
    }

    /** A frame or a PONG that counts for the dialect. It takes effect with the next check, so that it needs no clock. */
    void recordActivity() {
        active = true;
    }

    /** How long ago the connection was opened. */
    long ageMillis() {
        return MonotonicTime.millis() - openedMillis;
    }

    /** How long ago the last check found activity; activity since then counts as now. */
    long idleMillis() {
        return active ? 0 : MonotonicTime.millis() - heardMillis;
    }

    /** Whether one message has been in flight for longer than a bound: the server's own timeout has not ended it. */
    boolean isStuck(Outbox outbox, long now, long boundNanos) {
        long message = outbox.inFlight();
        if (message == 0 || message != watchedMessage) {
            watchedMessage = message;
            watchedSince = now;
            return false;
        }
        return now - watchedSince >= boundNanos;
    }

    /** Whether the peer counts as dead. Where PONGs count, silence counts only if a PING has left since and was not answered in time. */
    boolean isSilent(Liveness liveness, long now) {
        long silence = liveness.silence().toNanos();
        if (now - lastActivity < silence) {
            return false;
        }
        return !liveness.pongCounts() || unanswered != NONE && now - unanswered >= Math.min(ANSWER_NANOS, silence / 2);
    }

    /** @param busy whether messages of the peer wait to be handled: their delay is not its silence */
    void setBusy(BooleanSupplier busy) {
        this.busy = busy;
    }

    /** Takes note of the activity since the last check. */
    void update(long now) {
        if (active || busy.getAsBoolean()) {
            active = false;
            lastActivity = now;
            heardMillis = MonotonicTime.millis();
            unanswered = NONE;
        }
    }

    /** Pings the peer when that is due, or when its silence has lasted without a PING that it could answer. */
    void ping(Liveness liveness, Transport transport, long now) {
        boolean overdue = liveness.pongCounts()
                && unanswered == NONE
                && now - lastActivity >= liveness.silence().toNanos();
        if ((overdue || now - lastPing >= liveness.pingEvery().toNanos()) && transport.ping()) {
            lastPing = now;
            if (unanswered == NONE) {
                unanswered = now;
            }
        }
    }

    /** Whether the connection was closed so long ago that its transport should have ended; called with every check after the close. */
    boolean isOverdue(long now) {
        if (closedAt == NONE) {
            closedAt = now;
        }
        return now - closedAt >= END_NANOS;
    }
}
