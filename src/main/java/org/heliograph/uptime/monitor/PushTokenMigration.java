package org.heliograph.uptime.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.SqlTemplate;

/**
 * Encrypts the push tokens of earlier versions at the start, once. The database cannot do it, since it does not have the key. Nodes that
 * start at the same time do it once: a row that has a hash is left alone.
 */
@ApplicationScoped
public class PushTokenMigration {
    private static final Logger LOG = Logger.getLogger(PushTokenMigration.class.getName());
    private static final String PLAIN = "select id, token from monitor where token_hash is null order by id";
    private static final String SEAL =
            "update monitor set token = ?, token_hash = ? where id = ? and token_hash is null";
    private static final String ANY = "select token from monitor where token_hash is not null";

    @Inject
    private SqlTemplate sql;

    @Inject
    private PushTokens tokens;

    /** For the container. */
    protected PushTokenMigration() {}

    PushTokenMigration(SqlTemplate sql, PushTokens tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    private record Plain(String id, String token) {}

    /** Encrypts what is not, and says how many tokens another key has encrypted. */
    @Transactional
    public void run() {
        List<Plain> plain = sql.query(PLAIN, row -> new Plain(row.text("id"), row.text("token")));
        sql.batch(
                SEAL,
                plain.stream()
                        .map(one -> new Object[] {tokens.seal(one.token()), PushTokens.hash(one.token()), one.id()})
                        .toList());
        if (!plain.isEmpty()) {
            LOG.log(Level.INFO, "encrypted the push tokens of {0} monitors", plain.size());
        }
        long foreign = sql.query(ANY, row -> row.text("token")).stream()
                .filter(stored -> tokens.open(stored).isEmpty())
                .count();
        if (foreign > 0) {
            LOG.log(
                    Level.WARNING,
                    "the push tokens of {0} monitors were encrypted with an earlier signing key: their pulses are taken,"
                            + " and the tokens are not shown until they are set anew",
                    foreign);
        }
    }
}
