package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.heliograph.testing.Hasty;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Cable;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** The public status page, before the eyes of a visitor without an account. */
@BrowserTest
class StatusPageLiveIT {
    private StatusWorld world;

    private Tab open(Browser browser, int interval) {
        world = StatusWorld.on(Hasty.server(), interval);
        return browser.visit(world.server()).open(world.path()).live();
    }

    private Locator row(Tab tab) {
        return tab.page().locator("[data-testid=status-row][data-item-id='" + world.monitor() + "']");
    }

    private static Locator toast(Tab tab, String text) {
        return tab.page().locator(".toast").filter(new Locator.FilterOptions().setHasText(text));
    }

    @Test
    void thePageIsLiveAndSaysSoToTheConsole(Browser browser) {
        world = StatusWorld.on(Hasty.server(), StatusWorld.PATIENT);
        List<String> lines = new ArrayList<>();
        Tab tab = browser.visit(world.server())
                .prepared(page -> page.onConsoleMessage(message -> lines.add(message.text())))
                .open(world.path())
                .live();

        String socket = world.server().socketUri("/ws").toString();
        assertThat(lines)
                .containsExactly(
                        "[WS] Connecting to " + socket + "...",
                        "[WS] Connection established",
                        "[WS] Server acknowledged connection",
                        "[WS] Subscribed to status page: " + world.slug());
        assertThat(tab.hook("overall-state")).hasText("All systems operational");
        assertThat(tab.hook("strategy")).hasText("1 item, up when any is up");
    }

    @Test
    void aPulseShowsAtOnceAndLightsItsRowUp(Browser browser) {
        Tab tab = open(browser, StatusWorld.PATIENT);
        row(tab).getByRole(AriaRole.BUTTON).click();
        assertThat(row(tab)).hasAttribute("data-status", "up");
        assertThat(tab.hook("custom1")).hasText("42");

        world.pulse("latency=321&players=1234");

        assertThat(row(tab).getByTestId("row-latency")).hasText("321 ms");
        assertThat(row(tab)).hasAttribute("data-pulse", "odd");
        assertThat(tab.hook("custom1")).hasText("1,234");
        assertThat(tab.hook("uptime365d")).isVisible();
        assertThat(Audit.of(tab, "the page with an open monitor")).isEmpty();
    }

    @Test
    void aMonitorThatFallsSilentIsDownAndRecoversWithItsNextPulse(Browser browser) {
        Tab tab = open(browser, 2);
        Marks.set(tab);

        assertThat(row(tab)).hasAttribute("data-status", "down");
        assertThat(toast(tab, "Production API is down")).hasAttribute("data-kind", "bad");
        assertThat(tab.hook("tally")).hasAttribute("data-down", "1");
        assertThat(tab.hook("overall-state")).hasText("Down");
        world.pulse("latency=5");

        assertThat(row(tab)).hasAttribute("data-status", "up");
        assertThat(toast(tab, "Production API has recovered")).hasAttribute("data-kind", "good");
        assertThat(tab.hook("overall-state")).hasText("All systems operational");
        assertThat(toast(tab, "Production API has recovered")).hasCount(0);
        Marks.notReloaded(tab);
    }

    @Test
    void anIncidentIsToldFromItsOpeningToItsEnd(Browser browser) {
        Tab tab = open(browser, StatusWorld.PATIENT);
        Locator card = tab.page().locator("[data-testid=incidents] [data-testid=incident]");

        String incident = world.incident("Slow answers");
        assertThat(toast(tab, "New incident: Slow answers")).hasAttribute("data-kind", "warn");
        assertThat(card).containsText("Affects Production API");
        String update = world.update(incident, "identified", "A <b>full</b> disk.");
        assertThat(card.getByTestId("report-status")).hasText("Identified");
        assertThat(card).containsText("A <b>full</b> disk.");
        world.admin().delete("incidents/" + incident + "/updates/" + update);
        assertThat(card.getByTestId("report-status")).hasText("Investigating");
        assertThat(card.getByTestId("update")).hasCount(1);
        world.admin().put("incidents/" + incident, "{'title':'Very slow answers','severity':'critical'}");
        assertThat(card).hasAttribute("data-severity", "critical");
        world.update(incident, "resolved", "More disk.");

        assertThat(toast(tab, "Incident resolved: Very slow answers")).hasAttribute("data-kind", "good");
        assertThat(card).hasCount(0);
        Locator past = tab.page().locator(".past [data-testid=incident]");
        assertThat(past).containsText("More disk.");
        world.admin().delete("incidents/" + incident);
        assertThat(past).hasCount(0);
    }

