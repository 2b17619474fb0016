package org.heliograph.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Asks whether the database can be reached. */
@ApplicationScoped
public class DatabaseReachability {
    private static final int VALID_SECONDS = 2;
    /** A wrong password, and a database that does not exist: no wait helps. */
    private static final String WRONG_CREDENTIALS = "28";

    private static final String NO_SUCH_DATABASE = "3D";

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /**
     * Why no connection can be had now, in the driver's words; empty when one can.
     *
     * @throws DatabaseException when the database refuses the account, or there is no such database
     */
    public Optional<String> failure() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(VALID_SECONDS) ? Optional.empty() : Optional.of("it does not answer");
        } catch (SQLException failed) {
            String state = DatabaseException.state(failed);
            if (state.startsWith(WRONG_CREDENTIALS) || state.startsWith(NO_SUCH_DATABASE)) {
                throw new DatabaseException(failed);
            }
            return Optional.of(DatabaseException.reason(failed));
        }
    }
}
