package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.PageRecorder.Entry;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.WebSocketProxy;
import org.junit.jupiter.api.Test;

/** The default periods to the millisecond, with a controlled page clock. */
@BrowserTest
class DefaultIntervalsIT {
    private static final String STATS = "get_dashboard_stats";
    private static final int DEBOUNCE = 500;
    private static final int RECONNECT = 5_000;
    private static final int POLLING = 30_000;
    private static final int STEP = 1_000;
    /** Where the clock is stopped: it must not get there by itself, and a request may not take that long. */
    private static final int AHEAD = 4_000;

    private final Server server = Server.shared();
    private final Fleet fleet = TestOrganization.on(server);

    @Test
    void refetchesTheDashboard500MillisecondsAfterTheLastEvent(Browser browser) {
        Agent agent = fleet.online();
        TestOrganization.settle(fleet);
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .withControlledClock()
                .open("/dashboard");
        stopTheClock(tab);
        int before = recorded(tab, "called", STATS).size();

        event(tab, agent, "offline");
        tab.page().clock().runFor(DEBOUNCE - 1);
        event(tab, agent, "online");
        tab.page().clock().runFor(DEBOUNCE - 1);
        assertThat(recorded(tab, "called", STATS)).hasSize(before);
        tab.page().clock().runFor(10 * DEBOUNCE);

        List<Entry> refetches = recorded(tab, "called", STATS).subList(before, before + 1);
        assertThat(recorded(tab, "called", STATS)).hasSize(before + 1);
        assertThat(refetches.get(0).at() - last(recorded(tab, "received", "\"event\"")))
                .isEqualTo(DEBOUNCE);
    }

    @Test
    void reconnectsAfter5SecondsAndPollsEvery30SecondsMeanwhile(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                    .through(proxy)
                    .withoutStreams()
                    .withControlledClock()
                    .open("/dashboard");
            stopTheClock(tab);
            int calls = recorded(tab, "called", STATS).size();

            proxy.cutSockets();
            tab.until(() -> recorded(tab, "closed", "").size() == 1);
            long lost = recorded(tab, "closed", "").get(0).at();
            for (int attempt = 1; attempt <= 2 * POLLING / RECONNECT; attempt++) {
                int refused = attempt + 1;
                tab.page().clock().runFor(RECONNECT - 1);
                assertThat(recorded(tab, "opening", "")).hasSize(attempt);
                tab.page().clock().runFor(1);
                tab.until(() -> recorded(tab, "closed", "").size() == refused);
                assertThat(recorded(tab, "opening", "").get(attempt).at() - lost)
                        .isEqualTo((long) attempt * RECONNECT);
                tab.until(tab.network()::quiet);
            }
            tab.page().clock().runFor(DEBOUNCE);
            tab.until(tab.network()::quiet);
            assertThat(recorded(tab, "called", STATS).stream()
                            .skip(calls)
                            .map(call -> call.at() - lost)
                            .toList())
                    .containsExactly((long) POLLING + DEBOUNCE, 2L * POLLING + DEBOUNCE);

            proxy.restore();
            tab.page().clock().runFor(RECONNECT);
            tab.until(() -> tab.network().socket().received().size() == 2);
            // in steps, so that the page's check of the server is answered before its limit has passed on the page's
            // clock
            for (int passed = 0; passed < 2 * POLLING; passed += STEP) {
                tab.page().clock().runFor(STEP);
                tab.until(tab.network()::quiet);
            }
            assertThat(recorded(tab, "called", STATS))
                    .as("no refetch after reconnecting without missed events, and no poll")
                    .hasSize(calls + 2);
        }
    }

    /** Waits until the page is live and idle, then stops its clock. */
    private static void stopTheClock(Tab tab) {
        tab.live();
        assertThat(tab.page()
                        .getByRole(com.microsoft.playwright.options.AriaRole.HEADING)
                        .first())
                .isVisible();
        tab.until(tab.network()::quiet);
        Clock clock = tab.page().clock();
        LongSupplier now = () -> ((Number) tab.page().evaluate("Date.now()")).longValue();
        clock.pauseAt(now.getAsLong() + AHEAD);
        tab.until(tab.network()::quiet);
    }

    /** Changes a machine and waits until the page has received the event. */
    private void event(Tab tab, Agent agent, String status) {
        int heard = recorded(tab, "received", "\"event\"").size();
        fleet.patch(agent.id(), "{\"status\":\"" + status + "\"}");
        tab.until(() -> recorded(tab, "received", "\"event\"").size() > heard);
    }

    private static List<Entry> recorded(Tab tab, String what, String part) {
        return tab.recorder().entries(what, part);
    }

    private static long last(List<Entry> entries) {
        return entries.get(entries.size() - 1).at();
    }
}
