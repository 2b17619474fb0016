package org.heliograph.cluster.broker;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Log entries about one thing, one a minute at most: who does something wrong once does it all the time. */
final class Complaints {
    private static final long EVERY_MILLIS = 60_000;

    private final Logger log;
    private final Clock clock;
    private final AtomicLong lastMillis = new AtomicLong();

    Complaints(Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void log(Level level, String complaint) {
        long now = clock.millis();
        long last = lastMillis.get();
        if (now - last >= EVERY_MILLIS && lastMillis.compareAndSet(last, now)) {
            log.log(level, complaint);
        }
    }
}
