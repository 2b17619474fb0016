package org.heliograph.operations.nodes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * The nodes of the installation, from the rows that they write ({@code operations.system}). Ages are those of the database's clock, so that
 * nodes whose clocks differ agree on who is silent.
 */
@ApplicationScoped
public class NodeDirectory {
    /** A node that was killed is shown for so long, unless it comes back under its name. */
    private static final Duration SHOWN = Duration.ofHours(1);

    private static final String SELECT =
            "select instance, name, seen_at, current_timestamp as present, figures from node_status";
    private static final Comparator<NodeStatus> ORDER =
            Comparator.comparing(NodeStatus::name).thenComparing(NodeStatus::instance);

    private SqlTemplate sql;
    private NodeIdentity identity;
    private Supplier<JsonObject> figures;
    private Clock clock;
    private Duration silence;

    /** For the container's proxies. */
    protected NodeDirectory() {}

    @Inject
    NodeDirectory(
            SqlTemplate sql,
            NodeIdentity identity,
            NodeFiguresReader reader,
            Clock clock,
            Configuration configuration) {
        this(sql, identity, reader::read, clock, configuration.get(NodeSettings.NODE_SILENCE));
    }

    /**
     * @param figures of this node, now
     * @param clock   for the time of a node that has not written any
     * @param silence a node whose figures are older is silent
     */
    public NodeDirectory(
            SqlTemplate sql, NodeIdentity identity, Supplier<JsonObject> figures, Clock clock, Duration silence) {
        this.sql = sql;
        this.identity = identity;
        this.figures = figures;
        this.clock = clock;
        this.silence = silence;
    }

    /** The id of this process. */
    public String instance() {
        return identity.instance();
    }

    /**
     * All nodes by their names, this one with its figures of now, also when it has not written any, the silent ones with their last. One that
     * was killed is not there when another one of its name has its place, nor after an hour.
     *
     * @throws org.heliograph.persistence.DatabaseException when the database does not answer
     */
    public List<NodeStatus> nodes() {
        List<NodeStatus> nodes = new ArrayList<>(sql.query(SELECT, this::row));
        Instant seenAt = nodes.stream()
                .filter(NodeStatus::self)
                .map(NodeStatus::seenAt)
                .findFirst()
                .orElseGet(() -> Timestamps.now(clock));
        nodes.removeIf(NodeStatus::self);
        nodes.add(new NodeStatus(
                identity.instance(), identity.name(), true, seenAt, Duration.ZERO, false, figures.get()));
        Set<String> living = nodes.stream()
                .filter(node -> !node.silent())
                .map(NodeStatus::name)
                .collect(Collectors.toSet());
        return nodes.stream()
                .filter(node -> !node.silent() || node.age().compareTo(SHOWN) <= 0 && !living.contains(node.name()))
                .sorted(ORDER)
                .toList();
    }

    private NodeStatus row(SqlRow row) throws SQLException {
        Instant seenAt = row.time("seen_at");
        Instant present = row.time("present");
        Duration age = present.isAfter(seenAt) ? Duration.between(seenAt, present) : Duration.ZERO;
        String id = row.text("instance");
        return new NodeStatus(
                id,
                row.text("name"),
                id.equals(identity.instance()),
                seenAt,
                age,
                age.compareTo(silence) > 0,
                JsonText.parse(row.text("figures")));
    }
}
