package org.heliograph.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RateLimitedLoggerTest {
    private final List<String> written = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(-5);
    private final RateLimitedLogger log = new RateLimitedLogger(logger(), now::get);

    private Logger logger() {
        Logger logger = Logger.getAnonymousLogger();
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                written.add(entry.getMessage());
            }

            @Override
            public void flush() {
                // nothing waits
            }

            @Override
            public void close() {
                // nothing is open
            }
        });
        return logger;
    }

    @Test
    void logsAtOnceAndThenOnceAMinute() {
        log.warn("first");
        log.warn("second");
        now.addAndGet(TimeUnit.SECONDS.toNanos(59));
        log.warn("third");
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        log.warn("fourth");

        assertThat(written).containsExactly("first", "fourth");
    }
}
