package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.TabBuilder;
import org.heliograph.testing.browser.WebSocketProxy;
import org.junit.jupiter.api.Test;

/** The wall: its alerts, its limits and its connection states. */
@BrowserTest
class WallIT {
    private final Server server = Server.shared();
    private final Alerts alerts = Alerts.of("bob@acme.test");

    private Tab open(TabBuilder visit) {
        Tab tab = visit.open("/alerts/wall?site=" + alerts.site() + "&site=nowhere");
        live(tab);
        return tab;
    }

    private static void live(Tab tab) {
        assertThat(tab.page().locator("body")).hasAttribute("data-state", "live");
    }

    private static Locator rows(Tab tab) {
        return tab.testId("wall-alerts").locator("li");
    }

    @Test
    void showsAlertsOfChosenSitesNewestFirstAndAsText(Browser browser) {
        Tab tab = open(browser.visit(server));
        assertThat(tab.testId("wall-quiet")).isVisible();

        alerts.raise("warning", "Fan turns slowly");
        assertThat(rows(tab)).hasCount(1);
        alerts.elsewhere().raise("critical", "not chosen");
        alerts.raise("critical", "<img src=x onerror=\"document.title='broken'\">");

        assertThat(rows(tab)).hasCount(2);
        assertThat(rows(tab).first().locator(".message")).hasText("<img src=x onerror=\"document.title='broken'\">");
        assertThat(rows(tab).first()).hasAttribute("data-severity", "critical");
        assertThat(rows(tab).nth(1).locator(".site")).hasText(alerts.site());
        assertThat(tab.page().locator("main img")).hasCount(0);
        assertThat(tab.page().locator(".count[data-severity=critical] .number")).hasText("1");
        assertThat(PageAudit.of(tab, "the wall")).isEmpty();
    }

    @Test
    void keepsAResolvedAlertInPlaceMarkedAsResolved(Browser browser) {
        Tab tab = open(browser.visit(server));
        String first = alerts.raise("critical", "one").getString("id");
        alerts.raise("info", "two");
        assertThat(rows(tab)).hasCount(2);

        alerts.resolve(first);

        assertThat(rows(tab).nth(1)).hasAttribute("data-status", "resolved");
        assertThat(rows(tab).nth(1)).containsText("Resolved");
        assertThat(rows(tab)).hasCount(2);
        assertThat(tab.page().locator(".count[data-severity=critical] .number")).hasText("0");
    }

    @Test
    void keepsTheNewest50Alerts(Browser browser) {
        Tab tab = open(browser.visit(server));
        String batch = IntStream.range(10, 70)
                .mapToObj(i ->
                        "{\"status\":\"firing\",\"fingerprint\":\"%s%d\",\"labels\":{\"site\":\"%s\",\"alertname\":\"n%d\"}}"
                                .formatted(alerts.site(), i, alerts.site(), i))
                .collect(Collectors.joining(",", "{\"alerts\":[", "]}"));

        assertThat(alerts.report(batch).status()).isEqualTo(200);

        assertThat(rows(tab).first().locator(".message")).hasText("n69");
        assertThat(rows(tab)).hasCount(50);
        assertThat(rows(tab).last().locator(".message")).hasText("n20");
    }

    @Test
    void showsOpenAlertsToSignedInUsers(Browser browser) {
        alerts.resolve(alerts.raise("info", "over").getString("id"));
        alerts.raise("info", "still open");
        alerts.acknowledge(alerts.raise("warning", "seen to").getString("id"));

        Tab signedIn = open(browser.visit(server).signedInAs("alice@acme.test"));
        Tab nobody = open(browser.visit(server));

        assertThat(rows(signedIn).locator(".message")).hasText(new String[] {"seen to", "still open"});
        assertThat(rows(signedIn).first()).hasAttribute("data-status", "acknowledged");
        assertThat(rows(nobody)).hasCount(0);
        assertThat(PageAudit.of(signedIn, "the wall of somebody signed in")).isEmpty();
    }

    @Test
    void reportsALostConnectionAndReconnectsAfter3Seconds(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            Tab tab = open(browser.visit(server).through(proxy));
            Tab signedIn = open(browser.visit(server).through(proxy).signedInAs("bob@acme.test"));
            String before = alerts.raise("critical", "before").getString("id");
            assertThat(rows(tab)).hasCount(1);
            assertThat(rows(signedIn)).hasCount(1);

            proxy.cutSockets();
            assertThat(tab.testId("wall-banner")).hasText(Pattern.compile("^Offline since .* may be outdated\\.$"));
            assertThat(rows(tab)).hasCount(1);
            alerts.raise("critical", "meanwhile");
            alerts.resolve(before);
            proxy.restore();
            live(tab);
            live(signedIn);

            assertThat(tab.testId("wall-banner")).isHidden();
            assertThat(rows(tab).locator(".message")).hasText(new String[] {"meanwhile", "before"});
            assertThat(rows(tab).nth(1)).hasAttribute("data-status", "resolved");
            assertThat(tab.testId("wall-gap")).isHidden();
            assertThat(rows(signedIn).locator(".message")).hasText(new String[] {"meanwhile", "before"});
            assertThat(rows(signedIn).nth(1)).hasAttribute("data-status", "resolved");
            assertThat(signedIn.testId("wall-gap")).isHidden();
            alerts.raise("info", "after");
            assertThat(rows(tab).first().locator(".message")).hasText("after");
            long closed = tab.recorder().entries("closed", "").get(0).at();
            assertThat(tab.recorder().entries("opening", "/ws/alerts").get(1).at() - closed)
                    .isBetween(1_800L, 5_000L);
        }
    }

    @Test
    void reportsASilentServerAndReplacesItsSocket(Browser browser) {
        Tab tab = browser.visit(server).withControlledClock().open("/alerts/wall");
        live(tab);
        tab.until(() -> tab.recorder().entries("received", "gap").size() == 1);

        tab.page().clock().fastForward(46_000);
        assertThat(tab.page().locator("body")).hasAttribute("data-state", "stale");
        assertThat(tab.testId("wall-banner")).containsText("No signal for");

        tab.page().clock().fastForward(30_000);
        tab.page().clock().fastForward(4_000);
        tab.until(() -> tab.recorder().entries("opening", "/ws/alerts").size() == 2);
        live(tab);
        assertThat(tab.testId("wall-banner")).isHidden();
        assertThat(List.of(tab.consoleMessages())).containsExactly(List.of());
    }
}
