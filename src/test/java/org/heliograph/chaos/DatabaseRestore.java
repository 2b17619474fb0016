package org.heliograph.chaos;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.heliograph.chaos.check.ChangeRegistry;
import org.heliograph.chaos.model.DatabaseState;
import org.heliograph.chaos.model.TopicModel;
import org.heliograph.testing.RestorableDatabase.Backup;
import org.heliograph.testing.Server;

/**
 * Restores the database from a base backup under the running nodes, while writers and readers work, and keeps what the checker must know:
 * the logs that are lost, and which changes may be lost with them.
 */
final class DatabaseRestore {
    /**
     * So much is committed after the backup at least that the restored log has not passed the readers' numbers again when the nodes notice:
     * a reader that is connected could not know which of two events it got by a number (docs/protocols.md, gaps).
     */
    private static final int LEAST_MILLIS = 4_000;

    private static final int MORE_MILLIS = 3_000;
    private static final Duration NOTICED = Duration.ofSeconds(30);

    private final TestCluster cluster;
    private final WriterGroup writers;
    private final ChangeRegistry registry;
    private final List<TopicModel> topics;

    /** The logs at the end of an epoch. */
    private record ReplacedLogs(String epoch, List<DatabaseState> states) {}

    private final List<ReplacedLogs> replaced = new ArrayList<>();

    DatabaseRestore(TestCluster cluster, WriterGroup writers, ChangeRegistry registry, List<TopicModel> topics) {
        this.cluster = cluster;
        this.writers = writers;
        this.registry = registry;
        this.topics = topics;
    }

    /** The epoch of the log, as a node names it. */
    static String epoch(Server node) {
        return node.as("alice@acme.test")
                .get("/api/db/machines?org_id=acme&limit=1")
                .header("X-Heliograph-Epoch");
    }

    /** Calls for the logs of each epoch that has ended. */
    void forEachReplaced(BiConsumer<String, Collection<DatabaseState>> action) {
        replaced.forEach(logs -> action.accept(logs.epoch(), logs.states()));
    }

    /** Returns when both nodes have noticed the restore. @return a description */
    String run(Random random) {
        cluster.awaitHealthy();
        String epoch = epoch(cluster.nodes().get(0));
        registry.settle();
        Backup backup = cluster.restorable().backUp();
        int millis = LEAST_MILLIS + random.nextInt(MORE_MILLIS);
        Pause.millis(millis);
        cluster.nodes().forEach(node -> {
            cluster.databaseProxy(node).stopForwarding();
            cluster.databaseProxy(node).cut();
        });
        cluster.endDatabaseSessions();
        List<DatabaseState> ends = read();
        replaced.add(new ReplacedLogs(epoch, ends));
        List<Long> kept = new ArrayList<>();
        cluster.restorable().restore(backup, restored -> kept.add(publications(restored)));
        cluster.restorable().discard(backup);
        cluster.nodes().forEach(node -> cluster.databaseProxy(node).restore());
        cluster.awaitHealthy();
        cluster.nodes()
                .forEach(node -> await().atMost(NOTICED).until(() -> epoch(node).compareTo(epoch) > 0));
        writers.restored(registry::doubt);
        return "from a backup of " + millis + " ms before, " + (publications(ends) - kept.get(0)) + " events lost";
    }

    private List<DatabaseState> read() {
        List<DatabaseState> states = new ArrayList<>();
        for (TopicModel topic : topics) {
            try (Connection database = cluster.restorable().connect()) {
                states.add(DatabaseState.read(database, topic));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return states;
    }

    private static long publications(List<DatabaseState> states) {
        return states.stream().mapToLong(state -> state.log().size()).sum();
    }

    private long publications(Connection database) throws SQLException {
        String names = String.join("','", topics.stream().map(TopicModel::topic).toList());
        try (Statement statement = database.createStatement();
                var row = statement.executeQuery("select count(*) from publication where topic in ('" + names + "')")) {
            row.next();
            return row.getLong(1);
        }
    }
}
