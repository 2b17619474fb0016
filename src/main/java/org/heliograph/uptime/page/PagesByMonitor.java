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
import org.heliograph.uptime.monitor.MonitorTree;

/**
 * Which pages show a monitor or a group. Asked for each pulse, so it is kept until the outline changes; within one transaction
 * it stays the same. Who holds a monitor's state locked gets all pages that show the monitor, also one made a moment ago.
 */
@ApplicationScoped
public class PagesByMonitor {
    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Inject
    private StatusPageRepository pages;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private MonitorTopology outline;

    private volatile Known known;

    private record Known(Map<String, List<PageName>> pages, long revision) {}

    /**
     * The pages on which an id is seen, in no order.
     *
     * @throws IllegalStateException when there is no active transaction
     */
    public List<PageName> of(String monitorId) {
        Known here = (Known) transaction.getResource(PagesByMonitor.class);
        if (here == null) {
            here = read();
            transaction.putResource(PagesByMonitor.class, here);
        }
        return here.pages().getOrDefault(monitorId, List.of());
    }

    private Known read() {
        // before the rest, so that what is newer than its revision is read once more rather than kept too long
        long revision = outline.revision();
        Known last = known;
        if (last == null || last.revision() != revision) {
            last = new Known(index(pages.list(), monitors.tree()), revision);
            known = last;
        }
        return last;
    }

    static Map<String, List<PageName>> index(List<PageView> pages, MonitorTree tree) {
        Map<String, List<PageName>> index = new HashMap<>();
        for (PageView page : pages) {
            PageName name = new PageName(page.id(), page.slug());
            tree.reach(page.items(), page.leafItems())
                    .forEach(id ->
                            index.computeIfAbsent(id, key -> new ArrayList<>()).add(name));
        }
        return index;
    }
}
