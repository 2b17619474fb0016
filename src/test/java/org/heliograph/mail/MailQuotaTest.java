package org.heliograph.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MailQuotaTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final AtomicLong now = new AtomicLong(5);
    private final MailQuota quota = new MailQuota(3, now::get);

    @Test
    void aKeyHasItsMailsOfEveryHourAndOthersHaveTheirOwn() {
        for (int mail = 0; mail < 3; mail++) {
            assertThat(quota.take("bob")).isZero();
            now.addAndGet(MINUTE);
        }

        assertThat(quota.take("bob")).isEqualTo(HOUR - 3 * MINUTE);
        assertThat(quota.take("alice")).isZero();
        now.addAndGet(HOUR - 3 * MINUTE);
        assertThat(quota.take("bob")).isZero();
        assertThat(quota.take("bob")).isEqualTo(MINUTE);
    }

    @Test
    void aMailThatWasNotSentDoesNotCount() {
        for (int mail = 0; mail < 10; mail++) {
            assertThat(quota.take("bob")).isZero();
            quota.giveBack("bob");
        }
        quota.giveBack("bob");

        assertThat(quota.take("bob")).isZero();
    }
}
