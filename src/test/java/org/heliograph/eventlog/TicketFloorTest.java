package org.heliograph.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TicketFloorTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TicketFloor floor = new TicketFloor(0);

    @Test
    void passesTicketsThatWereGivenOutTwoSecondsAgo() {
        floor.observe(100, 0);
        floor.observe(200, SECOND);
        assertThat(floor.get()).isZero();

        floor.observe(300, 2 * SECOND);
        assertThat(floor.get()).isEqualTo(100);

        floor.observe(400, 3 * SECOND);
        assertThat(floor.get()).isEqualTo(200);
    }

    @Test
    void returnsToATicketThatBecameVisibleLate() {
        floor.observe(100, 0);
        floor.observe(200, 2 * SECOND);

        floor.checked(42, 2 * SECOND, 2 * SECOND);

        assertThat(floor.get()).isEqualTo(41);
    }

    @Test
    void startsAgainWhenTheDatabaseWasRestoredToEarlierTickets() {
        floor.observe(1_000, 0);
        floor.observe(1_000, 2 * SECOND);

        floor.observe(500, 3 * SECOND);

        assertThat(floor.get()).isZero();
    }

    @Test
    void searchesFromTheBeginningEveryTenSecondsAndMoreSeldomWhenThatTakesLong() {
        assertThat(floor.isCheckDue(0)).isTrue();
        floor.checked(Long.MAX_VALUE, 0, SECOND / 10);
        assertThat(floor.isCheckDue(9 * SECOND)).isFalse();
        assertThat(floor.isCheckDue(11 * SECOND)).isTrue();

        floor.checked(Long.MAX_VALUE, 11 * SECOND, 13 * SECOND);

        assertThat(floor.isCheckDue(100 * SECOND)).isFalse();
        assertThat(floor.isCheckDue(114 * SECOND)).isTrue();
    }
}
