package org.heliograph.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.util.Optional;
import org.heliograph.broker.Broker;
import org.heliograph.demo.Demo;
import org.heliograph.event.Timestamps;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.drain.DrainService;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.DatabaseMonitor;
import org.heliograph.persistence.DatabaseProblem;
import org.heliograph.platform.JobScheduler;
import org.heliograph.platform.StartState;

/** Whether this node is fit to serve (docs/operations.md). */
@ApplicationScoped
public class HealthService {
    @Inject
    private DatabaseMonitor database;

    @Inject
    private StartState start;

    @Inject
    private Broker broker;

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
        if (problem.isPresent()) {
            // reads and sockets go on, and jobs that cannot write are no reason of their own
            String words = problem.get().words();
            return Health.limited(stalled.map(jobs -> words + "; " + jobs).orElse(words), "database");
        }
        if (stalled.isPresent()) {
            return Health.unfit("degraded", stalled.get());
        }
        Health started = started();
        if (!started.fit()) {
            return started;
        }
        return broker.connected() ? Health.OK : Health.without("redis");
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
                .add("activeChannels", hub.activeTopics());
        if (health.reason() != null) {
            report.add("reason", health.reason());
        }
        if (!health.degraded().isEmpty()) {
            report.add("degraded", JsonText.array(health.degraded()));
        }
        return report.add("timestamp", Timestamps.format(clock.instant())).build();
    }
}
