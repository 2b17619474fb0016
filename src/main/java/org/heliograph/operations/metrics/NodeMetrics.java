package org.heliograph.operations.metrics;

import static org.heliograph.metric.MetricDefinition.counter;
import static org.heliograph.metric.MetricDefinition.gauge;

import org.heliograph.metric.MetricDefinition;

/** The metrics whose values are read from the parts of the node when Prometheus asks. */
final class NodeMetrics {
    private static final String JOB = "name";

    // Node
    static final MetricDefinition INFO =
            gauge("heliograph_node_version", "version", "1, with the version of the application.");
    static final MetricDefinition STARTED = gauge(
            "heliograph_started",
            "",
            "1 once the application has started; 0 while it starts or waits for its database, and when it cannot start.");
    static final MetricDefinition READY =
            gauge("heliograph_ready", "", "1 while a load balancer should send clients here, as `/health/ready` says.");
    static final MetricDefinition DRAINING = gauge("heliograph_draining", "", "1 while the node is drained.");
    static final MetricDefinition DEADLOCKED = gauge(
            "heliograph_deadlocked_threads",
            "",
            "Threads of the application that wait for one another for ever, as `/health/live` says.");

    // Connections
    static final MetricDefinition SOCKETS =
            gauge("heliograph_sockets", "dialect", "Open sockets and streams; `ws` are channels and status pages.");
    static final MetricDefinition SOCKETS_SIGNED_IN =
            gauge("heliograph_sockets_signed_in", "", "Those of them that are not anonymous.");
    static final MetricDefinition SUBSCRIPTIONS =
            gauge("heliograph_subscriptions", "", "Subscriptions of all connections of this node.");
    static final MetricDefinition TOPICS = gauge("heliograph_topics", "", "Topics with a subscription on this node.");

    // Event log
    static final MetricDefinition PENDING = gauge(
            "heliograph_pending_oldest_seconds",
            "",
            "How long the oldest committed event has waited for its sequence number.");
    static final MetricDefinition LOG_ROWS = gauge(
            "heliograph_log_rows",
            "",
            "Events in the log, of the whole installation, as of the last minute; `NaN` while they cannot be counted.");
    static final MetricDefinition LOG_AGE = gauge(
            "heliograph_log_oldest_seconds",
            "",
            "Age of the oldest event in the log, of the whole installation, as of the last minute; `NaN` as before.");

    // Broker
    static final MetricDefinition BROKER = gauge(
            "heliograph_broker_connected", "", "1 while messages pass between the nodes; always 1 without Redis.");
    static final MetricDefinition BROKER_IGNORED =
            counter("heliograph_broker_ignored_total", "reason", "Messages on Redis that this node ignored.");

    // Database
    static final MetricDefinition DATABASE =
            gauge("heliograph_database_up", "", "1 while the database answers, also when it refuses some calls.");
    static final MetricDefinition DATABASE_DEGRADED = gauge(
            "heliograph_database_degraded",
            "",
            "1 while the database answers but refuses some calls: read-only, full, locked or too slow, as `/health` says.");
    static final MetricDefinition DATABASE_USED =
            gauge("heliograph_database_requests", "", "Requests that use the database at this moment.");
    static final MetricDefinition DATABASE_LIMIT = gauge(
            "heliograph_database_requests_limit", "", "How many may: the setting `heliograph.database.requests`.");
    static final MetricDefinition DATABASE_WAITING =
            gauge("heliograph_database_waiting", "", "Requests that wait for a place among them.");
    static final MetricDefinition DATABASE_REFUSED = counter(
            "heliograph_database_refused_total", "", "Requests that got no place, or none in time, and so a 503.");

    static final MetricDefinition POOL_CONNECTIONS = gauge(
            "heliograph_pool_connections",
            "state",
            "Connections of the server's pool: in_use, available (those that may still be made included). WildFly only, "
                    + "as the next ones.");
    static final MetricDefinition POOL_WAITS =
            counter("heliograph_pool_waits_total", "", "Times that a connection of it had to be waited for.");
    static final MetricDefinition POOL_FAILURES =
            counter("heliograph_pool_failures_total", "", "Times that there was none within 5 s.");

    // Jobs
    static final MetricDefinition JOBS_STALLED = gauge(
            "heliograph_jobs_stalled",
            "",
            "1 while a job has not done its work for 15 s and no trouble of the database is the reason, as `/health` says.");
    static final MetricDefinition JOB_PERIOD =
            gauge("heliograph_job_period_seconds", JOB, "Time from one run of a job to the next.");
    static final MetricDefinition JOB_LAST_RUN = gauge(
            "heliograph_job_last_run_timestamp_seconds",
            JOB,
            "When its newest run ended, in seconds since 1970; before the first, when the jobs were started.");
    static final MetricDefinition JOB_DURATION =
            gauge("heliograph_job_last_duration_seconds", JOB, "How long that run took.");
    static final MetricDefinition JOB_FAILING = gauge("heliograph_job_failing", JOB, "1 when that run failed.");
    static final MetricDefinition JOB_FAILURES =
            counter("heliograph_job_failures_total", JOB, "Runs of a job that failed.");

    // Hibernate
    static final MetricDefinition HIBERNATE_QUERIES = counter(
            "heliograph_hibernate_queries_total", "", "Queries that Hibernate executed; on WildFly, as the next ones.");
    static final MetricDefinition HIBERNATE_STATEMENTS =
            counter("heliograph_hibernate_statements_total", "", "Statements that it prepared; a batch counts once.");
    static final MetricDefinition HIBERNATE_FLUSHES =
            counter("heliograph_hibernate_flushes_total", "", "Flushes of changed entities.");
    static final MetricDefinition HIBERNATE_TRANSACTIONS =
            counter("heliograph_hibernate_transactions_total", "", "Transactions in which entities were used.");

    private NodeMetrics() {}
}
