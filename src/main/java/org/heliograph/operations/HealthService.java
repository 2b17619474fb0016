package org.heliograph.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heliograph.broker.Broker;
import org.heliograph.demo.Demo;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.PendingEventStatus;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.drain.DrainService;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.DatabaseMonitor;
import org.heliograph.persistence.DatabaseProblem;
import org.heliograph.platform.JobScheduler;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.platform.StartState;

/** Whether this node is fit to serve (docs/operations.md). */
@ApplicationScoped
public class HealthService {
    /** Events that wait for so long reach no client, and no node works on them. */
    private static final Duration LONGEST_PENDING = Duration.ofSeconds(15);

    @Inject
    private DatabaseMonitor database;

    @Inject
    private StartState start;

    @Inject
    private Broker broker;

    @Inject
    private PendingEventStatus pending;

    @Inject
    private SessionRegistry sessions;

    @Inject
    private Hub hub;

    @Inject
    private DrainService draining;

    @Inject
    private JobScheduler scheduler;

    @Inject
    private Demo demo;

    @Inject
    private Clock clock;

    /** Produced here, since the database's package is below that of the jobs. */
    @Produces
    static ScheduledJob watch(DatabaseMonitor database) {
        return new ScheduledJob("database-monitor", Duration.ofSeconds(1), database::ensureWatched);
    }

    /**
     * Whether a load balancer should send clients to this node. Without Redis it serves, and with a database that refuses some calls; it
     * says so. Never waits for the database.
     */
    public Health ready() {
        Optional<String> waiting = start.reason();
        if (waiting.isPresent()) {
            return Health.unfit("starting", waiting.get());
        }
        if (draining.progress().isPresent()) {
            return Health.unfit("draining", "about to stop");
        }
        Optional<DatabaseProblem> problem = database.problem();
        if (problem.filter(DatabaseProblem::isTotal).isPresent()) {
            return Health.unfit("degraded", problem.get().words());
        }
        Optional<String> stalled = scheduler.problem();
        // jobs that a database that answers refuses to serve are no reason of their own: reads and sockets go on
        if (stalled.isPresent() && problem.isEmpty()) {
            return Health.unfit("degraded", stalled.get());
        }
        Health started = started();
        if (!started.fit()) {
            return started;
        }
        SortedMap<String, String> lacking = lacking();
        problem.ifPresent(one -> lacking.put(
                "database", one.words() + stalled.map(jobs -> "; " + jobs).orElse("")));
        return Health.without(lacking);
    }

    /** What this node lacks although it serves: every node lacks the same. */
    private SortedMap<String, String> lacking() {
        SortedMap<String, String> lacking = new TreeMap<>();
        broker.problem().ifPresent(reason -> lacking.put("redis", reason));
        if (pending.oldest().compareTo(LONGEST_PENDING) > 0) {
            lacking.put(
                    "log",
                    "events have been waiting for their sequence numbers for "
                            + pending.oldest().toSeconds() + " s");
        }
        return lacking;
    }

    /** Whether everything that the start brings, demo data too, is there. */
    public Health started() {
        Optional<String> waiting = start.reason();
        if (waiting.isPresent()) {
            return Health.unfit("starting", waiting.get());
        }
        return demo.ready() ? Health.OK : Health.unfit("starting", "demo data not there yet");
    }

    /** Whether the process answers. A restart cures nothing else: a database that is away must not restart every node. */
    public Health live() {
        return Health.OK;
    }

    /** The body of the response (docs/operations.md). */
    JsonObject report(Health health) {
        JsonObjectBuilder report = JsonText.object()
                .add("status", health.status())
                .add("service", "realtime")
                .add("connections", sessions.size())
                .add("authenticated", sessions.authenticated())
                .add("activeChannels", hub.activeTopics())
                .add("oldestPendingMillis", pending.oldest().toMillis());
        if (health.reason() != null) {
            report.add("reason", health.reason());
        }
        if (!health.degraded().isEmpty()) {
            report.add("degraded", JsonText.array(health.degraded()));
        }
        return report.add("timestamp", Timestamps.format(clock.instant())).build();
    }
}
