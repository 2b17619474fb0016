package org.heliograph.uptime.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.uptime.monitor.Monitors;
import org.heliograph.uptime.monitor.Tree;

/** Which pages show a monitor or a group. Asked for each pulse: what it knows may be a second old. */
@ApplicationScoped
public class PagesOfMonitor {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    @Inject
    private Pages pages;

    @Inject
    private Monitors monitors;

    private volatile Known known;

    private record Known(Map<String, List<PageName>> pages, long readAt) {
        boolean isFresh() {
            return System.nanoTime() - readAt < FRESH_NANOS;
        }
    }

    /** The pages on which an id is seen, in no order. */
    public List<PageName> of(String monitorId) {
        Known now = known;
        if (now == null || !now.isFresh()) {
            now = renew();
        }
        return now.pages().getOrDefault(monitorId, List.of());
    }

    private synchronized Known renew() {
        if (known == null || !known.isFresh()) {
            long asOf = System.nanoTime();
            known = new Known(index(pages.list(), monitors.tree()), asOf);
        }
        return known;
    }

    static Map<String, List<PageName>> index(List<PageView> pages, Tree tree) {
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
