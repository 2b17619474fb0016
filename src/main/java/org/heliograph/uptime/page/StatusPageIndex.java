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
public class StatusPageIndex {
    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Inject
    private StatusPageRepository pages;

    @Inject
    private MonitorRepository monitors;

    private volatile Snapshot latest;

    private record Snapshot(Map<String, List<PageView>> pages, long revision) {}

    /**
     * The pages that show a monitor, in no order.
     *
     * @throws IllegalStateException when there is no active transaction
     */
    public List<PageView> pagesShowing(String monitorId) {
        Snapshot snapshot = (Snapshot) transaction.getResource(StatusPageIndex.class);
        if (snapshot == null) {
            snapshot = current();
            transaction.putResource(StatusPageIndex.class, snapshot);
        }
        return snapshot.pages().getOrDefault(monitorId, List.of());
    }

    private Snapshot current() {
        // The revision is read first: a snapshot newer than its revision is rebuilt needlessly, an older one would be
        // stale.
        long revision = monitors.topologyRevision();
        Snapshot snapshot = latest;
        if (snapshot == null || snapshot.revision() != revision) {
            snapshot = new Snapshot(index(pages.list(), monitors.topology()), revision);
            latest = snapshot;
        }
        return snapshot;
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
