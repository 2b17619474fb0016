package org.heliograph.operations.metrics;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.heliograph.broker.Broker;
import org.heliograph.broker.BrokerStatistics;
import org.heliograph.eventlog.PendingEventStatus;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.drain.DrainService;
import org.heliograph.hub.outbox.FrameMetrics;
import org.heliograph.metric.MetricDefinition;
import org.heliograph.operations.health.DeadlockDetector;
import org.heliograph.operations.health.HealthService;
import org.heliograph.operations.node.PersistenceStatistics;
import org.heliograph.persistence.DatabaseBulkhead;
import org.heliograph.persistence.DatabaseMonitor;
import org.heliograph.persistence.DatabaseProblem;
import org.heliograph.platform.JobScheduler;
import org.heliograph.platform.StartState;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.ProductVersion;

/**
 * The metrics of this node. They are bound at the first scrape; what is counted where it happens counts from the start. No value waits
 * for the database or another node. Until the application has started there are only those that need no part of it.
 */
@ApplicationScoped
public class NodeMeters {
    @Inject
    private StartState start;

    @Inject
    private HealthService health;

    @Inject
    private DeadlockDetector deadlocks;

    @Inject
    private DrainService draining;

    @Inject
    private SessionRegistry sessions;

    @Inject
    private Hub hub;

    @Inject
    private PendingEventStatus pending;

    @Inject
    private LogSize logSize;

    @Inject
    private Broker broker;

    @Inject
    private DatabaseMonitor database;

    @Inject
    private DatabaseBulkhead bulkhead;

    @Inject
    private JobScheduler scheduler;

    @Inject
    private PersistenceStatistics persistence;

    private final ServerPool pool = new ServerPool();
    /** Until the application has started; null before the first scrape and afterwards. */
    private MeterBinding starting;

    private MeterBinding binding;
    private boolean closed;

    /** For the container. */
    public NodeMeters() {}

    NodeMeters(StartState start) {
        this.start = start;
    }

    /** Writes all metrics that there are. @param contentType of {@link MeterBinding} */
    public void write(OutputStream to, String contentType) throws IOException {
        bound().write(to, contentType);
    }

    /** @throws ApiException 503 once the application stops, which would leave listeners at the JVM */
    private synchronized MeterBinding bound() {
        if (closed) {
            throw new ApiException(503, "STOPPING", "This node stops.");
        }
        if (binding == null && start.reason().isPresent()) {
            starting = starting == null ? MeterBinding.filled(this::bindStart) : starting;
            return starting;
        }
        if (binding == null) {
            binding = MeterBinding.filled(this::bind);
            closeStarting();
        }
        return binding;
    }

    private void closeStarting() {
        if (starting != null) {
            starting.close();
            starting = null;
        }
    }

    /** A node that has not started is neither ready nor drained. */
    private void bindStart(MeterBinding to) {
        to.bindCatalog();
        to.bindJvm();
        to.gauge(NodeMetrics.INFO, ProductVersion.text(), () -> 1);
        for (MetricDefinition unset : List.of(NodeMetrics.STARTED, NodeMetrics.READY, NodeMetrics.DRAINING)) {
            to.gauge(unset, () -> 0);
        }
    }

    private void bind(MeterBinding to) {
        to.bindCatalog();
        to.bindJvm();
        bindNode(to);
        bindConnections(to);
        bindLog(to);
        bindDatabase(to);
        bindBroker(to);
        flag(to, NodeMetrics.JOBS_STALLED, () -> !health.jobs().fit());
        new JobMeters(scheduler).bind(to);
    }

    private void bindNode(MeterBinding to) {
        to.gauge(NodeMetrics.INFO, ProductVersion.text(), () -> 1);
        to.gauge(NodeMetrics.STARTED, () -> 1);
        flag(to, NodeMetrics.READY, () -> health.ready().fit());
        flag(to, NodeMetrics.DRAINING, () -> draining.progress().isPresent());
        to.gauge(NodeMetrics.DEADLOCKED, () -> deadlocks.deadlocked().size());
    }

