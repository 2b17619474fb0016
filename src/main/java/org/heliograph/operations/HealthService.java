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
import org.heliograph.platform.StartState;

/** Whether this node is fit to serve (docs/operations.md). */
@ApplicationScoped
public class HealthService {
    private static final Logger LOG = Logger.getLogger(HealthService.class.getName());
    private static final int DATABASE_SECONDS = 2;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

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
    private Demo demo;

    @Inject
    private Clock clock;

    /** Why a load balancer should send no new clients to this node; empty when it is healthy. */
    public Optional<String> failureReason() {
        if (start.reason().isPresent()) {
            return start.reason();
        }
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

    /** The body of the health response. @param reason why the node is not healthy, if so */
    public JsonObject report(Optional<String> reason) {
        JsonObjectBuilder report = JsonText.object()
                .add("status", reason.isEmpty() ? "ok" : draining() ? "draining" : "degraded")
                .add("service", "realtime")
                .add("connections", sessions.size())
                .add("authenticated", sessions.authenticated())
                .add("activeChannels", hub.activeTopics());
        reason.ifPresent(text -> report.add("reason", text));
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
