package org.heliograph.uptime.page;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.monitor.MonitorTopology;

/**
 * An index of the status pages that show a monitor. Every pulse uses it, so it is kept until the revision of the topology changes;
 * within a transaction it stays the same. A transaction that holds the lock of a monitor's state before its first call gets
 * every committed page that shows the monitor.
 */
@ApplicationScoped
public class PagesByMonitor {
    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Inject
    private StatusPageRepository pages;

    @Inject
    private MonitorRepository monitors;

    private volatile Index latest;

    private record Index(Map<String, List<PageView>> pages, long revision) {}

    /**
     * The pages that show a monitor, in no order.
     *
     * @throws IllegalStateException when there is no active transaction
     */
    public List<PageView> of(String monitorId) {
        Index index = (Index) transaction.getResource(PagesByMonitor.class);
        if (index == null) {
            index = current();
            transaction.putResource(PagesByMonitor.class, index);
        }
        return index.pages().getOrDefault(monitorId, List.of());
    }

    private Index current() {
        // The revision is read first: an index newer than its revision is only rebuilt once too often, an older one
        // would be stale.
        long revision = monitors.topologyRevision();
        Index index = latest;
        if (index == null || index.revision() != revision) {
            index = new Index(index(pages.list(), monitors.topology()), revision);
            latest = index;
        }
        return index;
    }

    static Map<String, List<PageView>> index(List<PageView> pages, MonitorTopology topology) {
        Map<String, List<PageView>> index = new HashMap<>();
        for (PageView page : pages) {
            topology.reachable(page.items(), page.leafItems())
                    .forEach(id ->
                            index.computeIfAbsent(id, key -> new ArrayList<>()).add(page));
        }
        return index;
    }
}
