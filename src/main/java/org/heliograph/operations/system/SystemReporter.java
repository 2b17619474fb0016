package org.heliograph.operations.system;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.heliograph.event.Topic;
import org.heliograph.hub.Hub;
import org.heliograph.operations.system.SystemReportRepository.Row;
import org.heliograph.operations.system.SystemReportRepository.SignOfLife;
import org.heliograph.persistence.DatabaseMonitor;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.platform.StartState;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Publishes what {@link SystemMonitor} has found as soon as the database takes it, writes a sign of life of this node, and reports nodes
 * whose signs are missing.
 */
@ApplicationScoped
public class SystemReporter {
    /** The channel is open to programs, too; figures are not kept. */
    static final Topic METRICS = Topic.ofChannel("system:metrics");

    private final String instance = UUID.randomUUID().toString();

    @Inject
    private SystemMonitor monitor;

    @Inject
    private SystemReportRepository repository;

    @Inject
    private NodeFigures figures;

    @Inject
    private Hub hub;

    @Inject
    private DatabaseMonitor database;

    @Inject
    private StartState start;

    @Inject
    private Configuration configuration;

    private Duration silence;
    private PeerWatch watch;
    private boolean stopped;
    private volatile Readings readings = new Readings(List.of(), 0);

    /** The rows of all nodes, and when they were read. */
    private record Readings(List<Row> rows, long nanos) {}

    @PostConstruct
    void configure() {
        silence = configuration.get(NodeSettings.NODE_SILENCE);
        watch = new PeerWatch(silence);
    }

    @Produces
    static ScheduledJob job(SystemReporter reporter) {
        return new ScheduledJob("system-report", Duration.ofSeconds(1), reporter::run);
    }

    /** Called every second; does nothing most of the time. */
    public synchronized void run() {
        List<SystemEvent> events = monitor.pending();
        long now = System.nanoTime();
        if (stopped || events.isEmpty() && !watch.isDue(now)) {
            return;
        }
        repository.write(sign(), events);
        if (!events.isEmpty()) {
            monitor.discard(events.get(events.size() - 1).ordinal());
        }
        List<Row> rows = repository.all();
        watch.succeeded(now);
        readings = new Readings(rows, now);
        if (watch.mayJudge(now)) {
            rows.forEach(this::judge);
        }
    }

    private SignOfLife sign() {
        boolean here = hub.hasSubscribers(METRICS);
        boolean anywhere = here || readings.rows().stream().anyMatch(Row::listening);
        return new SignOfLife(instance, monitor.node(), monitor.state(), here, anywhere ? figures.measure() : null);
    }

    private void judge(Row row) {
        if (!row.silent() && row.isOlderThan(silence)) {
            repository.reportSilent(row, silence);
        } else if (row.silent() && row.isOlderThan(SystemReportRepository.EXPECTED)) {
            repository.end(row);
        }
    }

    /** The figures of the other nodes, as far as they are recent. */
    List<String> othersFigures() {
        Readings last = readings;
        return System.nanoTime() - last.nanos() > silence.toNanos()
                ? List.of()
                : last.rows().stream()
                        .filter(row -> !row.instance().equals(instance) && !row.isOlderThan(silence))
                        .map(Row::figures)
                        .filter(json -> json != null)
                        .toList();
    }

    /** Publishes that this node stops, unless it has not started, or its database is away: then another node misses it. */
    synchronized void stop() {
        if (!stopped && start.reason().isEmpty() && database.problem().isEmpty()) {
            repository.end(sign(), monitor.farewell());
        }
        stopped = true;
    }
}
