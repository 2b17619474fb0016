package org.heliograph.identity.account;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** What every call must know of an account, by one indexed query without an entity or a transaction. */
@ApplicationScoped
class AccountStatusQuery {
    private static final String SELECT = "select role, disabled from account where id = ?";

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** An account's platform role, and whether it is shut out. */
    record Row(String role, boolean disabled) {}

    /** @throws IllegalStateException when the database does not answer */
    Optional<Row> find(String id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Row(row.getString(1), row.getBoolean(2))) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("could not look for an account", failed);
        }
    }
}
