package org.heliograph.operations.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.hub.Hub;
import org.heliograph.platform.ScheduledJob;

/**
 * Delivers the figures of every node to the subscribers of {@code system:metrics} on this node, one event for each node. Without
 * subscribers nothing is measured. The nodes' rows carry the figures, so that no event must pass between the nodes.
 */
@ApplicationScoped
public class SystemMetricsPublisher {
    @Inject
    private NodeFigures own;

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
        List<String> figures = new ArrayList<>();
        figures.add(own.measure());
        figures.addAll(reporter.othersFigures());
        Instant now = Timestamps.now(clock);
        hub.fanOut(
                SystemReporter.METRICS,
                figures.stream()
                        .map(json -> new Publication(
                                SystemReporter.METRICS, Publication.UNLOGGED, SystemEvent.NAME, json, now))
                        .toList(),
                null);
    }
}
