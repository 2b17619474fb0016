package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.stream.IntStream;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages with 500 machines that change at once. */
@BrowserTest
class ManyMachinesIT {
    private static final int MACHINES = 500;
    /** Far fewer than there are events. */
    private static final int MOST_REFETCHES = MACHINES / 10;

    private static Fleet fleet;

    @BeforeAll
    static void make() {
        fleet = TestOrganization.on(Server.shared());
        IntStream.range(0, MACHINES).parallel().forEach(number -> {
            JsonObject machine = Json.createObjectBuilder()
                    .add("org_id", fleet.organization())
                    .add("name", "node-%03d".formatted(number))
                    .add("status", "offline")
                    .build();
            ExpectedStatus.require(201, fleet.admin().post("/api/db/machines", machine.toString()));
        });
    }

    @Test
    void refetchesTheHealthPageFewTimesWhenAllMachinesChange(Browser browser) {
        TestOrganization.settle(fleet);
        Tab tab = open(browser, "/health").live();
        assertThat(tab.testId("health-row")).hasCount(MACHINES);
        int before = tab.network().calls("/api/db/machines?").size();

        setAll("quarantined");

        assertThat(tab.page().locator("[data-testid=health-row][data-status=quarantined]"))
                .hasCount(MACHINES);
        // a refetch may show the changes before the last of their events has come
        tab.until(() -> tab.network().socket().events().size() >= MACHINES);
        assertThat(tab.network().socket().events()).hasSize(MACHINES);
        assertThat(tab.network().calls("/api/db/machines?").size() - before).isBetween(1, MOST_REFETCHES);
        assertThat(tab.consoleMessages()).isEmpty();
    }

    @Test
    void filtersTheMachinesPageWhileTyping(Browser browser) {
        Tab tab = open(browser, "/machines");
        assertThat(tab.testId("machine-row")).hasCount(MACHINES);

        tab.page().getByLabel("Search").pressSequentially("node-321");

        assertThat(tab.testId("machine-row")).hasCount(1);
        assertThat(tab.about("machine-row", "node-321")).isVisible();
        tab.page().getByLabel("Search").fill("");
        assertThat(tab.testId("machine-row")).hasCount(MACHINES);
        assertThat(tab.consoleMessages()).isEmpty();
    }

    @Test
    void countsAllMachinesOnTheDashboard(Browser browser) {
        Tab tab = open(browser, "/dashboard").live();

        setAll("pending");
        setAll("offline");

        assertThat(tab.testId("online-count")).hasText("0/" + MACHINES + " Online");
        assertThat(PageAudit.of(tab, "the dashboard")).isEmpty();
    }

    private static void setAll(String status) {
        String path = "/api/db/machines?org_id=eq." + fleet.organization();
        ExpectedStatus.require(200, fleet.admin().patch(path, "{\"status\":\"" + status + "\"}"));
    }

    private static Tab open(Browser browser, String path) {
        return browser.visit(Server.shared(), TestOrganization.OWNER, fleet.organization())
                .open(path);
    }
}
