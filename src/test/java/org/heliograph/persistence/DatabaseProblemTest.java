package org.heliograph.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.HeuristicMixedException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseProblemTest {
    private static RuntimeException failure(String state, String message) {
        return new IllegalStateException(new DatabaseException(new SQLException(message, state)));
    }

    @ParameterizedTest
    @CsvSource({
        "25006, READ_ONLY",
        "53100, DISK_FULL",
        "53300, NO_CONNECTIONS",
        "57014, TIMEOUTS",
        "55P03, LOCKED",
        "HYT00, LOCKED",
        "57P01, UNREACHABLE",
        "08006, UNREACHABLE",
        "58030, IO_FAILURE"
    })
    void aStateSaysWhatTheDatabaseLacksAndTheCallIsAnswered503(String state, DatabaseProblem problem) {
        assertThat(DatabaseProblem.of(failure(state, "failed"))).contains(problem);
        assertThat(DatabaseException.isBusy(failure(state, "failed"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"23505", "22001", "40001", "42P01"})
    void aFaultOfOneStatementSaysNothingAboutTheDatabase(String state) {
        assertThat(DatabaseProblem.of(failure(state, "failed"))).isEmpty();
    }

    @Test
    void aPacketThatWasNotAnsweredInTimeMeansSilence() {
        SQLException late =
                new SQLException("An I/O error occurred", "08006", new SocketTimeoutException("Read timed out"));

        assertThat(DatabaseProblem.of(new DatabaseException(late))).contains(DatabaseProblem.SILENT);
        assertThat(DatabaseException.isUnavailable(new DatabaseException(late))).isTrue();
    }

    /** As WildFly's transaction manager reports it, without the driver's exception. */
    @Test
    void aCommitOfUnknownResultMeansALostConnection() {
        RuntimeException lost = new IllegalStateException(new HeuristicMixedException());

        assertThat(DatabaseProblem.of(lost)).contains(DatabaseProblem.UNREACHABLE);
        assertThat(DatabaseException.isBusy(lost)).isTrue();
    }

    @Test
    void aFullDiskIsKnownByItsMessageWhereTheStateDoesNotSayIt() {
        assertThat(DatabaseProblem.of(failure("90031", "IO Exception: No space left on device")))
                .contains(DatabaseProblem.DISK_FULL);
    }
}
