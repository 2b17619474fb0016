package org.heliograph.operations.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;
import org.heliograph.broker.Broker;
import org.heliograph.delivery.DeliveryMetrics;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.PendingEventStatus;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FrameMetrics;
import org.heliograph.json.JsonText;
import org.heliograph.metric.CounterFamily;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.ProductVersion;

/** The figures of this node that {@code system:metrics} carries. Waits for nothing. */
@ApplicationScoped
public class NodeFigures {
    @Inject
    private SystemMonitor monitor;

    @Inject
    private SessionRegistry sessions;

    @Inject
    private Hub hub;

    @Inject
    private PendingEventStatus pending;

    @Inject
    private Broker broker;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** A JSON object. Counters count from the start of the node. */
    String measure() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return JsonText.object()
                .add("node", monitor.node())
                .add("version", ProductVersion.text())
                .add("status", monitor.state().status())
                .add("sockets", sessions.size())
                .add("authenticated", sessions.authenticated())
                .add(
                        "subscriptions",
                        hub.subscriberCounts().values().stream()
                                .mapToLong(Integer::longValue)
                                .sum())
                .add("topics", hub.activeTopics())
                .add("publications", sum(DeliveryMetrics.PUBLICATIONS))
                .add("frames", sum(FrameMetrics.SENT))
                .add("lagMillis", pending.oldest().toMillis())
                .add("broker", broker())
                .add("heapUsedBytes", heap.getUsed())
                .add("heapMaxBytes", heap.getMax())
                .add("measuredAt", Timestamps.format(clock.instant()))
                .build()
                .toString();
    }

    private String broker() {
        if (configuration.find(NodeSettings.REDIS_URL).isEmpty()) {
            return "none";
        }
        return broker.connected() ? "connected" : "away";
    }

    private static long sum(CounterFamily family) {
        return family.counts().values().stream().mapToLong(LongAdder::sum).sum();
    }
}
