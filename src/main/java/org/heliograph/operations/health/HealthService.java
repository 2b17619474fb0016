package org.heliograph.operations.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
        Optional<String> leaving = draining();
        if (leaving.isPresent()) {
            return Health.unfit("draining", leaving.get());
        }
        for (Finding finding : List.of(database(), jobs())) {
            if (!finding.fit()) {
                return Health.unfit("degraded", finding.reason().orElseThrow());
            }
        }
        Optional<String> starting = starting();
        if (starting.isPresent()) {
            return Health.unfit("starting", starting.get());
        }
        SortedMap<String, String> lacking = new TreeMap<>();
        database().reason().ifPresent(reason -> lacking.put("database", reason));
        redis().ifPresent(reason -> lacking.put("redis", reason));
        log().ifPresent(reason -> lacking.put("log", reason));
        return Health.without(lacking);
    }

    /** Why not everything that the start brings, demo data too, is there; empty when it is. */
    Optional<String> starting() {
        return start.reason().or(() -> demo.ready() ? Optional.empty() : Optional.of("demo data not there yet"));
    }

    /** Why clients are sent away; empty when they are not. */
    Optional<String> draining() {
        return draining.progress().map(progress -> "about to stop");
    }

    /** Unfit without the database; fit with one that refuses some calls, with the jobs that suffer from that in the reason. */
    public Finding database() {
        Optional<DatabaseProblem> problem = database.problem();
        if (problem.isEmpty()) {
            return Finding.fitDespite(Optional.empty());
        }
        String words = problem.get().words();
        return problem.get().isTotal()
                ? Finding.unfitFor(Optional.of(words))
                : Finding.fitDespite(
                        Optional.of(words + stalled().map(jobs -> "; " + jobs).orElse("")));
    }

    /** Jobs that a database that answers refuses to serve are no reason of their own: reads and sockets go on. */
    public Finding jobs() {
        return Finding.unfitFor(database.problem().isEmpty() ? stalled() : Optional.empty());
    }

    /** Jobs do not run before the start is complete. */
    private Optional<String> stalled() {
        return start.reason().isPresent() ? Optional.empty() : scheduler.problem();
    }

    /** Why messages do not pass between the nodes, which go on without; empty while they do. */
    public Optional<String> redis() {
        return broker.problem();
    }

    /** Why committed events wait, on whichever node; empty while they do not. */
    public Optional<String> log() {
        return pending.oldest().compareTo(LONGEST_PENDING) > 0
                ? Optional.of("events have been waiting for their sequence numbers for "
                        + pending.oldest().toSeconds() + " s")
                : Optional.empty();
    }

    int connections() {
        return sessions.size();
    }

    long oldestPendingMillis() {
        return pending.oldest().toMillis();
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
