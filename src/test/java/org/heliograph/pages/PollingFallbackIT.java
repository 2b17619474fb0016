package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.SocketView;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.WebSocketProxy;
import org.junit.jupiter.api.Test;

/** Without its socket the Health page polls for changes. */
@BrowserTest
class PollingFallbackIT {
    private final Server server = ShortIntervalServer.server();
    private final Fleet fleet = TestOrganization.on(server);

    @Test
    void pollsWithoutASocketAndReturnsToLive(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                    .through(proxy)
                    .withoutStreams()
                    .open("/health")
                    .live();
            tab.recorder().keepThePagesSocketOpen();

            proxy.cutSockets();
            tab.connection("polling");
            Agent agent = fleet.register();
            beatUntilItIsShown(tab, agent);
            agent.shutDown();
            assertThat(tab.about("health-row", agent.name())).hasAttribute("data-status", "offline");
            assertThat(events(tab)).as("events that a socket brought").isZero();

            proxy.restore();
            tab.live();
            beatUntilItIsShown(tab, agent);
            assertThat(events(tab)).isPositive();
        }
    }

    @Test
    void keepsItsContentOfflineAndReconnects(Browser browser) {
        Agent agent = fleet.online();
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/health")
                .live();
        assertThat(tab.about("health-row", agent.name())).isVisible();

        tab.page().context().setOffline(true);
        tab.connection("polling");
        assertThat(tab.about("health-row", agent.name())).isVisible();
        tab.page().context().setOffline(false);
        agent.shutDown();

        assertThat(tab.about("health-row", agent.name())).hasAttribute("data-status", "offline");
        tab.live();
    }

    /** Frozen, and not cut: no side closes anything. */
    /** All pages at the same time, since the wait is long. */
    @Test
    void isNotLiveForLongerThanAQuarterOfAMinuteWhileTheNetworkIsFrozen(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            List<Tab> tabs = Stream.of("/health", "/dashboard", "/status/status")
                    .map(path -> browser.visit(server, TestOrganization.OWNER, fleet.organization())
                            .through(proxy)
                            .open(path))
                    .toList();
            tabs.forEach(Tab::live);

            proxy.freeze();
            long frozen = System.nanoTime();

            for (Tab tab : tabs) {
                double left = 17_000 - (System.nanoTime() - frozen) / 1e6;
                assertThat(tab.testId("connection"))
                        .not()
                        .hasAttribute(
                                "data-state",
                                "live",
                                // what is not live any more is seen within a second
                                new LocatorAssertions.HasAttributeOptions().setTimeout(Math.max(left, 1_000)));
            }
        }
    }

    @Test
    void stopsPollingAndReconnectingOnLeaving(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                    .through(proxy)
                    .withoutStreams()
                    .open("/health")
                    .live();
            proxy.cutSockets();
            tab.connection("polling");

            tab.followLink("Status pages");
            tab.connection("none");
            int sockets = tab.network().sockets().size();
            int lists = tab.network().calls("/api/db/machines").size();
            tab.followLink("Dashboard"); // waits longer than a poll and a reconnection would have taken
            tab.until(() -> tab.network().sockets().size() > sockets + 2);

            assertThat(tab.network().calls("/api/db/machines"))
                    .as("sockets of the page after leaving it")
                    .hasSize(lists);
            assertThat(tab.network().sockets().subList(0, sockets)).allMatch(SocketView::isClosed);
        }
    }

    /** A machine is silent after seconds here, and a busy page may show it later. */
    private static void beatUntilItIsShown(Tab tab, Agent agent) {
        Locator row = tab.about("health-row", agent.name());
        tab.until(() -> {
            agent.heartbeat();
            return row.count() == 1 && "online".equals(row.getAttribute("data-status"));
        });
    }

    private static long events(Tab tab) {
        return tab.network().sockets().stream()
                .mapToLong(socket -> socket.events().size())
                .sum();
    }
}
