package org.heliograph.uptime.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import java.util.function.Supplier;
import org.heliograph.uptime.monitor.MonitorTopology;

/** Which monitors and groups pages show, kept until the revision of the topology changes. */
final class ShownItems {
    /** Ids of all pages that are kept: about 30 MB. */
    private static final int MOST_IDS = 300_000;

    private final Supplier<MonitorTopology> topology;

    private final Cache<String, Shown> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_IDS)
            .weigher((String page, Shown shown) -> 1 + shown.ids().size())
            .executor(Runnable::run)
            .build();

    private record Shown(Set<String> ids, TopologyRevision revision) {}

    /** @param topology reads the committed topology */
    ShownItems(Supplier<MonitorTopology> topology) {
        this.topology = topology;
    }

    /** Whether a page shows a monitor or group. @param revision of the topology, read before the page */
    boolean contain(PageView page, TopologyRevision revision, String id) {
        Shown found = kept.getIfPresent(page.id());
        if (found == null || !found.revision().equals(revision)) {
            // readers of the same page wait for one of them
            found = kept.asMap()
                    .compute(
                            page.id(),
                            (key, other) -> other != null && other.revision().equals(revision)
                                    ? other
                                    : new Shown(topology.get().reachable(page.items(), page.leafItems()), revision));
        }
        return found.ids().contains(id);
    }
}
