package org.heliograph.identity.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");
    private static final Duration LOCK = Duration.ofMinutes(15);

    private final SignInFailure failure = new SignInFailure("alice");
    private final MovableClock clock = new MovableClock(NOW);
    private final AddressLimiter addresses = new AddressLimiter(
            new Configuration(name -> Optional.ofNullable(
                    Map.of("heliograph.login.address.failures", "30").get(name))),
            clock::millis);

    @Test
    void tenthFailureLocksForTheTimeSet() {
        for (int attempt = 1; attempt <= 9; attempt++) {
            failure.count(NOW, 10, LOCK);
            assertThat(failure.lockedAt(NOW)).isNull();
        }

        failure.count(NOW, 10, LOCK);

        assertThat(failure.lockedAt(NOW)).isEqualTo(NOW.plus(LOCK));
        assertThat(failure.lockedAt(NOW.plus(LOCK).minusMillis(1))).isNotNull();
        assertThat(failure.lockedAt(NOW.plus(LOCK))).isNull();
    }

    @Test
    void countBeginsAnewAfterALock() {
        for (int attempt = 1; attempt <= 10; attempt++) {
            failure.count(NOW, 10, LOCK);
        }
        Instant later = NOW.plus(LOCK);

        for (int attempt = 1; attempt <= 9; attempt++) {
            failure.count(later, 10, LOCK);
        }

        assertThat(failure.lockedAt(later)).isNull();
        failure.count(later, 10, LOCK);
        assertThat(failure.lockedAt(later)).isNotNull();
    }

    @Test
    void addressWithTooManyFailuresWaitsForTheTimeOfOne() {
        for (int attempt = 1; attempt < 30; attempt++) {
            addresses.count("192.0.2.1");
        }
        assertThat(addresses.waitMillis("192.0.2.1")).isZero();

        addresses.count("192.0.2.1");
        addresses.count("192.0.2.1");

        assertThat(addresses.waitMillis("192.0.2.1")).isEqualTo(30_000);
        assertThat(addresses.waitMillis("192.0.2.2")).isZero();
        clock.move(Duration.ofSeconds(30));
        assertThat(addresses.waitMillis("192.0.2.1")).isZero();
    }
}
