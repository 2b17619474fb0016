package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import jakarta.json.JsonObject;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.NetworkLog.Frame;
import org.heliograph.testing.browser.SocketView;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Silent machines and sockets time out on the Health page. Minutes are seconds here. */
@BrowserTest
class SilentClientIT {
    private static final int CHECK_SECONDS = 1;

    private final Server server = ShortIntervalServer.server();
    private final Fleet fleet = TestOrganization.on(server);

    @Test
    void showsASilentMachineAsOfflineAfterTheCleanup(Browser browser) {
        Tab tab = open(browser, "/health");
        tab.recorder().keepThePagesSocketOpen();
        Agent agent = fleet.online();
        beatUntilItIsShown(tab, agent);
        ReloadMarker.set(tab);

        assertThat(tab.about("health-row", agent.name())).hasAttribute("data-status", "offline");

        JsonObject event = lastEvent(tab);
        assertThat(event.getString("event")).isEqualTo("UPDATE");
        assertThat(event.getJsonObject("payload"))
                .isEqualTo(JsonText.parse("{\"id\":\"" + agent.id() + "\",\"status\":\"offline\"}"));
        ReloadMarker.notReloaded(tab);
    }

    @Test
    void removesTheRowOfADeletedEphemeralMachine(Browser browser) {
        Tab tab = open(browser, "/health");
        tab.recorder().keepThePagesSocketOpen();
        Agent agent = fleet.register(fleet.newKey("\"ephemeral\":true").getString("key"), Fleet.newName());
        beatUntilItIsShown(tab, agent);

        assertThat(tab.about("health-row", agent.name())).hasCount(0);

        JsonObject event = lastEvent(tab);
        assertThat(event.getString("event")).isEqualTo("DELETE");
        assertThat(event.getJsonObject("payload")).isEqualTo(JsonText.parse("{\"id\":\"" + agent.id() + "\"}"));
    }

    @Test
    void reconnectsAfterEvictionWith4000WithoutPings(Browser browser) {
        Tab tab = open(browser, "/health");
        SocketView evicted = tab.network().socket();
        double opened = evicted.frames().get(0).at();

        tab.until(evicted::isClosed);
        tab.until(() -> tab.network().sockets().size() > 1);
        tab.live();

        assertThat(evicted.sent()).as("one subscribe and no ping").hasSize(1);
        assertThat(tab.recorder().closes()).startsWith("4000 Heartbeat timeout");
        assertThat(evicted.closedAt() - opened)
                .as("seconds until the eviction")
                .isBetween(
                        (double) ShortIntervalServer.SILENCE_SECONDS - 0.1,
                        ShortIntervalServer.SILENCE_SECONDS + CHECK_SECONDS + 10.0);
    }

    @Test
    void postponesTheEvictionAfterAPing(Browser browser) {
        Tab tab = open(browser, "/health");
        SocketView socket = tab.network().socket();

        tab.recorder().sendOverThePagesSocket("{\"type\":\"ping\"}");
        tab.until(() -> socket.received().size() > 2);

        assertThat(socket.received().get(2))
                .matches("\\{\"type\":\"pong\",\"timestamp\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"}");
        Frame pong = socket.frames().get(socket.frames().size() - 1);
        tab.until(socket::isClosed);
        assertThat(socket.closedAt() - pong.at())
                .as("seconds from the ping to the eviction")
                .isGreaterThan(ShortIntervalServer.SILENCE_SECONDS - 0.1);
    }

    @Test
    void keepsTheSocketOfPagesThatPingByASetting(Browser browser) {
        Tab tab = open(browser, "/dashboard");
        SocketView socket = tab.network().socket();

        tab.until(() -> socket.sent().size() > 2 * (1 + ShortIntervalServer.SILENCE_SECONDS + CHECK_SECONDS));

        assertThat(socket.sent().subList(1, socket.sent().size())).containsOnly("{\"type\":\"ping\"}");
        assertThat(socket.isClosed()).isFalse();
        assertThat(tab.network().sockets()).hasSize(1);
    }

    private Tab open(Browser browser, String path) {
        return browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open(path)
                .live();
    }

    private static void beatUntilItIsShown(Tab tab, Agent agent) {
        Locator row = tab.about("health-row", agent.name());
        tab.until(() -> {
            agent.heartbeat();
            return row.count() == 1 && row.getAttribute("data-status").equals("online");
        });
    }

    private static JsonObject lastEvent(Tab tab) {
        List<Frame> events = tab.network().socket().events();
        return JsonText.parse(events.get(events.size() - 1).text());
    }
}