    @Test
    void withoutItsSocketThePageKeepsWhatItKnowsAndIsToldTheRestOnceItIsBack(Browser browser) {
        world = StatusWorld.on(Hasty.server(), StatusWorld.PATIENT);
        try (Cable cable = Cable.to(world.server())) {
            Tab tab =
                    browser.visit(world.server()).over(cable).open(world.path()).live();
            tab.until(tab.network()::quiet);
            long fetched = world.fetches(tab);

            long reports = tab.network().calls("/incidents?").size();
            cable.cutSockets();
            tab.connection("reconnecting");
            assertThat(tab.hook("outdated")).containsText("Last known state");
            assertThat(tab.hook("age")).hasText(Pattern.compile("^[1-9]\\d* s$"));
            world.pulse("latency=777");
            world.incident("Missed by nobody");
            assertThat(row(tab).getByTestId("row-latency")).hasText("125 ms");
            assertThat(world.fetches(tab)).isEqualTo(fetched);
            cable.mend();

            tab.live();
            assertThat(row(tab).getByTestId("row-latency")).hasText("777 ms");
            assertThat(tab.hook("outdated")).hasCount(0);
            assertThat(world.fetches(tab)).isEqualTo(fetched + 1);
            assertThat(tab.hook("incidents")).containsText("Missed by nobody");
            assertThat(toast(tab, "New incident: Missed by nobody")).hasCount(1);
            assertThat(tab.network().calls("/incidents?"))
                    .as("incidents are told, not fetched")
                    .hasSize((int) reports);
        }
    }

    @Test
    void withoutANetworkItIsDisconnectedAndComesBackByItself(Browser browser) {
        Tab tab = open(browser, StatusWorld.PATIENT);

        tab.page().context().setOffline(true);
        tab.connection("disconnected");
        assertThat(row(tab)).isVisible();
        tab.page().context().setOffline(false);

        tab.live();
    }

    @Test
    void aProtectedPageOpensWithItsPasswordOnly(Browser browser) {
        world = StatusWorld.on(Hasty.server(), StatusWorld.PATIENT);
        world.admin().put("status-pages/" + world.slug(), "{'password':'open sesame','reports':true}");
        Tab tab = browser.visit(world.server()).open(world.path());

        tab.page().getByLabel("Password").fill("not this one");
        On.button(tab, "View status page").click();
        assertThat(tab.page().locator("[role=alert]")).hasText("Incorrect password. Try again.");
        assertThat(row(tab)).hasCount(0);
        tab.page().getByLabel("Password").fill("open sesame");
        On.button(tab, "View status page").click();
        tab.live();
        world.pulse("latency=88");
        assertThat(row(tab).getByTestId("row-latency")).hasText("88 ms");

        assertThat(tab.page().waitForDownload(() -> tab.hook("report").click()).suggestedFilename())
                .matches(world.slug() + "-\\d{4}-\\d{2}\\.csv");
        tab.page().reload();
        tab.live();
        world.admin().put("status-pages/" + world.slug(), "{'password':'another sesame'}");
        assertThat(tab.hook("password-form")).isVisible();
        assertThat(row(tab)).hasCount(0);
    }

    @Test
    void anAddressWithoutAPageAndAPageWithoutAMonitorSaySo(Browser browser) {
        world = StatusWorld.on(Hasty.server(), StatusWorld.PATIENT);
        Tab unknown = browser.visit(world.server()).open("/status/there-is-none");
        Tab empty = browser.visit(world.server())
                .open("/status/" + world.admin().page())
                .live();

        assertThat(On.heading(unknown)).hasText("Status page not found");
        assertThat(empty.hook("empty-page")).containsText("no monitors");
        assertThat(Audit.of(empty, "the empty status page")).isEmpty();
    }

    @Test
    void aPageThatCannotBeFetchedOffersToTryAgain(Browser browser) {
        world = StatusWorld.on(Hasty.server(), StatusWorld.PATIENT);
        Tab tab = browser.visit(world.server())
                .failingUntilRetry("/v1/status/" + world.slug(), "The database is away.")
                .open(world.path());
        assertThat(tab.hook("page-error")).hasText("The database is away.");

        On.button(tab, "Retry").click();

        assertThat(row(tab)).isVisible();
    }
}
