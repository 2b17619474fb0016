package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.TabBuilder;
import org.heliograph.testing.browser.WebSocketProxy;
import org.junit.jupiter.api.Test;

/** The public status page in a network that blocks WebSockets, or every kind of live connection. */
@BrowserTest
class StatusPageFallbackIT {
    private static final int MORE_THAN_A_POLL_MILLIS = 40_000;
    private static final String PAST = "**/status/past.js";
    private static final Route.FulfillOptions UNAVAILABLE = new Route.FulfillOptions().setStatus(503);

    private final StatusPageFixture world =
            StatusPageFixture.on(ShortIntervalServer.server(), StatusPageFixture.PATIENT);

    private TabBuilder visit(Browser browser, WebSocketProxy proxy) {
        proxy.cutSockets();
        return browser.visit(world.server()).through(proxy);
    }

    private static Locator title(Tab tab, String text) {
        return tab.page().getByText(text).first();
    }

    @Test
    void isReadWithoutScripts(Browser browser) {
        world.incident("Nothing runs here");

        Tab tab = browser.visit(world.server()).withoutScripts().open(world.path());

        assertThat(title(tab, "Major incident")).isVisible();
        assertThat(title(tab, "1 of 1 monitor up, 1 open incident")).isVisible();
        assertThat(title(tab, "Nothing runs here")).isVisible();
        assertThat(title(tab, "Affects Production API")).isVisible();
        assertThat(title(tab, "We are looking.")).isVisible();
        assertThat(tab.page().locator("noscript .boot")).isVisible();
        assertThat(tab.page().locator("noscript .boot")).containsText("is not being updated");
        assertThat(tab.page().getByText("Connecting")).not().isVisible();
    }

    @Test
    void saysWhyAPageWithAPasswordCannotBeFetched(Browser browser) {
        world.admin().put("status-pages/" + world.slug(), "{'password':'open sesame'}");
        Tab tab = browser.visit(world.server())
                .failingUntilRetry("/v1/status/" + world.slug(), "The database is away.")
                .open(world.path());
        assertThat(tab.testId("page-error")).hasText("The database is away.");

        PageElements.button(tab, "Retry").click();

        assertThat(tab.testId("password-form")).isVisible();
    }

    @Test
    void saysThatItsHistoryIsMissingAndIsLoadedAgain(Browser browser) {
        Tab tab = browser.visit(world.server())
                .withPreparation(page -> page.route(PAST, route -> route.fulfill(UNAVAILABLE)))
                .open(world.path())
                .live();
        assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("Could not load the history.");

        tab.page().unroute(PAST);
        PageElements.button(tab, "Retry").click();

        assertThat(tab.testId("quiet-month")).isVisible();
    }

    @Test
    void isLiveByAStreamWhereSocketsAreBlocked(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(world.server())) {
            Tab tab = visit(browser, proxy).open(world.path()).live();
            tab.until(() -> world.fetches(tab) == 1); // what was missed until the stream opened
            long fetches = world.fetches(tab);

            world.incident("Sockets are blocked");

            assertThat(title(tab, "Sockets are blocked")).isVisible();
            assertThat(world.fetches(tab)).as("an event and no fetch").isEqualTo(fetches);
            assertThat(tab.network().calls("/v1/events?slug=" + world.slug())).hasSize(1);
        }
    }

    @Test
    void isFetchedFromTimeToTimeWhereStreamsAreBlockedToo(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(world.server())) {
            Tab tab = visit(browser, proxy)
                    .withoutStreams()
                    .withPreparation(page -> page.clock().install())
                    .open(world.path())
                    .connection("reconnecting");
            assertThat(title(tab, "Production API")).isVisible();

            world.incident("Everything is blocked");
            tab.page().clock().runFor(MORE_THAN_A_POLL_MILLIS);

            assertThat(title(tab, "Everything is blocked")).isVisible();
            tab.connection("reconnecting");
        }
    }
}
