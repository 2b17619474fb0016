package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.WebSocketProxy;
import org.junit.jupiter.api.Test;

/** The public status page for a visitor without an account. */
@BrowserTest
class StatusPageLiveIT {
    /** Interval in seconds after which a monitor is down soon, and for which it stays up while a test looks at it. */
    private static final int SHORT = 4;

    private StatusPageFixture world;

    private Tab open(Browser browser, int interval) {
        world = StatusPageFixture.on(ShortIntervalServer.server(), interval);
        return browser.visit(world.server()).open(world.path()).live();
    }

    private Locator row(Tab tab) {
        return tab.page().locator("[data-testid=status-row][data-item-id='" + world.monitor() + "']");
    }

    private static Locator toast(Tab tab, String text) {
        return tab.page().locator(".toast").filter(new Locator.FilterOptions().setHasText(text));
    }

    @Test
    void reportsALiveConnection(Browser browser) {
        world = StatusPageFixture.on(ShortIntervalServer.server(), StatusPageFixture.PATIENT);
        List<String> lines = new ArrayList<>();
        Tab tab = browser.visit(world.server())
                .withPreparation(page -> page.onConsoleMessage(message -> lines.add(message.text())))
                .open(world.path())
                .live();

        String socket = world.server().socketUri("/ws").toString();
        assertThat(lines)
                .containsExactly(
                        "[WS] Connecting to " + socket + "...",
                        "[WS] Connection established",
                        "[WS] Server acknowledged connection",
                        "[WS] Subscribed to status page: " + world.slug());
        assertThat(tab.testId("overall-state")).hasText("All systems operational");
        assertThat(tab.testId("strategy")).hasText("1 item, up when any is up");
    }

    @Test
    void showsAPulseImmediatelyAndHighlightsItsRow(Browser browser) {
        Tab tab = open(browser, StatusPageFixture.PATIENT);
        row(tab).getByRole(AriaRole.BUTTON).click();
        assertThat(row(tab)).hasAttribute("data-status", "up");
        assertThat(tab.testId("custom1")).hasText("42");

        world.pulse("latency=321&players=1234");

        assertThat(row(tab).getByTestId("row-latency")).hasText("321 ms");
        assertThat(row(tab)).hasAttribute("data-pulse", "odd");
        assertThat(tab.testId("custom1")).hasText("1,234");
        assertThat(tab.testId("uptime365d")).isVisible();
        assertThat(PageAudit.of(tab, "the page with an open monitor")).isEmpty();
    }

    @Test
    void showsASilentMonitorAsDownUntilItsNextPulse(Browser browser) {
        Tab tab = open(browser, SHORT);
        // the monitor may have fallen silent while the page opened: it is up, and no message of that is left
        tab.until(() -> {
            world.pulse("latency=125");
            return "up".equals(row(tab).getAttribute("data-status"))
                    && tab.page().locator(".toast").count() == 0;
        });
        ReloadMarker.set(tab);

        assertThat(toast(tab, "Production API is down")).hasAttribute("data-kind", "bad");
        assertThat(row(tab)).hasAttribute("data-status", "down");
        assertThat(tab.testId("tally")).hasAttribute("data-down", "1");
        assertThat(tab.testId("overall-state")).hasText("Down");
        world.pulse("latency=5");

        assertThat(toast(tab, "Production API has recovered")).hasAttribute("data-kind", "good");
        assertThat(row(tab)).hasAttribute("data-status", "up");
        assertThat(tab.testId("overall-state")).hasText("All systems operational");
        assertThat(toast(tab, "Production API has recovered")).hasCount(0);
        ReloadMarker.notReloaded(tab);
    }

    @Test
    void showsAnIncidentFromOpeningToResolution(Browser browser) {
        Tab tab = open(browser, StatusPageFixture.PATIENT);
        Locator card = tab.page().locator("[data-testid=incidents] [data-testid=incident]");

        String incident = world.incident("Slow answers");
        assertThat(toast(tab, "New incident: Slow answers")).hasAttribute("data-kind", "warn");
        assertThat(card).containsText("Affects Production API");
        assertThat(tab.testId("overall-state")).hasText("Major incident");
        String update = world.update(incident, "identified", "A <b>full</b> disk.");
        assertThat(card.getByTestId("report-status")).hasText("Identified");
        assertThat(card).containsText("A <b>full</b> disk.");
        world.admin().delete("incidents/" + incident + "/updates/" + update);
        assertThat(card.getByTestId("report-status")).hasText("Investigating");
        assertThat(card.getByTestId("update")).hasCount(1);
        world.admin().put("incidents/" + incident, "{'title':'Very slow answers','severity':'critical'}");
        assertThat(card).hasAttribute("data-severity", "critical");
        assertThat(tab.testId("overall-state")).hasText("Critical incident");
        world.update(incident, "resolved", "More disk.");

        assertThat(toast(tab, "Incident resolved: Very slow answers")).hasAttribute("data-kind", "good");
        assertThat(card).hasCount(0);
        assertThat(tab.testId("overall-state")).hasText("All systems operational");
        Locator past = tab.page().locator(".past [data-testid=incident]");
        assertThat(past).containsText("More disk.");
        world.admin().delete("incidents/" + incident);
        assertThat(past).hasCount(0);
    }

