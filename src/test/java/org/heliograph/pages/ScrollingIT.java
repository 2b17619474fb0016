package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.assertions.LocatorAssertions;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Scrolls through whole lists by the wheel, and measures it (docs/benchmarks.md). Not part of a build: {@code -Dscroll.rows=5000} says how
 * many machines, monitors and alerts there are.
 */
@BrowserTest
@EnabledIfSystemProperty(named = "scroll.rows", matches = "[0-9]+")
class ScrollingIT {
    private static final int ROWS = Integer.getInteger("scroll.rows", 0);
    /** Of the wheel, in CSS pixels per second: about ten screens. */
    private static final int SPEED = 8_000;

    private static final int STROKE = 16_000;
    private static final int HEIGHT = 900;
    private static final Path RESULT = Path.of("target/scrolling.md");
    private static final LocatorAssertions.ContainsTextOptions SLOWLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private final Server server = Server.shared();

    @Test
    void scrollsThroughListsOfAnyLength(Browser browser) throws IOException {
        Fleet fleet = TestOrganization.on(server);
        Alerts alerts = new Alerts(fleet.admin(), "scrolling");
        fill(fleet, alerts);
        TestOrganization.settle(fleet);
        StringBuilder table = new StringBuilder("""
                | list | frames: median, p99, later than 50 ms | tasks over 50 ms, longest | rows on the page | empty looks | requests, while scrolling |
                | --- | --- | --- | --- | --- | --- |
                """);
        List.of(
                        Map.entry("/machines", "/api/machines?"),
                        Map.entry("/status-pages?show=monitors", "/v1/admin/monitor-states?"),
                        Map.entry("/alerts?site=scrolling", "/api/v1/alerts/list?"))
                .forEach(page -> table.append(measured(browser, fleet, page.getKey(), page.getValue())));
        Files.writeString(RESULT, table);
    }

    private String measured(Browser browser, Fleet fleet, String path, String calls) {
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .withViewport(1440, HEIGHT)
                .open(path);
        assertThat(tab.page().locator(".filters [role=status]")).containsText(String.valueOf(ROWS), SLOWLY);
        int before = tab.network().calls(calls).size();
        tab.page().evaluate(PageScript.function("scrolling.js"));
        CDPSession devTools = tab.page().context().newCDPSession(tab.page());
        JsonObject stroke = new JsonObject();
        stroke.addProperty("x", 700);
        stroke.addProperty("y", HEIGHT / 2);
        stroke.addProperty("yDistance", -STROKE);
        stroke.addProperty("speed", SPEED);
        stroke.addProperty("gestureSourceType", "mouse");
        long began = System.nanoTime();
        while (!isAtEnd(tab)) {
            devTools.send("Input.synthesizeScrollGesture", stroke);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<?, ?> found = (Map<?, ?>) tab.page().evaluate("() => window.endOfScrolling()");
        int requests = tab.network().calls(calls).size() - before;

        assertThat(tab.page().locator("tr[data-id]").last()).hasAttribute("aria-rowindex", String.valueOf(ROWS + 1));
        assertThat(((Number) found.get("rows")).intValue()).isBetween(1, 200);
        return String.format(
                Locale.ROOT,
                "| `%s`, %d rows in %.0f s | %s of %s ms, %s ms, %s | %s, %s ms | %s | %s %% | %d |%n",
                path,
                ROWS,
                seconds,
                found.get("frames"),
                found.get("median"),
                found.get("p99"),
                found.get("late"),
                found.get("tasks"),
                found.get("longest"),
                found.get("rows"),
                found.get("empty"),
                requests);
    }

    private static boolean isAtEnd(Tab tab) {
        return (boolean) tab.page()
                .evaluate("() => scrollY + innerHeight >= document.documentElement.scrollHeight - 2"
                        + " && document.querySelector('tbody[data-window] > tr:last-child')?.dataset.id !== undefined");
    }

    private static void fill(Fleet fleet, Alerts alerts) {
        StatusAdmin status = new StatusAdmin(fleet.admin());
        int others = status.get("monitors").json().getJsonArray("monitors").size();
        StringBuilder batch = new StringBuilder("{\"version\":\"4\",\"alerts\":[");
        for (int i = 0; i < ROWS; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append("{\"status\":\"firing\",\"fingerprint\":\"scrolling-" + i)
                    .append(
                            "\",\"labels\":{\"site\":\"scrolling\",\"severity\":\"warning\"},\"annotations\":{\"summary\":\"Fan "
                                    + i + " is slow\"}}");
        }
        ExpectedStatus.require(200, alerts.report(batch + "]}"));
        IntStream.range(0, ROWS).parallel().forEach(number -> {
            String machine = Json.createObjectBuilder()
                    .add("org_id", fleet.organization())
                    .add("name", "node-%04d".formatted(number))
                    .add("status", "offline")
                    .build()
                    .toString();
            ExpectedStatus.require(201, fleet.admin().post("/api/db/machines", machine));
            if (number >= others) {
                ExpectedStatus.require(201, status.post("monitors", "{'name':'Service " + number + "','interval':60}"));
            }
        });
    }
}
