package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.NetworkLog.Frame;
import org.heliograph.testing.browser.SocketView;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Live updates of the Health page with the default periods. */
@BrowserTest
class HealthLiveIT {
    private final Fleet fleet = TestOrganization.on(Server.shared());

    @Test
    void connectsAndSubscribesToMachinesOnOpening(Browser browser) {
        Tab tab = browser.visit(Server.shared(), TestOrganization.OWNER, fleet.organization())
                .open("/health")
                .live();

        SocketView socket = tab.network().socket();
        tab.until(() -> socket.received().size() >= 2);
        assertThat(tab.network().sockets()).hasSize(1);
        assertThat(socket.url())
                .as("no token in the address")
                .matches("ws://127\\.0\\.0\\.1:\\d+/api/realtime\\?org_id=" + fleet.organization());
        assertThat(socket.protocol()).matches("token-[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(socket.status()).isEqualTo(101);
        assertThat(socket.received().get(0))
                .matches("\\{\"type\":\"connected\",\"clientId\":\"[0-9a-f-]{36}\",\"availableChannels\":"
                        + "\\[\"machines\",\"members\",\"audit\",\"keys\",\"general\",\"posture\",\"threats\","
                        + "\"certificates\",\"dns\",\"acl\",\"billing\",\"remote_desktop\"]}");
        assertThat(socket.sent())
                .containsExactly("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":\"org_id=eq."
                        + fleet.organization() + "\"}");
        assertThat(socket.received().get(1)).isEqualTo("{\"type\":\"subscribed\",\"channels\":[\"machines\"]}");
    }

    @Test
    void refetchesTheListWhenAMachineComesOnline(Browser browser) {
        Agent agent = fleet.online();
        agent.shutDown();
        Tab tab = openWith(browser, agent, "offline");
        int before = lists(tab);

        agent.heartbeat();
        assertThat(tab.about("health-row", agent.name())).hasAttribute("data-status", "online");

        List<Frame> events = tab.network().socket().events();
        assertThat(events).hasSize(1);
        JsonObject event = JsonText.parse(events.get(0).text());
        assertThat(event.keySet()).containsExactly("type", "channel", "event", "payload", "timestamp");
        assertThat(event.getString("channel")).isEqualTo("machines");
        assertThat(event.getString("event")).isEqualTo("UPDATE");
        assertThat(event.getJsonObject("payload").keySet()).containsExactly("id", "status", "last_seen");
        assertThat(event.getJsonObject("payload").getString("id")).isEqualTo(agent.id());
        assertThat(event.getJsonObject("payload").getString("status")).isEqualTo("online");
        assertThat(lists(tab)).as("the list is fetched again").isEqualTo(before + 1);
        ReloadMarker.notReloaded(tab);
    }

    @Test
    void sendsNothingForARoutineHeartbeat(Browser browser) {
        Agent routine = fleet.online();
        Agent other = fleet.register();
        Tab tab = openWith(browser, routine, "online");

        routine.heartbeat();
        other.heartbeat();
        assertThat(tab.about("health-row", other.name())).hasAttribute("data-status", "online");

        assertThat(tab.network().socket().events())
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains(other.id()));
    }

    @Test
    void derivesTheHealthOfEachMachineFromItsLastSeenTime(Browser browser) {
        String rows = "[" + row("good", "online", 1) + row("never", "online", -1) + row("late", "online", 6)
                + row("silent", "online", 11) + row("down", "offline", 1) + row("new", "pending", -1);
        String answer = "{\"success\":true,\"data\":" + rows.substring(0, rows.length() - 1) + "]}";
        Tab tab = browser.visit(Server.shared(), TestOrganization.OWNER, fleet.organization())
                .withPreparation(page -> page.route(
                        "**/api/db/machines?*", route -> route.fulfill(new Route.FulfillOptions().setBody(answer))))
                .open("/health");

        assertThat(tab.about("health-row", "good")).hasAttribute("data-availability", "100");
        assertThat(tab.about("health-row", "never")).hasAttribute("data-availability", "100");
        assertThat(tab.about("health-row", "late")).hasAttribute("data-availability", "75");
        assertThat(tab.about("health-row", "silent")).hasAttribute("data-availability", "50");
        assertThat(tab.about("health-row", "silent")).containsText("Stale");
        assertThat(tab.about("health-row", "down")).hasAttribute("data-availability", "0");
        assertThat(tab.about("health-row", "new")).hasAttribute("data-availability", "0");
        assertThat(tab.testId("card-availability")).hasText("54%");
        assertThat(tab.testId("card-healthy")).hasText("3");
        assertThat(tab.testId("card-offline")).hasText("2");
        assertThat(tab.testId("card-stale")).hasText("1");
    }

    private static String row(String name, String status, int minutesAgo) {
        String seen = minutesAgo < 0 ? "null" : "\"" + Instant.now().minus(minutesAgo, ChronoUnit.MINUTES) + "\"";
        return "{\"id\":\"%s\",\"name\":\"%s\",\"status\":\"%s\",\"last_seen\":%s},"
                .formatted(name, name, status, seen);
    }

    private Tab openWith(Browser browser, Agent agent, String status) {
        TestOrganization.settle(fleet);
        Tab tab = browser.visit(Server.shared(), TestOrganization.OWNER, fleet.organization())
                .open("/health")
                .live();
        assertThat(tab.about("health-row", agent.name())).hasAttribute("data-status", status);
        tab.until(tab.network()::quiet);
        ReloadMarker.set(tab);
        return tab;
    }

    private static int lists(Tab tab) {
        return tab.network().calls("/api/db/machines?").size();
    }
}
