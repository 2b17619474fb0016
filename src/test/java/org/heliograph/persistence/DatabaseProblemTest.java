package org.heliograph.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
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

    /** As Narayana reports a commit whose connection the server has terminated: the driver's exception is only suppressed. */
    @Test
    void aCommitThatLostItsConnectionMeansALostConnection() {
        RollbackException lost = new RollbackException("ARJUNA016053: Could not commit transaction.");
        XAException refused = new XAException("IJ001156: Could not commit local transaction");
        refused.initCause(new SQLException("FATAL: terminating connection due to administrator command", "57P01"));
        lost.addSuppressed(refused);

        assertThat(DatabaseProblem.of(lost)).contains(DatabaseProblem.UNREACHABLE);
        assertThat(DatabaseException.isBusy(new IllegalStateException(lost))).isTrue();
    }

    /** Closing a connection may fail after a statement has been refused; the statement was refused all the same. */
    @Test
    void whatIsSuppressedDoesNotHideAFaultOfAStatement() {
        SQLException refused = new SQLException("duplicate key", "23505");
        refused.addSuppressed(new SQLException("connection closed", "08003"));

        assertThat(DatabaseProblem.of(refused)).isEmpty();
        assertThat(DatabaseException.isDuplicate(refused)).isTrue();
    }

    @Test
    void aFullDiskIsKnownByItsMessageWhereTheStateDoesNotSayIt() {
        assertThat(DatabaseProblem.of(failure("90031", "IO Exception: No space left on device")))
                .contains(DatabaseProblem.DISK_FULL);
    }
}
