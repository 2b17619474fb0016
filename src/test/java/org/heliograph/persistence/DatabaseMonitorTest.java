package org.heliograph.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseMonitorTest {
    private static final Logger LOG = Logger.getLogger(DatabaseMonitor.class.getName());
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong();
    private DatabaseProbe.Finding finding = DatabaseProbe.Finding.NONE;
    private final DatabaseMonitor monitor = new DatabaseMonitor(() -> finding, now::get);
    private final List<Level> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getLevel());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void leave() {
        LOG.removeHandler(handler);
    }

    private void probe(DatabaseProblem problem) {
        finding = new DatabaseProbe.Finding(problem, "detail");
        monitor.begin();
        monitor.run();
        monitor.report();
    }

    private static DatabaseException failure(String state) {
        return new DatabaseException(new SQLException("failed", state));
    }

    @Test
    void aProbeThatIsNotAnsweredForTwoSecondsMeansSilence() {
        monitor.begin();
        monitor.pass(SECOND);
        assertThat(monitor.problem()).isEmpty();
        monitor.pass(SECOND);

        assertThat(monitor.problem()).contains(DatabaseProblem.SILENT);

        monitor.run();
        assertThat(monitor.problem()).isEmpty();
    }

    @Test
    void aPauseOfThisProcessIsNotTakenForSilence() {
        monitor.begin();
        monitor.pass(20 * SECOND);

        assertThat(monitor.problem()).isEmpty();
    }

    @Test
    void anOutageIsLoggedOnceAndItsEndOnce() {
        for (int i = 0; i < 5; i++) {
            probe(DatabaseProblem.UNREACHABLE);
            monitor.record(failure("08006"));
        }
        probe(null);
        probe(null);

        assertThat(logged).containsExactly(Level.WARNING, Level.INFO);
    }

    @Test
    void aFailureThatOthersMetCountsForAWhile() {
        monitor.record(failure("53100"));

        assertThat(monitor.problem()).contains(DatabaseProblem.DISK_FULL);

        now.addAndGet(DatabaseMonitor.SIGHTING_NANOS);
        assertThat(monitor.problem()).isEmpty();
    }

    @Test
    void oneLockThatWasNotHadInTimeIsChance() {
        monitor.record(failure("55P03"));
        assertThat(monitor.problem()).isEmpty();

        monitor.record(failure("55P03"));
        assertThat(monitor.problem()).contains(DatabaseProblem.LOCKED);
    }

    @Test
    void aProbeThatBreaksIsAnOutage() {
        DatabaseMonitor broken = new DatabaseMonitor(
                () -> {
                    throw new IllegalStateException("broken");
                },
                now::get);
        broken.begin();
        broken.run();

        assertThat(broken.problem()).contains(DatabaseProblem.UNREACHABLE);
    }
}
