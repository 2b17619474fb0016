package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.WebSocketProxy;
import org.junit.jupiter.api.Test;

/** The page of channels. */
@BrowserTest
class ChannelsPageIT {
    private final Server server = Server.shared();
    private final Channels alice = Channels.of("alice@acme.test");

    private Tab open(Browser browser, String email) {
        return subscribed(browser.visit(server).signedInAs(email).open("/channels"));
    }

    /** Waits for the default subscriptions, applications and announcements. */
    private static Tab subscribed(Tab tab) {
        tab.live();
        tab.until(() -> tab.network().socket().received().stream()
                        .filter(frame -> frame.contains("\"subscribed\""))
                        .count()
                >= 6);
        return tab;
    }

    private static Locator events(Tab tab) {
        return tab.testId("stream-event");
    }

    private static Locator chip(Tab tab, String channel) {
        return tab.page().locator("button[data-channel='" + channel + "']");
    }

    private static void choose(Tab tab, String channel) {
        tab.page().getByLabel("Other channel").fill(channel);
        PageElements.button(tab, "Subscribe").click();
    }

    @Test
    void showsPublicationsNewestFirstAndUnchanged(Browser browser) {
        Tab tab = open(browser, "bob@acme.test");

        // one after the other: between topics no order is promised
        alice.publish("apps:created", "{\"n\":1}");
        assertThat(events(tab)).hasCount(1);
        alice.publish("apps:updated", "{\"big\":12345678901234567890,\"text\":\"<img src=x onerror=alert(1)>\"}");

        assertThat(events(tab)).hasCount(2);
        assertThat(events(tab).first()).containsText("apps:updated");
        assertThat(events(tab).first().locator("pre"))
                .hasText("{\"big\": 12345678901234567890, \"text\": \"<img src=x onerror=alert(1)>\"}");
        assertThat(tab.page().locator("main img")).hasCount(0);
        assertThat(PageAudit.of(tab, "channels")).isEmpty();
    }

