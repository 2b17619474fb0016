package org.heliograph.broker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Warnings of one kind, one a minute at most: who does something wrong once does it all the time. */
final class RateLimitedLogger {
    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongSupplier nanos;
    private final AtomicLong lastNanos;

    RateLimitedLogger(Logger log) {
        this(log, System::nanoTime);
    }

    /** @param nanos a clock that is never set back */
    RateLimitedLogger(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
        lastNanos = new AtomicLong(nanos.getAsLong() - EVERY_NANOS);
    }

    void warn(String message) {
        long now = nanos.getAsLong();
        long last = lastNanos.get();
        if (now - last >= EVERY_NANOS && lastNanos.compareAndSet(last, now)) {
            log.log(Level.WARNING, message);
        }
    }
}
