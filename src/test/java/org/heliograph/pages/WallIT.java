package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Server;
import org.heliograph.testing.StallFreeClock;
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
    void paints50AlertsAndCountsAll(Browser browser) {
        Tab tab = open(browser.visit(server));

        assertThat(alerts.report(batch(10, 70, "warning")).status()).isEqualTo(200);

        assertThat(rows(tab).first().locator(".message")).hasText("n69");
        assertThat(rows(tab)).hasCount(50);
        assertThat(rows(tab).last().locator(".message")).hasText("n20");
        assertThat(tab.testId("wall-more")).hasText("+10 more: 10 warning");
        assertThat(count(tab, "warning")).hasText("60");
    }

    @Test
    void anOpenCriticalIsNeverPushedOutByNewerInfos(Browser browser) {
        Tab tab = open(browser.visit(server));
        alerts.raise("critical", "the worst");

        assertThat(alerts.report(batch(10, 60, "info")).status()).isEqualTo(200);

        assertThat(count(tab, "info")).hasText("50");
        assertThat(rows(tab)).hasCount(50);
        assertThat(rows(tab).last().locator(".message")).hasText("the worst");
        assertThat(count(tab, "critical")).hasText("1");
        assertThat(tab.testId("wall-more")).hasText("+1 more: 1 info");
    }

    private String batch(int from, int to, String severity) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        "{\"status\":\"firing\",\"fingerprint\":\"%s%d\",\"labels\":{\"site\":\"%s\",\"severity\":\"%s\",\"alertname\":\"n%d\"}}"
                                .formatted(alerts.site(), i, alerts.site(), severity, i))
                .collect(Collectors.joining(",", "{\"alerts\":[", "]}"));
    }

    private static Locator count(Tab tab, String severity) {
        return tab.page().locator(".count[data-severity=" + severity + "] .number");
    }

    @Test
    void rowsShrinkBeforeTheyVanish(Browser browser) {
        Tab tab = open(browser.visit(server).withViewport(1920, 1080));
        alerts.raise("warning", "one");
        assertThat(tab.testId("wall-alerts")).hasAttribute("data-density", "huge");

        assertThat(alerts.report(batch(10, 21, "info")).status()).isEqualTo(200);

        assertThat(rows(tab)).hasCount(12);
        assertThat(tab.testId("wall-alerts")).hasAttribute("data-density", "small");
        assertThat(tab.testId("wall-more")).isHidden();
        tab.page().setViewportSize(1920, 500);
        assertThat(tab.testId("wall-alerts")).hasAttribute("data-columns", Pattern.compile("[23]"));
        assertThat(rows(tab)).hasCount(12);
        assertThat((Boolean) tab.page().evaluate("room.scrollHeight <= room.clientHeight"))
                .isTrue();
    }

    @Test
    void beginsWithEveryOpenAlertForEverybody(Browser browser) {
        alerts.resolve(alerts.raise("info", "over").getString("id"));
        alerts.raise("info", "still open");
        alerts.acknowledge(alerts.raise("warning", "seen to").getString("id"));

        Tab signedIn = open(browser.visit(server).signedInAs("alice@acme.test"));
        Tab nobody = open(browser.visit(server));

        for (Tab tab : List.of(signedIn, nobody)) {
            // one that has just ended may still be painted, as resolved: its events get their numbers soon after the
            // answer
            assertThat(tab.testId("wall-alerts").locator("li:not([data-status='resolved']) .message"))
                    .hasText(new String[] {"seen to", "still open"});
            assertThat(rows(tab).first()).hasAttribute("data-status", "acknowledged");
            assertThat(count(tab, "warning")).hasText("1");
            assertThat(tab.testId("wall-link"))
                    .hasText(Pattern.compile("^Live · complete since \\d\\d:\\d\\d:\\d\\d$"));
        }
        assertThat(PageAudit.of(signedIn, "the wall of somebody signed in")).isEmpty();
        alerts.raise("critical", "after");
        assertThat(rows(nobody).first().locator(".message")).hasText("after");
    }

    @Test
    void showsNoTickAndNoCountsBeforeTheFirstCompleteAnswer(Browser browser) {
        Tab tab = browser.visit(server)
                .withPreparation(page -> page.route(
                        "**/api/v1/alerts/open*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503))))
                .open("/alerts/wall");

        assertThat(tab.testId("wall-banner")).hasText("The server cannot read its alerts. Retrying every 2 seconds.");
        assertThat(tab.testId("wall-quiet")).hasText("Open alerts are not known yet");
        assertThat((String) tab.page().evaluate("getComputedStyle(quiet, '::before').content"))
                .isEqualTo("\"?\"");
        assertThat(count(tab, "critical")).hasText("–");
        tab.page().unroute("**/api/v1/alerts/open*");

        live(tab);
        assertThat(count(tab, "critical")).hasText(Pattern.compile("\\d+"));
    }

    @Test
    void reportsALostConnectionAndCatchesUp(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            Tab tab = open(browser.visit(server).through(proxy));
            String before = alerts.raise("critical", "before").getString("id");
            assertThat(rows(tab)).hasCount(1);

            proxy.cutAll();
            assertThat(tab.testId("wall-banner"))
                    .hasText(
                            Pattern.compile(
                                    "^No contact with the server for .*\\. The alerts below are from \\d\\d:\\d\\d:\\d\\d\\.$"));
            assertThat(rows(tab)).hasCount(1);
            alerts.raise("critical", "meanwhile");
            alerts.resolve(before);
            proxy.restore();
            live(tab);

            assertThat(tab.testId("wall-banner")).isHidden();
            assertThat(rows(tab).locator(".message")).hasText(new String[] {"meanwhile", "before"});
            assertThat(rows(tab).nth(1)).hasAttribute("data-status", "resolved");
            alerts.raise("info", "after");
            assertThat(rows(tab).first().locator(".message")).hasText("after");
        }
    }

    @Test
    void showsWithin5SecondsThatTheNetworkIsCutInSilence(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            Tab tab = open(browser.visit(server).through(proxy));
            assertThat(tab.testId("wall-quiet")).hasText("No open alerts");

            long cut = StallFreeClock.nanos();
            proxy.freeze();
            tab.testId("wall-banner").waitFor();
            assertThat(StallFreeClock.since(cut)).isLessThan(Duration.ofSeconds(5));

            assertThat(tab.testId("wall-banner")).containsText("No contact with the server for");
            assertThat((String) tab.page().evaluate("getComputedStyle(quiet, '::before').content"))
                    .isEqualTo("\"?\"");
            proxy.restore();
            live(tab);
        }
    }

    @Test
    void anOfflineBrowserSaysSoAtOnce(Browser browser) {
        Tab tab = open(browser.visit(server));

        long cut = StallFreeClock.nanos();
        tab.page().context().setOffline(true);
        tab.testId("wall-banner").waitFor();
        assertThat(StallFreeClock.since(cut)).isLessThan(Duration.ofSeconds(3));
        tab.page().context().setOffline(false);

        live(tab);
    }

    @Test
    void fallsBackToServerSentEventsWhereWebSocketsAreBlocked(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            proxy.cutSockets();
            Tab tab = open(browser.visit(server).through(proxy));
            tab.until(() ->
                    !tab.recorder().entries("called", "/api/v1/alerts/events").isEmpty());
            assertThat(tab.testId("wall-link")).hasText(Pattern.compile("^Live · complete .*"));

            alerts.raise("critical", "by stream");

            assertThat(rows(tab).first().locator(".message")).hasText("by stream");
            assertThat(tab.testId("wall-banner")).isHidden();
        }
    }

    @Test
    void readsEvery2SecondsWhereStreamsAreBlockedToo(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            proxy.cutSockets();
            Tab tab = open(browser.visit(server)
                    .through(proxy)
                    .withPreparation(page -> page.route("**/api/v1/alerts/events*", Route::abort)));
            alerts.raise("critical", "by polling");

            assertThat(rows(tab).first().locator(".message")).hasText("by polling");
            assertThat(tab.testId("wall-link")).hasText(Pattern.compile("^Live, every 2 s · complete .*"));
        }
    }

    @Test
    void theScreenKeepsItsChoiceOfSoundAndSaysWhenTheBrowserBlocksIt(Browser browser) {
        Tab tab = open(browser.visit(server));
        Locator sound = tab.page().locator("#sound");
        assertThat(sound).hasText("Sound off");
        assertThat(tab.page().locator("#full-screen")).isVisible();

        sound.click();
        assertThat(sound).hasAttribute("aria-pressed", "true");
        assertThat(tab.testId("wall-sound-note")).isHidden();
        tab.page().reload();

        assertThat(sound).hasText("Sound on");
        // whether the note is there depends on the browser, and may change a moment later
        tab.page().locator("h1").click();
        assertThat(tab.testId("wall-sound-note")).isHidden();
        sound.click();
        assertThat(sound).hasText("Sound off");
    }
}
