package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages with 500 machines that change at once. */
@BrowserTest
class ManyMachinesIT {
    private static final int MACHINES = 500;
    /** Far fewer than there are events. */
    private static final int MOST_REFETCHES = MACHINES / 10;
    /** The rows that a page holds at most. */
    private static final int MOST_ROWS = 200;

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
        assertThat(count(tab)).hasText("500 machines");

        tab.page().getByLabel("Search").pressSequentially("node-321");

        assertThat(count(tab)).hasText("1 of 500 machines");
        assertThat(tab.testId("machine-row")).hasCount(1);
        assertThat(tab.about("machine-row", "node-321")).isVisible();
        tab.page().getByLabel("Search").fill("");
        assertThat(count(tab)).hasText("500 machines");
        assertThat(tab.consoleMessages()).isEmpty();
    }

    @Test
    void holdsOnlyTheRowsNearTheScreenAndReturnsToThem(Browser browser) {
        TestOrganization.settle(fleet);
        Tab tab = open(browser, "/machines").live();
        assertThat(tab.about("machine-row", "node-000")).isVisible();
        assertThat(tab.testId("machine-row").count()).isLessThan(MOST_ROWS);
        assertThat(tab.page().locator("table.windowed")).hasAttribute("aria-rowcount", "501");

        tab.about("machine-row", "node-000").locator("a").focus();
        tab.page().keyboard().press("End");
        Locator last = tab.about("machine-row", "node-499");
        assertThat(last.locator("a")).isFocused();
        assertThat(last).hasAttribute("aria-rowindex", "501");
        tab.page().keyboard().press("ArrowUp");
        assertThat(tab.about("machine-row", "node-498").locator("a")).isFocused();
        assertThat(tab.testId("machine-row").count()).isLessThan(MOST_ROWS);
        assertThat(tab.network().calls("/api/machines?"))
                .allMatch(call -> Integer.parseInt(call.url().replaceAll(".*limit=", "")) <= 200);

        assertThat(tab.page()).hasURL(Pattern.compile(".*/machines\\?at=4\\d\\d$"));
        tab.page().keyboard().press("Enter");
        assertThat(PageElements.heading(tab)).hasText("node-498");
        tab.page().goBack();
        assertThat(tab.about("machine-row", "node-498")).isInViewport();
        // a page may be left while its socket opens
        assertThat(tab.consoleMessages()).allMatch(message -> message.contains("closed before the connection"));
    }

    @Test
    void keepsItsPlaceInTheAddressWhileItsRowsAreFetched(Browser browser) {
        Tab tab = open(browser, "/machines");
        assertThat(tab.about("machine-row", "node-000")).isVisible();
        tab.page().route("**/api/machines**", held -> {});

        tab.page().evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)");

        assertThat(tab.page()).hasURL(Pattern.compile(".*/machines\\?at=2\\d\\d$"));
        assertThat(tab.testId("machine-row")).hasCount(0);
    }

    @Test
    void whatIsReadAndSelectedStaysInPlaceWhileTheListChanges(Browser browser) {
        TestOrganization.settle(fleet);
        String first = add("aaa-first");
        Tab tab = open(browser, "/machines?at=200").live();
        Locator read = tab.about("machine-row", "node-205");
        assertThat(read).isInViewport();
        read.getByRole(AriaRole.CHECKBOX).check();
        double top = read.boundingBox().y;

        fleet.delete(first);
        String before = add("aaa-before");
        add("aaa-next");
        fleet.patch(
                read.getAttribute("data-id"),
                Json.createObjectBuilder().add("os", "Plan 9").build().toString());

        assertThat(read).containsText("Plan 9");
        assertThat(read).hasAttribute("aria-rowindex", "209");
        assertThat(read.getByRole(AriaRole.CHECKBOX)).isChecked();
        assertThat(read.boundingBox().y).isCloseTo(top, within(3.0));
        fleet.delete(before);
        assertThat(read).hasAttribute("aria-rowindex", "208");
        fleet.delete(idOf("aaa-next"));
        assertThat(count(tab)).hasText("500 machines");
    }

    @Test
    void countsAllMachinesOnTheDashboard(Browser browser) {
        Tab tab = open(browser, "/dashboard").live();

        setAll("pending");
        setAll("offline");

        assertThat(tab.testId("online-count")).hasText("0/" + MACHINES + " Online");
        assertThat(PageAudit.of(tab, "the dashboard")).isEmpty();
    }

    /** What a test that failed has left would fail those after it. */
    @AfterEach
    void deleteOthers() {
        for (String name : new String[] {"aaa-first", "aaa-before", "aaa-next"}) {
            fleet.rows("name=eq." + name)
                    .forEach(machine -> fleet.delete(machine.asJsonObject().getString("id")));
        }
    }

    private static Locator count(Tab tab) {
        return tab.page().locator(".filters [role=status]");
    }

    private static String add(String name) {
        ExpectedStatus.require(
                201,
                fleet.admin()
                        .post(
                                "/api/db/machines",
                                Json.createObjectBuilder()
                                        .add("org_id", fleet.organization())
                                        .add("name", name)
                                        .build()
                                        .toString()));
        return idOf(name);
    }

    private static String idOf(String name) {
        return fleet.rows("name=eq." + name).getJsonObject(0).getString("id");
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
