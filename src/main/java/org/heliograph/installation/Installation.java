package org.heliograph.installation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.SqlTemplate;

/**
 * The installation to which this node belongs, as its database knows it. Its id distinguishes it from others on the same Redis. Its
 * epoch is one life of the log: a log that was restored from a backup begins another one, in which sequence numbers occur again. Epochs
 * are ordered as texts, later ones after earlier ones.
 */
@ApplicationScoped
public class Installation {
    private static final String EPOCH_FORMAT = "%013d-%s";
    private static final int MILLIS_DIGITS = 13;
    private static final int RANDOM_BYTES = 4;
    private static final Logger LOG = Logger.getLogger(Installation.class.getName());

    private SqlTemplate sql;
    private Clock clock;
    private DatabaseIdentityReader identities;
    private volatile Row row;
    private volatile DatabaseIdentity identity;

    /** For the container's proxies. */
    protected Installation() {}

    @Inject
    Installation(SqlTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.identities = new DatabaseIdentityReader(sql);
    }

    private record Row(String id, String epoch, String signingKey, String identity) {}

    /**
     * Reads the installation's row, and makes it at the first start of all. A row that was written in another database came with a
     * backup, while no node was running: its log begins another epoch. The caller's lock keeps two nodes from doing so at once.
     *
     * @param signingKey the thumbprint of this node's signing key
     * @return the thumbprint of the key that the database knows
     */
    @Transactional
    public String open(String signingKey) {
        List<Row> found = read();
        if (identity == null) {
            identify();
        }
        if (found.isEmpty()) {
            Instant now = Timestamps.now(clock);
            Row made = new Row(UUID.randomUUID().toString(), newEpoch(now.toEpochMilli()), signingKey, identity.text());
            sql.update(
                    "insert into installation (row_number, id, epoch, signing_key, created_at, database_identity)"
                            + " values (1, ?, ?, ?, ?, ?)",
                    made.id(),
                    made.epoch(),
                    made.signingKey(),
                    now,
                    made.identity());
            found = List.of(made);
        }
        row = found.get(0);
        if (row.identity() == null) {
            sql.update("update installation set database_identity = ?", identity.text());
        } else if (!row.identity().equals(identity.text())
                && (identity.parts().isEmpty()
                        || DatabaseIdentity.parse(row.identity()).contradicts(identity))) {
            renewEpoch();
            LOG.log(
                    Level.WARNING,
                    "the database was restored from a backup, moved or promoted while no node was running: its log begins the epoch {0},"
                            + " and clients that resume get a gap",
                    row.epoch());
        }
        return row.signingKey();
    }

    /** Asks the database which one it is. Called outside of a transaction, which a refusal would end. */
    public void identify() {
        identity = identities.read();
    }

    /** What the database said when it was last asked. */
    DatabaseIdentity identity() {
        return identity;
    }

    /** Keeps another signing key as the one of this installation. @param thumbprint its SHA-256 thumbprint */
    @Transactional
    public void rotateSigningKey(String thumbprint) {
        sql.update("update installation set signing_key = ?", thumbprint);
    }

    /** The id of the installation. @throws IllegalStateException before the start of the application */
    public String id() {
        return current().id();
    }

    /** The epoch of the log, as this node last read it. */
    public String epoch() {
        return current().epoch();
    }

    /** Reads the epoch again: another node says that it has changed. */
    public void refreshEpoch() {
        read().forEach(found -> row = found);
    }

    /**
     * Begins another epoch, since the log has lost what this node had delivered; unless another node has already begun one. The database
     * may have been restored to an earlier epoch, which is replaced as well.
     */
    @Transactional
    public void renewEpoch() {
        String known = epoch();
        long after = Long.parseLong(known.substring(0, MILLIS_DIGITS));
        String next = newEpoch(Math.max(clock.millis(), after + 1));
        sql.update(
                "update installation set epoch = ?, database_identity = ? where epoch <= ?",
                next,
                identity.text(),
                known);
        refreshEpoch();
    }

    private Row current() {
        Row opened = row;
        if (opened == null) {
            throw new IllegalStateException("the installation has not been read from the database");
        }
        return opened;
    }

    private List<Row> read() {
        return sql.query(
                "select id, epoch, signing_key, database_identity from installation where row_number = 1",
                found -> new Row(
                        found.text("id"),
                        found.text("epoch"),
                        found.text("signing_key"),
                        found.text("database_identity")));
    }

    private static String newEpoch(long millis) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return String.format(Locale.ROOT, EPOCH_FORMAT, millis, HexFormat.of().formatHex(random));
    }
}
