package org.heliograph.uptime.details;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.heliograph.rest.ListWindow;
import org.heliograph.uptime.monitor.MonitorRepository;

/**
 * The orders of the list of monitors, each shared by all who look at the list in it: open lists are read every 750 ms, and to sort
 * thousands of names takes longer than anything else in such a request. An order is sorted again after any change of the monitors, on any
 * node, before it is answered, and else when it is too old: one that depends on states after half a second, any other one after ten.
 */
@ApplicationScoped
class MonitorOrderCache {
    /** Ids of all orders that are kept: about 30 MB. */
    private static final int MOST_IDS = 300_000;

    /** A row whose state has changed is shown at once, but moves to its place so much later. */
    static final long STATES_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** A database that was restored from a backup gives its revisions again. */
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final MonitorListRepository list;
    private final MonitorRepository monitors;
    private final LongSupplier nanoTime;

    private final Cache<Key, Sorted> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_IDS)
            .weigher((Key key, Sorted sorted) -> 1 + sorted.order().ids().size())
            .expireAfterWrite(LONGEST_NANOS, TimeUnit.NANOSECONDS)
            .executor(Runnable::run)
            .build();

    private record Key(String state, List<String> words, String sort, boolean descending) {}

    private record Sorted(MonitorListRepository.Order order, long revision, long since) {}

    /** For the container's proxies. */
    protected MonitorOrderCache() {
        this(null, null, System::nanoTime);
    }

    @Inject
    MonitorOrderCache(MonitorListRepository list, MonitorRepository monitors) {
        this(list, monitors, System::nanoTime);
    }

    MonitorOrderCache(MonitorListRepository list, MonitorRepository monitors, LongSupplier nanoTime) {
        this.list = list;
        this.monitors = monitors;
        this.nanoTime = nanoTime;
    }

    /** As {@link MonitorListRepository#sort}. Call it without a transaction: who needs an order that is being sorted waits for it. */
    MonitorListRepository.Order get(String state, ListWindow window, Instant availableSince) {
        Key key = new Key(state, window.words(), window.sort(), window.descending());
        long longest = MonitorListRepository.followsStates(state, window) ? STATES_NANOS : LONGEST_NANOS;
        // first the revision: an order newer than it is sorted again needlessly, an older one would be stale
        long revision = monitors.topologyRevision();
        Sorted found = kept.getIfPresent(key);
        if (!isCurrent(found, revision, longest)) {
            found = kept.asMap()
                    .compute(
                            key,
                            (same, other) -> isCurrent(other, revision, longest)
                                    ? other
                                    : sort(state, window, availableSince, revision));
        }
        return found.order();
    }

    private boolean isCurrent(Sorted sorted, long revision, long longest) {
        return sorted != null && sorted.revision() == revision && nanoTime.getAsLong() - sorted.since() < longest;
    }

    private Sorted sort(String state, ListWindow window, Instant availableSince, long revision) {
        long since = nanoTime.getAsLong();
        return new Sorted(list.sort(state, window, availableSince), revision, since);
    }
}
