package org.heliograph.operations.nodes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.heliograph.broker.Broker;
import org.heliograph.delivery.DeliveryMetrics;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.LogNotifier;
import org.heliograph.eventlog.PendingEventStatus;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FrameMetrics;
import org.heliograph.json.JsonText;
import org.heliograph.metric.CounterFamily;
import org.heliograph.operations.health.Health;
import org.heliograph.operations.health.HealthService;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.settings.ProductVersion;
import org.heliograph.text.TextCleaner;

/** The figures of this node, for its row in the database and for those who read them on the node itself. */
@ApplicationScoped
public class NodeFiguresReader {
    private static final int MOST_REASONS = 8;
    private static final int LONGEST_REASON = 400;
    private static final int LONGEST_VERSION = 80;
    private static final long LAG_WINDOW_MILLIS = 10_000;

    private final String version = ProductVersion.text();
    private final String java = TextCleaner.line(System.getProperty("java.version", ""), LONGEST_VERSION);
    private final RecentLag lag = new RecentLag();
    private long lagMillis;
    private long lagLookedAt = MonotonicTime.millis();

    @Inject
    private HealthService health;

    @Inject
    private SessionRegistry sessions;

    @Inject
    private Hub hub;

    @Inject
    private PendingEventStatus pending;

    @Inject
    private Broker broker;

    @Inject
    private LogNotifier notifier;

    @Inject
    private ServerReport server;

    @Inject
    private Clock clock;

    /**
     * {@code version}, {@code server}, {@code java}, {@code database}, {@code started_at}, {@code state}, {@code reasons}, {@code sockets},
     * {@code signed_in}, {@code subscriptions}, {@code topics}, {@code lag_millis}, {@code pending_millis}, {@code broker}
     * ({@code connected}, {@code away} or {@code none}), {@code heap_used_bytes}, {@code heap_max_bytes}, {@code publications}, {@code frames}
     * (both since the start of the node), {@code measured_at}. Bounded in length; nothing secret. Outside of a transaction, since it may
     * open a connection to the database.
     */
    public JsonObject read() {
        Health now = health.ready();
        Runtime memory = Runtime.getRuntime();
        return JsonText.object()
                .add("version", version)
                .add("server", server.server())
                .add("java", java)
                .add("database", server.database())
                .add("started_at", Timestamps.format(ServerReport.startedAt()))
                .add("state", state(now))
                .add("reasons", JsonText.array(reasons(now)))
                .add("sockets", sessions.size())
                .add("signed_in", sessions.authenticated())
                .add("subscriptions", subscriptions())
                .add("topics", hub.activeTopics())
                .add("lag_millis", lagMillis())
                .add("pending_millis", pending.oldest().toMillis())
                .add("broker", notifier.hasBroker() ? broker.connected() ? "connected" : "away" : "none")
                .add("heap_used_bytes", memory.totalMemory() - memory.freeMemory())
                .add("heap_max_bytes", memory.maxMemory())
                .add("publications", sum(DeliveryMetrics.PUBLICATIONS))
                .add("frames", sum(FrameMetrics.SENT))
                .add("measured_at", Timestamps.format(clock.instant()))
                .build();
    }

    /** A node that lacks something and serves is ready. */
    static String state(Health health) {
        return health.fit() ? "ready" : health.status().equals("degraded") ? "unhealthy" : health.status();
    }

    static List<String> reasons(Health health) {
        List<String> reasons = new ArrayList<>();
        if (health.reason() != null) {
            for (String reason : health.reason().split("; ")) {
                if (reasons.size() < MOST_REASONS) {
                    reasons.add(TextCleaner.line(reason, LONGEST_REASON));
                }
            }
        }
        return reasons;
    }

    private static long sum(CounterFamily family) {
        return family.counts().values().stream().mapToLong(LongAdder::sum).sum();
    }

    private long subscriptions() {
        return hub.subscriberCounts().values().stream()
                .mapToLong(Integer::longValue)
                .sum();
    }

    /** The slowest delivery of the last window, however often it is asked for. */
    private synchronized long lagMillis() {
        long now = MonotonicTime.millis();
        long recent = lag.lookMillis();
        if (now - lagLookedAt >= LAG_WINDOW_MILLIS) {
            lagMillis = recent;
            lagLookedAt = now;
        } else {
            lagMillis = Math.max(lagMillis, recent);
        }
        return lagMillis;
    }
}
