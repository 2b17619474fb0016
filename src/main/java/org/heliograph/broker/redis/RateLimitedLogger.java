package org.heliograph.broker.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs warnings of one kind, at most one a minute: a client that makes a mistake usually repeats it. */
final class RateLimitedLogger {
    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongSupplier nanos;
    private final AtomicLong lastNanos;

    RateLimitedLogger(Logger log) {
        this(log, System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    RateLimitedLogger(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
        lastNanos = new AtomicLong(nanos.getAsLong() - INTERVAL_NANOS);
    }

    /** Names the failure's class and where it arose. Without its stack, which a message from outside can make a thousand lines long. */
    void warn(String message, Throwable failed) {
        StackTraceElement[] stack = failed.getStackTrace();
        warn(message + ": " + failed.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]));
        log.log(Level.FINER, message, failed);
    }

    void warn(String message) {
        long now = nanos.getAsLong();
        long last = lastNanos.get();
        if (now - last >= INTERVAL_NANOS && lastNanos.compareAndSet(last, now)) {
            log.log(Level.WARNING, message);
        }
    }
}