    @Test
    void keepsItsContentWithoutASocketAndResumesAfterReconnecting(Browser browser) {
        world = StatusPageFixture.on(ShortIntervalServer.server(), StatusPageFixture.PATIENT);
        try (WebSocketProxy proxy = WebSocketProxy.to(world.server())) {
            // without the stream that would replace the socket after a while
            Tab tab = browser.visit(world.server())
                    .through(proxy)
                    .withoutStreams()
                    .open(world.path())
                    .live();
            // the state is in the document, and what was missed until the socket opened is fetched
            tab.until(() -> world.fetches(tab) == 1);
            tab.until(tab.network()::quiet);
            long fetched = world.fetches(tab);

            long reports = tab.network().calls("/incidents?").size();
            proxy.cutSockets();
            tab.connection("reconnecting");
            assertThat(tab.testId("outdated")).containsText("Last known state");
            assertThat(tab.testId("age")).hasText(Pattern.compile("^[1-9]\\d* s$"));
            world.pulse("latency=777");
            world.incident("Seen by every reader");
            assertThat(row(tab).getByTestId("row-latency")).hasText("125 ms");
            assertThat(world.fetches(tab)).isEqualTo(fetched);
            proxy.restore();

            // first what is shown for five seconds only
            assertThat(toast(tab, "New incident: Seen by every reader")).hasCount(1);
            tab.live();
            assertThat(row(tab).getByTestId("row-latency")).hasText("777 ms");
            assertThat(tab.testId("outdated")).hasCount(0);
            assertThat(world.fetches(tab)).isEqualTo(fetched + 1);
            assertThat(tab.testId("incidents")).containsText("Seen by every reader");
            assertThat(tab.network().calls("/incidents?"))
                    .as("incidents are pushed, not fetched")
                    .hasSize((int) reports);
        }
    }

    @Test
    void reconnectsAfterANetworkOutage(Browser browser) {
        Tab tab = open(browser, StatusPageFixture.PATIENT);

        tab.page().context().setOffline(true);
        tab.connection("disconnected");
        assertThat(row(tab)).isVisible();
        tab.page().context().setOffline(false);

        tab.live();
    }

    @Test
    void opensAProtectedPageOnlyWithItsPassword(Browser browser) {
        world = StatusPageFixture.on(ShortIntervalServer.server(), StatusPageFixture.PATIENT);
        world.admin().put("status-pages/" + world.slug(), "{'password':'open sesame','reports':true}");
        Tab tab = browser.visit(world.server()).open(world.path());

        tab.page().getByLabel("Password").fill("not this one");
        PageElements.button(tab, "View status page").click();
        assertThat(tab.page().locator("[role=alert]")).hasText("Incorrect password. Try again.");
        assertThat(row(tab)).hasCount(0);
        tab.page().getByLabel("Password").fill("open sesame");
        PageElements.button(tab, "View status page").click();
        tab.live();
        world.pulse("latency=88");
        assertThat(row(tab).getByTestId("row-latency")).hasText("88 ms");

        assertThat(tab.page()
                        .waitForDownload(() -> tab.testId("report").click())
                        .suggestedFilename())
                .matches(world.slug() + "-\\d{4}-\\d{2}\\.csv");
        tab.page().reload();
        tab.live();
        world.admin().put("status-pages/" + world.slug(), "{'password':'another sesame'}");
        assertThat(tab.testId("password-form")).isVisible();
        assertThat(row(tab)).hasCount(0);
    }

    @Test
    void acceptsAPasswordWhileThePageFetches(Browser browser) {
        world = StatusPageFixture.on(ShortIntervalServer.server(), StatusPageFixture.PATIENT);
        world.admin().put("status-pages/" + world.slug(), "{'password':'open sesame'}");
        List<Route> fetches = new ArrayList<>();
        // the socket's refusal makes the page fetch again
        Tab tab = browser.visit(world.server())
                .withPreparation(page -> page.route("**/v1/status/" + world.slug() + "?*", fetch -> {
                    fetches.add(fetch);
                    if (fetches.size() != 2) fetch.resume();
                }))
                .open(world.path());
        tab.page().getByLabel("Password").fill("open sesame");
        tab.until(() -> fetches.size() == 2);

        Locator button = PageElements.button(tab, "View status page");
        assertThat(button.isEnabled()).as("while the page fetches").isTrue();
        button.click();
        fetches.get(1).resume();

        tab.live();
        assertThat(row(tab)).isVisible();
    }

    @Test
    void reportsAnUnknownPageAndAPageWithoutMonitors(Browser browser) {
        world = StatusPageFixture.on(ShortIntervalServer.server(), StatusPageFixture.PATIENT);
        Tab unknown = browser.visit(world.server()).open("/status/there-is-none");
        Tab empty = browser.visit(world.server())
                .open("/status/" + world.admin().page())
                .live();

        assertThat(PageElements.heading(unknown)).hasText("Status page not found");
        assertThat(empty.testId("empty-page")).containsText("no monitors");
        assertThat(PageAudit.of(empty, "the empty status page")).isEmpty();
    }

    @Test
    void offersARetryWhenThePageCannotBeFetched(Browser browser) {
        world = StatusPageFixture.on(ShortIntervalServer.server(), StatusPageFixture.PATIENT);
        Tab tab = browser.visit(world.server())
                .failingUntilRetry("/v1/status/" + world.slug(), "The database is away.")
                .withPreparation(page -> page.route("**" + world.path(), StatusPageLiveIT::withoutFirstAnswers))
                .open(world.path());
        // what the document shows stays
        assertThat(tab.testId("refetch-error")).containsText("The database is away.");
        assertThat(tab.page().getByText("Production API")).isVisible();

        PageElements.button(tab, "Retry").click();

        assertThat(row(tab)).isVisible();
    }

    private static void withoutFirstAnswers(Route document) {
        APIResponse answer = document.fetch();
        document.fulfill(new Route.FulfillOptions()
                .setResponse(answer)
                .setBody(answer.text().replace("id=\"first-answers\"", "id=\"other\"")));
    }
}
