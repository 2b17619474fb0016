package org.heliograph.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.heliograph.chaos.model.DatabaseState;
import org.heliograph.chaos.model.TopicModel;
import org.heliograph.chaos.writer.ChangeRecorder;
import org.heliograph.cluster.pair.Pair;
import org.heliograph.testing.RedisProcess;
import org.heliograph.testing.RestorableDatabase;
import org.heliograph.testing.Server;
import org.heliograph.testing.TcpProxy;

/** Two nodes, a database and a broker. Each can be made to fail and is recovered afterwards. */
final class TestCluster implements AutoCloseable {
    private static final String NAME = "chaos";
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration NUMBERED = Duration.ofSeconds(60);
    private static final Duration TRANSACTION = Duration.ofMillis(500);
    private static final int STARTS = 3;
    /** Small outboxes make slow readers resume from the log. Short periods make the server's own jobs write as well. */
    private static final Map<String, String> SETTINGS = Map.of(
            "HELIOGRAPH_OUTBOX_FRAMES", "32",
            "HELIOGRAPH_SEND_TIMEOUT", "PT10S",
            "HELIOGRAPH_PING_INTERVAL", "PT5S",
            "HELIOGRAPH_LOG_SIZE", "10000000",
            "HELIOGRAPH_MACHINE_SILENCE", "PT5S",
            "HELIOGRAPH_MACHINE_GRACE", "PT0S",
            "HELIOGRAPH_MACHINE_CLEANUP", "PT1S",
            "HELIOGRAPH_JWT_ACCESS_LIFE", "P1D");

    /** What has become of each machine, in the order of its versions: the row's lock orders the numbers. */
    private static final List<String> HISTORY = List.of(
            "create table recorded_version (n bigserial primary key, id text, org_id text, token text)",
            "create function remember() returns trigger language plpgsql as 'begin"
                    + " if tg_op = ''INSERT'' then insert into recorded_version (id, org_id, token)"
                    + "  values (new.id, new.org_id, ''INSERT'');"
                    + " elsif tg_op = ''DELETE'' then insert into recorded_version (id, org_id, token)"
                    + "  values (old.id, old.org_id, ''DELETE'');"
                    + " else"
                    + "  if new.status <> old.status then insert into recorded_version (id, org_id, token)"
                    + "   values (new.id, new.org_id, ''status '' || new.status); end if;"
                    + "  if new.version is distinct from old.version then insert into recorded_version (id, org_id, token)"
                    + "   values (new.id, new.org_id, ''version '' || new.version); end if;"
                    + " end if; return null; end'",
            "create trigger remember after insert or update or delete on machine for each row execute function remember()");

    private static final String REFUSAL = "create function refuse() returns trigger language plpgsql as "
            + "'begin raise exception ''refused at the commit'' using errcode = ''23514''; end'";

    /** Tables, each with the column whose value marks a row that the trigger rejects. */
    private static final Map<String, String> REFUSED = Map.of(
            "machine", "version",
            "alert", "message",
            "incident", "title",
            "incident_update", "message",
            "maintenance", "title",
            "maintenance_update", "message");

    private final Pair pair = new Pair(NAME, SETTINGS);
    private final Map<Server, CompletableFuture<Void>> starting = new ConcurrentHashMap<>();
    /** Of the database while it is suspended. */
    private ProcessHandle postmaster;

    private DatabaseRestore restore;

