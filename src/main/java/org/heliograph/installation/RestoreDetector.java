package org.heliograph.installation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.heliograph.persistence.SqlTemplate;

/**
 * Notices that the database has lost what it had committed: it was restored from a backup, or a standby that lagged was promoted. Each
 * node writes a mark, which rises, into a row of its own. A mark that is lower than the last one, or missing, was lost, and so was what
 * had been committed just before it; it does not matter how much was committed since. What is lost within a second, before the next mark,
 * shows in the {@link DatabaseIdentity}. In both cases the log begins another epoch, as in an epoch that another node has begun.
 */
@ApplicationScoped
public class RestoreDetector {
    private static final String LOOK = "select i.epoch, i.database_identity, m.mark from installation i"
            + " left join node_mark m on m.node = ? where i.row_number = 1";
    private static final String READ = "select mark from node_mark where node = ?";
    private static final String RAISE =
            "update node_mark set mark = ?, written_at = current_timestamp where node = ? and mark = ?";
    private static final String INSERT =
            "insert into node_mark (node, mark, written_at) values (?, ?, current_timestamp)";
    /**
     * The marks of processes that have ended are kept for a month: they cost nothing. The clock is that of the database, since a wrong
     * clock of this node would delete the marks of others that run.
     */
    private static final String DELETE =
            "delete from node_mark where node = ? or written_at < current_timestamp - interval '30' day";

    private final String node = UUID.randomUUID().toString();
    private SqlTemplate sql;
    private Installation installation;

    /** The last mark that is known to be committed; 0 before the first. */
    private volatile long written;
    /** The last mark whose commit was tried. */
    private volatile long attempted;
    /** A loss has been noticed, and not everything that follows from it has been done. */
    private volatile boolean lost;

    /** For the container's proxies. */
    protected RestoreDetector() {}

    @Inject
    public RestoreDetector(SqlTemplate sql, Installation installation) {
        this.sql = sql;
        this.installation = installation;
    }

    /** What one look at the database shows. @param mark null without a row */
    private record Look(String epoch, String identity, Long mark) {}

    /**
     * Looks at the database, and begins another epoch when it has lost commits and no other node has. Called by one thread, together
     * with {@link #mark}, and again for the same loss when it fails.
     *
     * @return whether the log has another epoch than at the last look
     */
    public boolean look() {
        List<Look> rows = sql.query(
                LOOK,
                row -> new Look(row.text("epoch"), row.text("database_identity"), mark(row.bigint("mark"))),
                node);
        if (rows.isEmpty()) {
            // deleted, which gives the database another id at the next start
            return false;
        }
        Look seen = rows.get(0);
        int order = seen.epoch().compareTo(installation.epoch());
        installation.identify();
        boolean other = DatabaseIdentity.parse(seen.identity()).contradicts(installation.identity());
        if (order == 0 && !other && holds(seen.mark(), written)) {
            written = seen.mark() == null ? 0 : seen.mark();
            return false;
        }
        lost = true;
        if (order > 0) {
            installation.refreshEpoch();
        } else {
            installation.renewEpoch();
        }
        // only now: without the epoch the loss would be noticed no more
        written = 0;
        return true;
    }

    /** The epoch of the log, as this node knows it. */
    public String epoch() {
        return installation.epoch();
    }

    /** The log lacks what this node has delivered: begins another epoch. */
    public void renewEpoch() {
        lost = true;
        installation.renewEpoch();
    }

    /** What was lost before has been dealt with. */
    public void settle() {
        lost = false;
    }

    /** Writes the next mark, also while a loss is being dealt with: the next one is another. */
    public void mark() {
        if (written == 0) {
            begin();
            return;
        }
        long next = Math.max(written, attempted) + 1;
        attempted = next;
        if (sql.update(RAISE, next, node, written) == 1) {
            written = next;
        }
    }

    private void begin() {
        attempted++;
        sql.update(DELETE, node);
        sql.update(INSERT, node, attempted);
        written = attempted;
    }

    /**
     * Whether the database still has what this node has written. Unlike {@link #look} at this moment and on any thread: for decisions
     * that would be wrong in a database of an earlier time.
     */
    public boolean isIntact() {
        long before = written;
        if (lost) {
            return false;
        }
        Long mark = sql.query(READ, row -> mark(row.bigint("mark")), node).stream()
                .findFirst()
                .orElse(null);
        return holds(mark, before) && !lost;
    }

    /** Whether a mark may be the last one. @param least the last one that was known to be committed before it was read */
    private boolean holds(Long mark, long least) {
        return least == 0 || mark != null && mark >= least && mark <= attempted;
    }

    private static Long mark(long read) {
        return read == 0 ? null : read;
    }
}
