package org.heliograph.audit;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of rows: texts that sort by time, and on one node in the order in which they were made. */
public final class AuditIds {
    private static final int COUNTER_BITS = 16;
    private static final AtomicLong LAST = new AtomicLong();

    private AuditIds() {}

    static String next(Instant now) {
        long place = LAST.accumulateAndGet(now.toEpochMilli() << COUNTER_BITS, (last, at) -> Math.max(last + 1, at));
        return String.format(
                Locale.ROOT, "%016x-%016x", place, ThreadLocalRandom.current().nextLong());
    }

    /** The least id of a moment: rows of that moment and later have greater ones. */
    public static String least(Instant moment) {
        return String.format(Locale.ROOT, "%016x", Math.max(0, moment.toEpochMilli()) << COUNTER_BITS);
    }
}
