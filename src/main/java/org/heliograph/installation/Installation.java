package org.heliograph.installation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
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

    private SqlTemplate sql;
    private Clock clock;
    private volatile Row row;

    /** For the container's proxies. */
    protected Installation() {}

    @Inject
    Installation(SqlTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Row(String id, String epoch, String signingKey) {}

    /**
     * Reads the installation's row, and makes it at the first start of all. The caller's lock keeps two nodes from making it at once.
     *
     * @param signingKey the thumbprint of this node's signing key
     * @return the thumbprint of the key that the database knows
     */
    @Transactional
    public String open(String signingKey) {
        List<Row> found = read();
        if (found.isEmpty()) {
            Instant now = Timestamps.now(clock);
            Row made = new Row(UUID.randomUUID().toString(), newEpoch(now.toEpochMilli()), signingKey);
            sql.update(
                    "insert into installation (row_number, id, epoch, signing_key, created_at) values (1, ?, ?, ?, ?)",
                    made.id(),
                    made.epoch(),
                    made.signingKey(),
                    now);
            found = List.of(made);
        }
        row = found.get(0);
        return row.signingKey();
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
        sql.update("update installation set epoch = ? where epoch <= ?", next, known);
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
                "select id, epoch, signing_key from installation where row_number = 1",
                found -> new Row(found.text("id"), found.text("epoch"), found.text("signing_key")));
    }

    private static String newEpoch(long millis) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return EPOCH_FORMAT.formatted(millis, HexFormat.of().formatHex(random));
    }
}
