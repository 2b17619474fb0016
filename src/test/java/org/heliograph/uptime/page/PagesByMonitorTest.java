package org.heliograph.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.heliograph.uptime.monitor.MonitorTree;
import org.junit.jupiter.api.Test;

class PagesByMonitorTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private final MonitorTree tree =
            new MonitorTree(Map.of("all", List.of("eu", "us"), "eu", List.of("db"), "us", List.of("db")));

    @Test
    void aPageShowsWhatLiesBeneathItsItemsOnce() {
        var index = PagesByMonitor.index(List.of(page("main", List.of("all", "db"), List.of())), tree);

        assertThat(index).containsOnlyKeys("all", "eu", "us", "db");
        assertThat(index.get("db")).containsExactly(new PageName("main", "main-slug"));
    }

    @Test
    void whatLiesBeneathALeafIsNotShown() {
        var index = PagesByMonitor.index(
                List.of(page("main", List.of("all"), List.of("eu", "us")), page("us", List.of("us"), List.of())), tree);

        assertThat(index.get("eu")).extracting(PageName::id).containsExactly("main");
        assertThat(index.get("db")).extracting(PageName::id).containsExactly("us");
    }

    private static PageView page(String id, List<String> items, List<String> leaves) {
        return new PageView(id, id + "-slug", id, false, false, items, leaves, NOW, NOW);
    }
}