    private void bindConnections(MeterBinding to) {
        for (String dialect : FrameMetrics.DIALECTS) {
            to.gauge(NodeMetrics.SOCKETS, dialect, () -> sockets(dialect));
        }
        to.gauge(NodeMetrics.SOCKETS_SIGNED_IN, sessions::authenticated);
        to.gauge(
                NodeMetrics.SUBSCRIPTIONS,
                () -> hub.subscriberCounts().values().stream()
                        .mapToLong(Integer::longValue)
                        .sum());
        to.gauge(NodeMetrics.TOPICS, hub::activeTopics);
    }

    private long sockets(String dialect) {
        return sessions.all().stream()
                .filter(connection -> connection.dialect().name().equals(dialect))
                .count();
    }

    private void bindLog(MeterBinding to) {
        to.gauge(NodeMetrics.PENDING, () -> seconds(pending.oldest()));
        to.gauge(NodeMetrics.LOG_ROWS, logSize::rows);
        to.gauge(NodeMetrics.LOG_AGE, logSize::oldestSeconds);
    }

    private void bindDatabase(MeterBinding to) {
        flag(
                to,
                NodeMetrics.DATABASE,
                () -> database.problem().filter(DatabaseProblem::isTotal).isEmpty());
        flag(
                to,
                NodeMetrics.DATABASE_DEGRADED,
                () -> database.problem().filter(problem -> !problem.isTotal()).isPresent());
        to.gauge(NodeMetrics.DATABASE_USED, bulkhead::used);
        to.gauge(NodeMetrics.DATABASE_LIMIT, bulkhead::places);
        to.gauge(NodeMetrics.DATABASE_WAITING, bulkhead::waiting);
        to.counter(NodeMetrics.DATABASE_REFUSED, "", bulkhead, DatabaseBulkhead::refused);
        if (pool.available()) {
            to.gauge(NodeMetrics.POOL_CONNECTIONS, "in_use", () -> pool.number("InUseCount"));
            to.gauge(NodeMetrics.POOL_CONNECTIONS, "available", () -> pool.number("AvailableCount"));
            to.counter(NodeMetrics.POOL_WAITS, "", pool, same -> same.number("WaitCount"));
            to.counter(NodeMetrics.POOL_FAILURES, "", pool, same -> same.number("BlockingFailureCount"));
        }
        if (persistence.available()) {
            to.counter(NodeMetrics.HIBERNATE_QUERIES, "", persistence, PersistenceStatistics::queriesExecuted);
            to.counter(NodeMetrics.HIBERNATE_STATEMENTS, "", persistence, PersistenceStatistics::statementsPrepared);
            to.counter(NodeMetrics.HIBERNATE_FLUSHES, "", persistence, PersistenceStatistics::flushes);
            to.counter(NodeMetrics.HIBERNATE_TRANSACTIONS, "", persistence, PersistenceStatistics::transactions);
        }
    }

    private void bindBroker(MeterBinding to) {
        flag(to, NodeMetrics.BROKER, broker::connected);
        ignored(to, "other_installation", BrokerStatistics::otherInstallation);
        ignored(to, "refused", BrokerStatistics::refused);
        ignored(to, "too_large", BrokerStatistics::tooLarge);
        ignored(to, "unreadable", BrokerStatistics::unreadable);
    }

    private void ignored(MeterBinding to, String reason, Function<BrokerStatistics, Long> count) {
        to.counter(NodeMetrics.BROKER_IGNORED, reason, broker, asked -> count.apply(asked.statistics()));
    }

    private static void flag(MeterBinding to, MetricDefinition definition, Supplier<Boolean> set) {
        to.gauge(definition, () -> set.get() ? 1 : 0);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    @PreDestroy
    synchronized void close() {
        closed = true;
        closeStarting();
        if (binding != null) {
            binding.close();
        }
    }
}
