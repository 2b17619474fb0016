package org.heliograph.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.heliograph.uptime.monitor.MonitorTopology;
import org.junit.jupiter.api.Test;

class StatusPageIndexTest {
    private final MonitorTopology topology =
            new MonitorTopology(Map.of("all", List.of("eu", "us"), "eu", List.of("db"), "us", List.of("db")));

    @Test
    void indexContainsTheDescendantsOfItemsOnce() {
        PageView main = page("main", List.of("all", "db"), List.of());

        Map<String, List<PageView>> index = StatusPageIndex.index(List.of(main), topology);

        assertThat(index).containsOnlyKeys("all", "eu", "us", "db");
        assertThat(index.get("db")).containsExactly(main);
    }

    @Test
    void indexOmitsTheChildrenOfLeafItems() {
        Map<String, List<PageView>> index = StatusPageIndex.index(
                List.of(page("main", List.of("all"), List.of("eu", "us")), page("us", List.of("us"), List.of())),
                topology);

        assertThat(index.get("eu")).extracting(PageView::id).containsExactly("main");
        assertThat(index.get("db")).extracting(PageView::id).containsExactly("us");
    }

    private static PageView page(String id, List<String> items, List<String> leafItems) {
        return new PageView(id, id + "-slug", id, false, false, items, leafItems, Appearance.NONE, null, false);
    }
}