    TestCluster() {
        if (!FakeClock.OFFSET.isEmpty()) {
            pair.b().kill();
            FakeClock.environment().forEach(pair.b()::configure);
            pair.b().start();
        }
        try (Connection database = pair.database();
                Statement statement = database.createStatement()) {
            for (String step : HISTORY) {
                statement.execute(step);
            }
            statement.execute(REFUSAL);
            for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
                statement.execute("create constraint trigger refuse after insert or update on " + refused.getKey()
                        + " deferrable initially deferred for each row when (new." + refused.getValue() + " like '"
                        + ChangeRecorder.REJECTED + "%') execute function refuse()");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Server> nodes() {
        return List.of(pair.a(), pair.b());
    }

    RedisProcess redis() {
        return pair.redis();
    }

    /** The proxy between a node and Redis. */
    TcpProxy redisProxy(Server node) {
        return pair.redisProxy(node);
    }

    /** Kills a node and starts it again; returns before it is back. */
    void restart(Server node) {
        awaitNode(node);
        node.kill();
        starting.put(node, CompletableFuture.runAsync(() -> start(node)));
    }

    /** Retries a start that fails because Redis or the database is away, as an administrator would. */
    private static void start(Server node) {
        for (int left = STARTS - 1; ; left--) {
            try {
                node.start();
                return;
            } catch (IllegalStateException failed) {
                if (left == 0) {
                    throw failed;
                }
            }
        }
    }

    /** Waits until a restarted node is ready. */
    void awaitNode(Server node) {
        starting.getOrDefault(node, CompletableFuture.completedFuture(null)).join();
    }

    /** Waits until at least one node is ready. */
    void awaitAnyNode() {
        if (starting.size() == nodes().size()) {
            CompletableFuture.anyOf(starting.values().toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    /** Terminates a node's database connections, also within transactions. @return how many */
    int cutDatabaseConnections(Server node) {
        try (Connection database = pair.database();
                PreparedStatement cut = database.prepareStatement("select count(pg_terminate_backend(pid))"
                        + " from pg_stat_activity where application_name = ?")) {
            cut.setString(1, application(node));
            try (ResultSet row = cut.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    RestorableDatabase restorable() {
        return pair.restorable();
    }

    /** Ends all sessions of the nodes at the database, and waits until it works for none any more. */
    void endDatabaseSessions() {
        await().atMost(NUMBERED)
                .until(() ->
                        nodes().stream().mapToInt(this::cutDatabaseConnections).sum() == 0);
    }

    /** What {@link Fault#RESTORE_DATABASE} does. */
    void restoredBy(DatabaseRestore process) {
        restore = process;
    }

    DatabaseRestore restore() {
        return restore;
    }

    /** The proxy between a node and the database. */
    TcpProxy databaseProxy(Server node) {
        return pair.databaseProxy(node);
    }

    /** Waits until a node is within a transaction, if it soon is. @return whether it is */
    boolean awaitTransaction(Server node) {
        long until = System.nanoTime() + TRANSACTION.toNanos();
        try (Connection database = pair.database();
                PreparedStatement open = database.prepareStatement("select 1 from pg_stat_activity"
                        + " where application_name = ? and backend_xid is not null limit 1")) {
            open.setString(1, application(node));
            while (System.nanoTime() < until) {
                try (ResultSet row = open.executeQuery()) {
                    if (row.next()) {
                        return true;
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Suspends all processes of the database with all connections open, or lets them continue. */
    void suspendDatabase(boolean suspended) {
        if (suspended) {
            postmaster = postmaster();
        }
        List<String> command = new ArrayList<>(List.of("kill", suspended ? "-STOP" : "-CONT"));
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .forEach(process -> command.add("" + process.pid()));
        try {
            // some may have ended since they were listed
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another process after each restore. */
    private ProcessHandle postmaster() {
        try (Connection database = pair.database();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String application(Server node) {
        return NAME + (node == pair.a() ? "-a" : "-b");
    }

    /** Waits until a node is healthy. */
    void awaitHealthy(Server node) {
        awaitNode(node);
        await().atMost(BACK).ignoreExceptions().until(() -> Pair.healthy(node));
    }

    /** Waits until all nodes are healthy. */
    void awaitHealthy() {
        nodes().forEach(this::awaitHealthy);
    }

    /** The database state of a topic, when every committed event has its number. */
    DatabaseState state(TopicModel topicModel) {
        try (Connection database = pair.database();
                PreparedStatement pending = database.prepareStatement("select 1 from pending_event limit 1")) {
            await().atMost(NUMBERED).until(() -> {
                try (ResultSet row = pending.executeQuery()) {
                    return !row.next();
                }
            });
            return DatabaseState.read(database, topicModel);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        pair.close();
    }
}
