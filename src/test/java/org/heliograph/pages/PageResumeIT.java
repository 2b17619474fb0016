package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.WebSocketProxy;
import org.junit.jupiter.api.Test;

/** Pages resume after a lost connection and fall back to streams without WebSockets. */
@BrowserTest
class PageResumeIT {
    private static final String LIST = "/api/db/machines?";
    private static final Pattern LISTS = Pattern.compile(".*/api/db/machines\\?.*");

    private final Server server = Server.shared();
    private final Fleet fleet = TestOrganization.on(server);

    @Test
    void fetchesMissedChangesOnceAfterAReconnect(Browser browser) {
        Agent falling = fleet.online();
        Agent leaving = fleet.online();
        Tab tab = openWith(browser, falling);
        int fetched = lists(tab);

        offline(tab);
        online(tab, 2);
        assertThat(tab.network().socket().sent().get(0)).contains("\"since\":{\"machines\":");
        assertThat(lists(tab)).as("nothing has changed").isEqualTo(fetched);

        offline(tab);
        falling.shutDown();
        fleet.delete(leaving.id());
        Agent coming = fleet.online();
        TestOrganization.settle(fleet);
        online(tab, 3);
        assertThat(tab.about("health-row", coming.name())).hasAttribute("data-status", "online");
        assertThat(tab.about("health-row", falling.name())).hasAttribute("data-status", "offline");
        assertThat(tab.about("health-row", leaving.name())).hasCount(0);
        tab.until(() ->
                tab.network().socket().events().size() == 4 && tab.network().quiet());
        assertThat(lists(tab)).as("one fetch for all four events").isEqualTo(fetched + 1);

        coming.shutDown();
        assertThat(tab.about("health-row", coming.name())).hasAttribute("data-status", "offline");
    }

    @Test
    void refetchesWhenTheLogDoesNotHaveItsResumePoint(Browser browser) {
        Agent agent = fleet.online();
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .withPreparation(page -> page.route(LISTS, PageResumeIT::answerFromTheFuture))
                .open("/health")
                .live();
        assertThat(tab.about("health-row", agent.name())).hasAttribute("data-status", "online");
        tab.until(tab.network()::quiet);
        tab.page().unroute(LISTS);
        int fetched = lists(tab);

        offline(tab);
        online(tab, 2);
        tab.until(() -> lists(tab) > fetched && tab.network().quiet());
        assertThat(tab.network().socket().received()).anyMatch(frame -> frame.contains("\"gap\""));

        agent.shutDown();
        assertThat(tab.about("health-row", agent.name())).hasAttribute("data-status", "offline");
    }

    @Test
    void receivesEventsAsAStreamUntilASocketOpens(Browser browser) {
        Server hasty = ShortIntervalServer.server();
        Fleet machines = TestOrganization.on(hasty);
        Agent agent = machines.register();
        TestOrganization.settle(machines);
        try (WebSocketProxy proxy = WebSocketProxy.to(hasty)) {
            proxy.cutSockets();
            Tab tab = browser.visit(hasty, TestOrganization.OWNER, machines.organization())
                    .through(proxy)
                    .open("/dashboard")
                    .live();
            assertThat(tab.network().calls("/api/events?channel=machines")).hasSize(1);

            machines.patch(agent.id(), "{\"version\":\"2\"}");
            assertThat(changes(tab)).hasCount(1);
            tab.connection("live");

            proxy.restore();
            tab.until(() -> tab.network().socket().sent().stream().anyMatch(frame -> frame.contains("\"since\"")));
            tab.live();
            machines.patch(agent.id(), "{\"version\":\"3\"}");
            assertThat(changes(tab)).hasCount(2);
            assertThat(tab.network().socket().events())
                    .as("events of the stream are applied once")
                    .hasSize(1);
        }
    }

    private Tab openWith(Browser browser, Agent agent) {
        TestOrganization.settle(fleet);
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/health")
                .live();
        assertThat(tab.about("health-row", agent.name())).hasAttribute("data-status", "online");
        tab.until(tab.network()::quiet);
        return tab;
    }

    private static void offline(Tab tab) {
        tab.page().context().setOffline(true);
        tab.connection("reconnecting");
    }

    private static void online(Tab tab, int sockets) {
        tab.page().context().setOffline(false);
        tab.until(() -> tab.network().sockets().size() >= sockets);
        tab.live();
        tab.until(() -> !tab.network().socket().sent().isEmpty());
    }

    /** The changes that are listed, without that the machine was added, which the server knows from before. */
    private static Locator changes(Tab tab) {
        return tab.page().locator(".feed li").filter(new Locator.FilterOptions().setHasText("updated"));
    }

    private static int lists(Tab tab) {
        return tab.network().calls(LIST).size();
    }

    private static void answerFromTheFuture(Route route) {
        APIResponse answer = route.fetch();
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("x-heliograph-seq", "1000000");
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setHeaders(headers));
    }
}
