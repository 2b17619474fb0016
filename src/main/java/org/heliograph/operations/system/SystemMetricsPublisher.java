package org.heliograph.operations.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.hub.Hub;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.NodeFiguresReader;
import org.heliograph.operations.nodes.NodeIdentity;
import org.heliograph.platform.ScheduledJob;

/**
 * Delivers the figures of every node to the subscribers of {@code system:metrics} on this node, one event for each node. The nodes' rows carry the figures, so that no event must pass between the nodes.
 */
@ApplicationScoped
public class SystemMetricsPublisher {
    @Inject
    private NodeIdentity identity;

    @Inject
    private NodeFiguresReader own;

    @Inject
    private SystemMonitor monitor;

    @Inject
    private SystemReporter reporter;

    @Inject
    private Hub hub;

    @Inject
    private Clock clock;

    @Produces
    static ScheduledJob job(SystemMetricsPublisher publisher) {
        return new ScheduledJob("system-metrics", Duration.ofSeconds(10), publisher::publish);
    }

    /** Called every ten seconds. */
    public void publish() {
        if (!hub.hasSubscribers(SystemReporter.METRICS)) {
            return;
        }
        List<JsonObject> all = new ArrayList<>();
        all.add(MetricsMapper.data(identity.name(), monitor.state().status(), own.read()));
        reporter.others()
                .forEach(row -> all.add(MetricsMapper.data(row.name(), row.status(), JsonText.parse(row.figures()))));
        Instant now = Timestamps.now(clock);
        hub.fanOut(
                SystemReporter.METRICS,
                all.stream()
                        .map(data -> new Publication(
                                SystemReporter.METRICS, Publication.UNLOGGED, SystemEvent.NAME, data.toString(), now))
                        .toList(),
                null);
    }
}
