package org.heliograph.operations.system;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Topic;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.NamesakeDetector;
import org.heliograph.operations.nodes.NodeFiguresReader;
import org.heliograph.operations.nodes.NodeIdentity;
import org.heliograph.operations.system.SystemReportRepository.Row;
import org.heliograph.operations.system.SystemReportRepository.SignOfLife;
import org.heliograph.persistence.DatabaseMonitor;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.platform.StartState;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Publishes what {@link SystemMonitor} has found as soon as the database takes it, writes the row of this node with its figures, which is
 * its sign of life, and reports nodes whose signs are missing.
 */
@ApplicationScoped
public class SystemReporter {
    /** The channel is open to programs, too; figures are not kept. */
    static final Topic METRICS = Topic.ofChannel("system:metrics");

    static final int LONGEST_FIGURES = 8_000;

    private static final Logger LOG = Logger.getLogger(SystemReporter.class.getName());

    @Inject
    private NodeIdentity identity;

    @Inject
    private SystemMonitor monitor;

    @Inject
    private SystemReportRepository repository;

    @Inject
    private NodeFiguresReader figures;

    @Inject
    private DatabaseMonitor database;

    @Inject
    private StartState start;

    @Inject
    private Configuration configuration;

    private Duration silence;
    private PeerWatch watch;
    private NamesakeDetector namesakes;
    private boolean begun;
    private boolean stopped;
    private boolean shortened;
    private volatile Readings readings = new Readings(List.of(), 0);

    /** The rows of all nodes, and when they were read. */
    private record Readings(List<Row> rows, long nanos) {}

    @PostConstruct
    void configure() {
        silence = configuration.get(NodeSettings.NODE_SILENCE);
        watch = new PeerWatch(silence);
        namesakes = new NamesakeDetector(identity);
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
        begun = true;
        repository.write(
                new SignOfLife(identity.instance(), identity.name(), monitor.state(), bounded(figures.read())), events);
        if (!events.isEmpty()) {
            monitor.discard(events.get(events.size() - 1).ordinal());
        }
        List<Row> rows = repository.all();
        watch.succeeded(now);
        readings = new Readings(rows, now);
        rows.forEach(this::warnOfNamesake);
        if (watch.mayJudge(now)) {
            rows.forEach(this::judge);
        }
    }

    /** The figures as their column has room for them, without the reasons if need be. */
    String bounded(JsonObject measured) {
        String text = measured.toString();
        if (text.length() <= LONGEST_FIGURES) {
            return text;
        }
        if (!shortened) {
            shortened = true;
            LOG.log(
                    Level.WARNING,
                    "the figures of this node are too long for its row: {0} characters; other nodes do"
                            + " not show the reasons of its state",
                    text.length());
        }
        return JsonText.object(measured).remove("reasons").build().toString();
    }

    /** Their ids distinguish them where one of them is meant; lists, logs and alerts have the name alone. */
    private void warnOfNamesake(Row row) {
        if (namesakes.isFound(row.instance(), row.name(), row.seenAt(), row.present())) {
            LOG.log(
                    Level.WARNING,
                    "another node runs under the name {0} of this one, with the id {1}; this one has {2}: give each its own name by {3}",
                    new Object[] {row.name(), row.instance(), identity.instance(), NodeSettings.NODE_NAME.name()});
        }
    }

    private void judge(Row row) {
        if (!row.silent() && row.isOlderThan(silence)) {
            repository.reportSilent(row);
        } else if (row.silent() && row.isOlderThan(SystemReportRepository.EXPECTED)) {
            repository.end(row);
        }
    }

    /** The rows of the other nodes that are not silent, as they were read last. */
    List<Row> others() {
        Readings last = readings;
        return System.nanoTime() - last.nanos() > silence.toNanos()
                ? List.of()
                : last.rows().stream()
                        .filter(row -> !row.instance().equals(identity.instance()) && !row.isOlderThan(silence))
                        .toList();
    }

    /**
     * Deletes the row, and publishes that this node stops, unless it has not started or does not serve. While its database is away it can do
     * neither: then another node misses it.
     */
    synchronized void stop() {
        boolean first = !stopped;
        stopped = true;
        if (!first || database.problem().isPresent()) {
            return;
        }
        if (start.reason().isEmpty()) {
            repository.end(identity.instance(), identity.name(), monitor.farewell());
        } else if (begun) {
            repository.delete(identity.instance());
        }
    }
}
