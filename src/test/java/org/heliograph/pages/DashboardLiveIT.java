package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.NetworkLog.Call;
import org.heliograph.testing.browser.NetworkLog.Frame;
import org.heliograph.testing.browser.SocketView;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Live updates of the dashboard with the default periods. */
@BrowserTest
class DashboardLiveIT {
    private static final double DEBOUNCE = 0.5;
    /** What a busy machine may add; the exact time is in {@link DefaultIntervalsIT}. */
    private static final double BUSY = 15;

    private final Fleet fleet = TestOrganization.on(Server.shared());

    @Test
    void raisesTheOnlineCountWhenAMachineComesOnline(Browser browser) {
        fleet.online();
        Agent agent = fleet.online();
        agent.shutDown();
        Tab tab = openShowing(browser, "1/2 Online");
        assertThat(tab.about("active-machines", agent.name())).hasCount(0);

        agent.heartbeat();

        assertThat(tab.testId("online-count")).hasText("2/2 Online");
        assertThat(tab.about("active-machines", agent.name())).isVisible();
        assertThat(eventNames(tab)).containsExactly("UPDATE");
        ReloadMarker.notReloaded(tab);
    }

    @Test
    void showsANewMachine(Browser browser) {
        Tab tab = open(browser);

        Agent agent = fleet.online();

        assertThat(tab.testId("online-count")).hasText("1/1 Online");
        assertThat(tab.about("active-machines", agent.name())).isVisible();
        // a refetch for the first event may have read what the second one reports
        tab.until(() -> eventNames(tab).size() >= 2);
        assertThat(eventNames(tab)).containsExactly("INSERT", "UPDATE");
        ReloadMarker.notReloaded(tab);
    }

    @Test
    void lowersTheOnlineCountWhenAMachineGoesOffline(Browser browser) {
        fleet.online();
        Agent agent = fleet.online();
        fleet.register();
        Tab tab = openShowing(browser, "2/3 Online");

        agent.shutDown();

        assertThat(tab.testId("online-count")).hasText("1/3 Online");
        assertThat(tab.about("active-machines", agent.name())).hasCount(0);
        JsonObject answer = fleet.admin()
                .get("/api/db/machines?org_id=eq." + fleet.organization() + "&name=eq." + agent.name()
                        + "&select=name,status,last_seen")
                .json();
        assertThat(answer.keySet()).containsExactly("success", "data");
        assertThat(answer.getJsonArray("data")).hasSize(1);
        JsonObject row = answer.getJsonArray("data").getJsonObject(0);
        assertThat(row.keySet()).containsExactly("name", "status", "last_seen");
        assertThat(row.getString("status")).isEqualTo("offline");
        assertThat(row.getString("last_seen")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        ReloadMarker.notReloaded(tab);
    }

    @Test
    void refetchesOnce500MillisecondsAfterTheLastOfTwoEvents(Browser browser) {
        Agent agent = fleet.online();
        fleet.online();
        Tab tab = openShowing(browser, "2/2 Online");
        int before = tab.network().statsCalls().size();

        // of one transaction, so that both come within the time however busy the machine is
        fleet.admin()
                .patch("/api/db/machines?org_id=" + fleet.organization(), "{\"status\":\"offline\"}")
                .list();
        tab.until(() ->
                tab.network().statsCalls().size() > before && tab.network().quiet());

        List<Frame> events = tab.network().socket().events();
        Call refetch = tab.network().statsCalls().get(before);
        assertThat(events).hasSize(2);
        assertThat(refetch.at() - events.get(1).at())
                .as("seconds from the last event to the refetch")
                .isBetween(DEBOUNCE - 0.02, DEBOUNCE + BUSY);
        assertThat(tab.testId("online-count")).hasText("0/2 Online");

        fleet.patch(agent.id(), "{\"status\":\"online\"}");
        assertThat(tab.testId("online-count")).hasText("1/2 Online");
        assertThat(tab.network().statsCalls())
                .as("one refetch for the burst and one for the event after it")
                .hasSize(before + 2);
    }

    @Test
    void closesTheSocketOnLeavingAndOpensANewOneOnReturn(Browser browser) {
        Tab tab = open(browser);
        SocketView first = tab.network().socket();
        tab.until(() -> first.received().size() >= 2);
        assertThat(first.url())
                .as("no token in the address")
                .matches("ws://127\\.0\\.0\\.1:\\d+/api/realtime\\?org_id=" + fleet.organization());
        assertThat(first.protocol()).matches("token-[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(first.status()).isEqualTo(101);
        assertThat(first.received()).hasSize(2);

        tab.followLink("Machines");
        tab.until(first::isClosed);
        assertThat(tab.page()).hasURL(java.util.regex.Pattern.compile(".*/machines$"));
        tab.live();
        SocketView ofTheList = tab.network().socket();
        assertThat(ofTheList).as("the list of machines has its own").isNotSameAs(first);

        tab.followLink("Dashboard");
        tab.until(ofTheList::isClosed);
        tab.live();
        assertThat(tab.network().sockets()).hasSize(3);
        assertThat(tab.network().socket().status()).isEqualTo(101);
        assertThat(tab.network().socket().isClosed()).isFalse();
        ReloadMarker.notReloaded(tab);
    }

    @Test
    void opensOneSocketPerTab(Browser browser) {
        Agent agent = fleet.online();
        Tab one = openShowing(browser, "1/1 Online");
        Tab two = openShowing(browser, "1/1 Online");

        agent.shutDown();

        assertThat(one.testId("online-count")).hasText("0/1 Online");
        assertThat(two.testId("online-count")).hasText("0/1 Online");
    }

    private Tab open(Browser browser) {
        Tab tab = browser.visit(Server.shared(), TestOrganization.OWNER, fleet.organization())
                .open("/dashboard")
                .live();
        ReloadMarker.set(tab);
        return tab;
    }

    private Tab openShowing(Browser browser, String count) {
        TestOrganization.settle(fleet);
        Tab tab = open(browser);
        assertThat(tab.testId("online-count")).hasText(count);
        tab.until(tab.network()::quiet);
        return tab;
    }

    private static List<String> eventNames(Tab tab) {
        return tab.network().socket().events().stream()
                .map(frame -> JsonText.parse(frame.text()).getString("event"))
                .toList();
    }
}
