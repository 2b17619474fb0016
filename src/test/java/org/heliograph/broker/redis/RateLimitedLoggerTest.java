package org.heliograph.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.heliograph.testing.LoggedRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitedLoggerTest {
    private static final String NAME = RateLimitedLoggerTest.class.getName();

    @RegisterExtension
    final LoggedRecords written = new LoggedRecords(NAME);

    private final AtomicLong now = new AtomicLong(-5);
    private final RateLimitedLogger log = new RateLimitedLogger(Logger.getLogger(NAME), now::get);

    @Test
    void logsAtOnceAndThenOnceAMinute() {
        log.warn("first");
        log.warn("second");
        now.addAndGet(TimeUnit.SECONDS.toNanos(59));
        log.warn("third");
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        log.warn("fourth");

        assertThat(written.messages()).containsExactly("first", "fourth");
    }
}
