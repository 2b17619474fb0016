package org.heliograph.operations.node;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.broker.Broker;
import org.heliograph.broker.BrokerStatistics;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.PendingEventStatus;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.drain.DrainService;
import org.heliograph.installation.Installation;
import org.heliograph.json.JsonText;
import org.heliograph.platform.JobScheduler;
import org.heliograph.platform.StartState;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.SocketSettings;

/** This node as administrators see and operate it. */
@ApplicationScoped
public class Node {
    public static final int MAX_DRAIN_SECONDS = 3_600;

    @Inject
    private DrainService draining;

    @Inject
    private SessionRegistry sessions;

    @Inject
    private Hub hub;

    @Inject
    private Broker broker;

    @Inject
    private Installation installation;

    @Inject
    private PendingEventStatus pending;

    @Inject
    private StartState start;

    @Inject
    private JobScheduler scheduler;

    @Inject
    private Configuration configuration;

    @Inject
    private AuditTrail audit;

    private String name;
    private Duration usualTime;

    /** Reads settings here, since a JMX client's thread may see other settings or none. */
    @PostConstruct
    void configure() {
        name = configuration.get(NodeSettings.NODE_NAME);
        usualTime = configuration.get(SocketSettings.DRAIN_OVER);
    }

    /** The name of the node in logs and on the broker. */
    public String name() {
        return name;
    }

    public boolean isDraining() {
        return draining.progress().isPresent();
    }

    public int openSockets() {
        return sessions.size();
    }

    public int authenticatedSockets() {
        return sessions.authenticated();
    }

    public int activeTopics() {
        return hub.activeTopics();
    }

    /** How each periodic job has run so far, by name, such as {@code machine-cleanup: every PT15S, last run 2026-… in PT0.003S, 0 failures}. */
    public List<String> jobs() {
        return scheduler.jobs().stream()
                .map(job -> job.name() + ": every " + job.period()
                        + (job.lastEnd() == null
                                ? ", not run yet"
                                : ", last run " + Timestamps.format(job.lastEnd()) + " in " + job.duration())
                        + ", " + job.failures() + " failures"
                        + (job.lastFailure() == null ? "" : ", the newest: " + job.lastFailure()))
                .sorted()
                .toList();
    }

    /** The id of the installation; empty until the application has started. */
    public String installation() {
        return start.reason().isPresent() ? "" : installation.id();
    }

    /** How long the oldest committed event has waited for its sequence number, as of the last second. */
    public Duration oldestPendingEvent() {
        return pending.oldest();
    }

    /** What the broker has received and ignored. */
    public BrokerStatistics ignoredMessages() {
        return broker.statistics();
    }

    /** The configured time over which a drain closes sockets. */
    public Duration defaultDrainTime() {
        return usualTime;
    }

    /** As {@link #drain}, recorded by the node on which an administrator has asked for it. @param over null for the configured time */
    public void beginDrain(Duration over) {
        draining.start(over == null ? usualTime : over);
    }

    /** As {@link #undrain}, recorded elsewhere. */
    public void endDrain() {
        draining.cancel();
    }

    /** Drains it, also while the database is away. */
    public void drain(Duration over) {
        draining.start(over);
        audit.recordLater(AuditEntry.of(AuditAction.NODE_DRAIN).on(null, name).change("over", null, over.toString()));
    }

    public void undrain() {
        draining.cancel();
        audit.recordLater(AuditEntry.of(AuditAction.NODE_UNDRAIN).on(null, name));
    }

    /** {@code {node,draining,sockets,authenticated,began_at?,over_seconds?}} */
    public JsonObject report() {
        Optional<DrainService.Progress> course = draining.progress();
        JsonObjectBuilder report = JsonText.object()
                .add("node", name())
                .add("draining", course.isPresent())
                .add("sockets", openSockets())
                .add("authenticated", authenticatedSockets());
        course.ifPresent(under -> report.add("began_at", Timestamps.format(under.startedAt()))
                .add("over_seconds", under.duration().toSeconds()));
        return report.build();
    }
}
