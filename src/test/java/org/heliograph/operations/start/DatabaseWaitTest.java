package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.StartState;
import org.junit.jupiter.api.Test;

class DatabaseWaitTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final StartState state = new StartState();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** What each attempt to start throws; those after it succeed. */
    private final Deque<Throwable> failures = new ArrayDeque<>();

    private int attempts;

    private void start() {
        attempts++;
        Throwable failure = failures.poll();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        state.started();
    }

    private void await(BooleanSupplier available, Duration longest) {
        new DatabaseWait(available, this::start, Duration.ofMillis(1), longest, stopping, state).run();
    }

    @Test
    void aDatabaseThatGoesAwayDuringTheStartIsWaitedForAgain() {
        Deque<Boolean> availability = new ArrayDeque<>(List.of(false, true, false, true));
        failures.add(new DatabaseException(new SQLNonTransientConnectionException("gone")));

        await(availability::remove, LONG);

        assertThat(attempts).isEqualTo(2);
        assertThat(state.reason()).isEmpty();
    }

    @Test
    void theReasonOfAFailureIsInTheLogAlone() {
        failures.add(new StartException("the signing key in /var/lib/heliograph has the thumbprint abc"));

        await(() -> true, LONG);

        assertThat(attempts).isEqualTo(1);
        assertThat(state.reason()).contains(DatabaseWait.FAILED);
    }

    @Test
    void anErrorEndsTheWaitWithAReason() {
        failures.add(new OutOfMemoryError("heap"));

        await(() -> true, LONG);

        assertThat(state.reason()).contains(DatabaseWait.FAILED);
    }

    @Test
    void theWaitIsBounded() {
        await(() -> false, Duration.ZERO);

        assertThat(attempts).isZero();
        assertThat(state.reason()).contains(DatabaseWait.TOO_LONG);
    }

    @Test
    void aNodeThatStopsWaitsNoLonger() {
        stopping.countDown();

        await(() -> true, LONG);

        assertThat(attempts).isZero();
    }
}
