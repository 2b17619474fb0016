package org.heliograph.operations.nodes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.text.TextCleaner;

/**
 * The nodes of the installation. Each writes one row with its figures every few seconds, and deletes it when it stops. All times are those
 * of the database, so that nodes whose clocks differ agree on who is silent.
 */
@ApplicationScoped
public class NodeDirectory {
    private static final Logger LOG = Logger.getLogger(NodeDirectory.class.getName());
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(5);
    /** How often a node writes at least within the time that is called silence. The job may come a second late. */
    private static final int WRITES = 3;

    /** A node that was killed is shown for so long, unless it comes back under its name. */
    private static final Duration RETENTION = Duration.ofHours(1);

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_FIGURES = 8_000;
    /** How many writes there are from one look for rows to delete to the next: five minutes at most. */
    private static final int PURGE_EVERY = 60;

    private static final String UPDATE =
            "update node_status set seen_at = current_timestamp, figures = ? where instance = ?";
    private static final String INSERT =
            "insert into node_status (instance, name, seen_at, figures) values (?, ?, current_timestamp, ?)";
    private static final String SELECT = "select instance, name, seen_at, current_timestamp as present, figures"
            + " from node_status order by name, instance";
    private static final String DELETE = "delete from node_status where instance = ?";

    private final String instance = UUID.randomUUID().toString();
    private SqlTemplate sql;
    private Supplier<JsonObject> figures;
    private String name;
    private Duration silence;
    private int writes;
    private volatile boolean left;

    /** For the container's proxies. */
    protected NodeDirectory() {}

    @Inject
    NodeDirectory(SqlTemplate sql, NodeFiguresReader reader, Configuration configuration) {
        this(
                sql,
                reader::read,
                configuration.get(NodeSettings.NODE_NAME),
                configuration.get(NodeSettings.NODE_SILENCE));
    }

    /**
     * @param figures of the node, now
     * @param silence a node whose figures are older is silent
     */
    public NodeDirectory(SqlTemplate sql, Supplier<JsonObject> figures, String name, Duration silence) {
        this.sql = sql;
        this.figures = figures;
        this.name = TextCleaner.line(name, LONGEST_NAME);
        this.silence = silence;
    }

    @Produces
    static ScheduledJob job(NodeDirectory directory) {
        return new ScheduledJob("node-status", directory.period(), directory::write);
    }

    /** From one write to the next. */
    Duration period() {
        Duration part = silence.dividedBy(WRITES);
        return part.compareTo(LONGEST_PERIOD) < 0 ? part : LONGEST_PERIOD;
    }

    /** The id of this process. */
    public String instance() {
        return instance;
    }

    /** The name of this node. */
    public String name() {
        return name;
    }

    /** Writes the figures of this node. */
    public synchronized void write() {
        if (left) {
            return;
        }
        String text = figures.get().toString();
        if (text.length() > LONGEST_FIGURES) {
            throw new IllegalStateException("the figures of the node are too long: " + text.length());
        }
        if (sql.update(UPDATE, text, instance) == 0) {
            sql.update(INSERT, instance, name, text);
        }
        if (writes++ % PURGE_EVERY == 0) {
            purge();
        }
    }

    /** Deletes the rows of nodes that were killed: long ago, or started again under the same name. */
    private void purge() {
        all().stream()
                .filter(node -> node.age().compareTo(RETENTION) > 0
                        || node.silent() && node.name().equals(name))
                .forEach(node -> sql.update(DELETE, node.instance()));
    }

    /** This node stops: the others need not wait for its silence. Throws nothing, since the database may be away. */
    synchronized void leave() {
        left = true;
        try {
            sql.update(DELETE, instance);
        } catch (RuntimeException away) {
            LOG.log(Level.FINE, "the row of this node could not be deleted", away);
        }
    }

    /**
     * All nodes by their names, this one with its figures of now, the silent ones with their last.
     *
     * @throws org.heliograph.persistence.DatabaseException when the database does not answer
     */
    public List<NodeStatus> nodes() {
        List<NodeStatus> found = all();
        if (found.stream().noneMatch(NodeStatus::self)) {
            write();
            found = all();
        }
        return found.stream().map(this::renewed).toList();
    }

    private NodeStatus renewed(NodeStatus node) {
        return node.self()
                ? new NodeStatus(node.instance(), node.name(), true, node.seenAt(), Duration.ZERO, false, figures.get())
                : node;
    }

    private List<NodeStatus> all() {
        return sql.query(SELECT, this::row);
    }

    private NodeStatus row(SqlRow row) throws SQLException {
        Instant seenAt = row.time("seen_at");
        Instant present = row.time("present");
        Duration age = present.isAfter(seenAt) ? Duration.between(seenAt, present) : Duration.ZERO;
        String id = row.text("instance");
        return new NodeStatus(
                id,
                row.text("name"),
                id.equals(instance),
                seenAt,
                age,
                age.compareTo(silence) > 0,
                JsonText.parse(row.text("figures")));
    }
}
