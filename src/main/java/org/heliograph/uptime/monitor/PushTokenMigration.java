package org.heliograph.uptime.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.SqlTemplate;

/**
 * Encrypts the push tokens of earlier versions at the start, once, and those of the signing key before anew. The database cannot do it, since it does not have the key. Nodes that
 * start at the same time do it once: a row that has a hash is left alone.
 */
@ApplicationScoped
public class PushTokenMigration {
    private static final Logger LOG = Logger.getLogger(PushTokenMigration.class.getName());
    private static final String PLAIN = "select id, token from monitor where token_hash is null order by id";
    private static final String SEAL =
            "update monitor set token = ?, token_hash = ? where id = ? and token_hash is null";
    private static final String RESEAL = "update monitor set token = ? where id = ? and token = ?";
    private static final String SEALED = "select id, token from monitor where token_hash is not null order by id";

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

    private record Stored(String id, String token) {}

    /** Encrypts what is not, and says how many tokens another key has encrypted. */
    @Transactional
    public void run() {
        List<Stored> plain = sql.query(PLAIN, row -> new Stored(row.text("id"), row.text("token")));
        sql.batch(
                SEAL,
                plain.stream()
                        .map(one -> new Object[] {tokens.seal(one.token()), PushTokens.hash(one.token()), one.id()})
                        .toList());
        if (!plain.isEmpty()) {
            LOG.log(Level.INFO, "encrypted the push tokens of {0} monitors", plain.size());
        }
        List<Stored> sealed = sql.query(SEALED, row -> new Stored(row.text("id"), row.text("token")));
        reseal(sealed);
        long foreign = sealed.stream()
                .filter(stored -> tokens.open(stored.token()).isEmpty())
                .count();
        if (foreign > 0) {
            LOG.log(
                    Level.WARNING,
                    "the push tokens of {0} monitors were encrypted with an earlier signing key: their pulses are taken,"
                            + " and the tokens are not shown until they are set anew",
                    foreign);
        }
    }

    /** After the last node has gone over to a signing key, nothing is encrypted with the one before. */
    private void reseal(List<Stored> sealed) {
        List<Object[]> renewed = new ArrayList<>();
        for (Stored stored : sealed) {
            tokens.openPrevious(stored.token())
                    .ifPresent(token -> renewed.add(new Object[] {tokens.seal(token), stored.id(), stored.token()}));
        }
        sql.batch(RESEAL, renewed);
        if (!renewed.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "encrypted the push tokens of {0} monitors with the signing key of now",
                    renewed.size());
        }
    }
}
