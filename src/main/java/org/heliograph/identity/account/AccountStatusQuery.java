package org.heliograph.identity.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.SqlTemplate;

/** Reads the status of an account by one indexed query, without an entity or a transaction: every call needs it. */
@ApplicationScoped
class AccountStatusQuery {
    private static final String SELECT = "select role, disabled from account where id = ?";

    @Inject
    private SqlTemplate sql;

    /** An account's platform role, and whether the account is disabled. */
    record Row(String role, boolean disabled) {}

    /** @throws DatabaseException when the database does not answer */
    Optional<Row> find(String id) {
        return sql.query(SELECT, row -> new Row(row.text("role"), row.bool("disabled")), id).stream()
                .findFirst();
    }
}