    @Test
    void subscribesUnsubscribesAndShowsRefusals(Browser browser) {
        Tab tab = open(browser, "bob@acme.test");
        assertThat(chip(tab, "system:health")).hasCount(0);

        chip(tab, "apps:created").click();
        chip(tab, "storage:uploaded").click();
        choose(tab, "apps:typed");
        assertThat(chip(tab, "apps:typed")).hasAttribute("aria-pressed", "true");
        choose(tab, "system:health");
        assertThat(tab.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .hasText("system:health: Not authorized to subscribe to this channel.");
        assertThat(chip(tab, "system:health")).hasCount(0);

        alice.publish("apps:created", "1");
        alice.publish("storage:uploaded", "2");
        assertThat(events(tab).locator("pre")).hasText(new String[] {"2"});
        alice.publish("apps:typed", "3");
        assertThat(events(tab).locator("pre")).hasText(new String[] {"3", "2"});
        assertThat(PageAudit.of(tab, "channels with a refusal")).isEmpty();
    }

    @Test
    void holdsEventsWhilePausedAndDiscardsThemOnClear(Browser browser) {
        Tab tab = open(browser, "bob@acme.test");
        alice.publish("apps:created", "\"before\"");
        assertThat(events(tab)).hasCount(1);

        PageElements.button(tab, "Pause").click();
        alice.publish("apps:created", "\"meanwhile\"");
        assertThat(tab.testId("stream-count")).hasText("Paused, 1 waiting");
        alice.publish("apps:updated", "\"later\"");
        assertThat(tab.testId("stream-count")).hasText("Paused, 2 waiting");
        assertThat(events(tab)).hasCount(1);
        PageElements.button(tab, "Resume").click();
        assertThat(events(tab).locator("pre")).hasText(new String[] {"\"later\"", "\"meanwhile\"", "\"before\""});

        PageElements.button(tab, "Clear").click();
        assertThat(events(tab)).hasCount(0);
        assertThat(tab.page().getByText("No events yet")).isVisible();
    }

    @Test
    void keeps200EventsAndFoldsLongOnes(Browser browser) {
        Tab tab = open(browser, "bob@acme.test");
        String list = IntStream.range(0, 60)
                .mapToObj(i -> "\"line " + i + "\"")
                .toList()
                .toString();

        IntStream.range(0, 205).forEach(i -> alice.publish("apps:status", "" + i));
        alice.publish("apps:status", list);

        assertThat(events(tab).first()).containsText("line 0");
        assertThat(events(tab)).hasCount(200);
        assertThat(events(tab).first().locator(".json-line")).hasCount(12);
        PageElements.button(tab, "Show all 62 lines").click();
        assertThat(events(tab).first().locator(".json-line")).hasCount(62);
    }

    @Test
    void publishesAsAdministratorAndShowsSubscribers(Browser browser) {
        Tab user = open(browser, "bob@acme.test");
        Tab admin = open(browser, "alice@acme.test");
        assertThat(PageElements.button(user, "Publish")).hasCount(0);
        assertThat(user.testId("stats-connections")).hasCount(0);
        assertThat(admin.testId("stats-bars")).containsText("announcements");
        assertThat(admin.testId("stats-signed-in")).hasText(java.util.regex.Pattern.compile("[1-9]\\d*"));

        admin.page()
                .getByLabel("Channel", new Page.GetByLabelOptions().setExact(true))
                .fill("apps:updated");
        admin.page().getByLabel("Data (JSON)").fill("{\"text\": ");
        PageElements.button(admin, "Publish").click();
        assertThat(admin.page().locator("hg-publish [role=alert]")).containsText("not valid JSON");
        admin.page().getByLabel("Data (JSON)").fill("{\"text\": \"noon\", \"n\": 12345678901234567890}");
        PageElements.button(admin, "Publish").click();

        for (Tab tab : List.of(user, admin)) {
            assertThat(events(tab).first().locator("pre")).hasText("{\"text\": \"noon\", \"n\": 12345678901234567890}");
        }
        assertThat(PageAudit.of(admin, "channels of an administrator")).isEmpty();
    }

    @Test
    void reportsALostConnectionAndRestoresSubscriptions(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            Tab tab = subscribed(browser.visit(server)
                    .signedInAs("bob@acme.test")
                    .through(proxy)
                    .open("/channels"));
            choose(tab, "apps:after-the-cut");
            assertThat(chip(tab, "apps:after-the-cut")).hasCount(1);
            alice.publish("apps:created", "1");
            assertThat(events(tab)).hasCount(1);

            proxy.cutSockets();
            tab.connection("reconnecting");
            assertThat(tab.page().getByText("Events published in the meantime are not shown."))
                    .isVisible();
            assertThat(events(tab)).hasCount(1);
            proxy.restore();
            subscribed(tab);
            tab.until(() ->
                    tab.network().socket().received().stream().anyMatch(frame -> frame.contains("apps:after-the-cut")));

            alice.publish("apps:after-the-cut", "2");
            assertThat(events(tab).locator("pre")).hasText(new String[] {"2", "1"});
        }
    }

    @Test
    void keepsSubscriptionsAndEventsAfterNavigatingAway(Browser browser) {
        Tab tab = open(browser, "bob@acme.test");
        chip(tab, "apps:deleted").click();
        alice.publish("apps:created", "1");
        assertThat(events(tab)).hasCount(1);

        var socket = tab.network().socket(); // that of the machines is another one
        tab.followLink("Machines");
        assertThat(PageElements.heading(tab)).hasText("Machines");
        tab.until(socket::isClosed);
        tab.followLink("Channels");

        tab.live();
        assertThat(events(tab)).hasCount(1);
        assertThat(chip(tab, "apps:deleted")).hasAttribute("aria-pressed", "false");
        assertThat(chip(tab, "apps:status")).hasAttribute("aria-pressed", "true");
    }
}
