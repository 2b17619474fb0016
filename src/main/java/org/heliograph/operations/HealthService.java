package org.heliograph.operations;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.heliograph.broker.Broker;
import org.heliograph.demo.Demo;
import org.heliograph.event.Timestamps;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.drain.DrainService;
import org.heliograph.json.JsonText;

/** Whether this node can do its work (docs/operations.md). */
@ApplicationScoped
public class HealthService {
    private static final Logger LOG = Logger.getLogger(HealthService.class.getName());
    private static final int DATABASE_SECONDS = 2;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Inject
    private Broker broker;

    @Inject
    private SessionRegistry sessions;

    @Inject
    private Hub hub;

    @Inject
    private DrainService draining;

    @Inject
    private Demo demo;

    @Inject
    private Clock clock;

    /** Why nobody new should be sent to the node, since it cannot do all of its work or is about to stop; empty when all is well. */
    public Optional<String> trouble() {
        if (draining()) {
            return Optional.of("about to stop");
        }
        if (!databaseAnswers()) {
            return Optional.of("database unreachable");
        }
        if (!broker.connected()) {
            return Optional.of("redis unreachable");
        }
        return demo.ready() ? Optional.empty() : Optional.of("demo data not there yet");
    }

    /** The report, with or without a reason why all is not well. */
    public JsonObject report(Optional<String> trouble) {
        JsonObjectBuilder report = JsonText.object()
                .add("status", trouble.isEmpty() ? "ok" : draining() ? "draining" : "degraded")
                .add("service", "realtime")
                .add("connections", sessions.size())
                .add("authenticated", sessions.authenticated())
                .add("activeChannels", hub.activeTopics());
        trouble.ifPresent(reason -> report.add("reason", reason));
        return report.add("timestamp", Timestamps.format(clock.instant())).build();
    }

    private boolean draining() {
        return draining.progress().isPresent();
    }

    private boolean databaseAnswers() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(DATABASE_SECONDS);
        } catch (SQLException unreachable) {
            LOG.log(Level.FINE, "the database does not answer", unreachable);
            return false;
        }
    }
}
