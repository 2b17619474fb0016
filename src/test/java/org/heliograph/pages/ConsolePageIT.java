package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** The console of administrators of the installation. */
@BrowserTest
class ConsolePageIT {
    private static final List<String> PARTS =
            List.of("nodes", "sockets", "slow", "topics", "rates", "jobs", "settings", "announcements");

    private final Server server = Server.shared();

    private Tab open(Browser browser, String part) {
        return browser.visit(server, TestOrganization.OWNER, "acme").open("/console/" + part);
    }

    @Test
    void everyPartHasAnAddressThatCanBeReloaded(Browser browser) {
        Tab tab = open(browser, PARTS.get(0));
        for (String part : PARTS) {
            tab.page().locator(".tabs a[href='/console/" + part + "']").click();
            assertThat(tab.page()).hasURL(Pattern.compile(".*/console/" + part + "$"));
            assertThat(tab.testId("console-part")).isVisible();
            tab.page().reload();
            assertThat(tab.page().locator(".tabs a[aria-current=page]")).hasAttribute("href", "/console/" + part);
            assertThat(tab.testId("console-part")).isVisible();
            assertThat(PageAudit.of(tab, part)).isEmpty();
        }
        assertThat(tab.page().locator("nav.places a[aria-current=page]")).hasText("Console");
        assertThat(PageElements.link(tab, "Audit log").first()).hasAttribute("href", Pattern.compile("/audit.*"));
    }

    @Test
    void aNodeIsDrainedOnlyAfterAQuestion(Browser browser) {
        Tab tab = open(browser, "nodes");
        Locator node = tab.testId("node-row").first();
        assertThat(node).hasAttribute("data-state", Pattern.compile("ready|unhealthy"));
        String name = node.getAttribute("data-node");

        PageElements.button(tab, "Drain " + name).first().click();
        assertThat(PageElements.dialog(tab)).containsText("Drain " + name + "?");
        assertThat(PageAudit.of(tab, "the question before draining")).isEmpty();
        PageElements.button(tab, "Cancel").click();

        assertThat(node).hasAttribute("data-state", Pattern.compile("ready|unhealthy"));
    }

    @Test
    void aClientIsFoundByItsUserAndDisconnectedWithAReason(Browser browser) {
        Fleet fleet = TestOrganization.on(server);
        InvitedUser user = InvitedUser.join(fleet, "member");
        try (SocketClient socket = fleet.connect(user.api())) {
            Tab tab = open(browser, "sockets?user=" + user.email());
            assertThat(tab.testId("socket-row")).hasCount(1);
            assertThat(tab.testId("socket-row")).hasAttribute("data-dialect", "fleet");
            assertThat(PageAudit.of(tab, "a socket of a long name")).isEmpty();
            tab.page().locator("input[name=organization]").fill("another");
            assertThat(tab.page().getByText("No matches.")).isVisible();
            tab.page().locator("input[name=organization]").fill(fleet.organization());
            assertThat(tab.page()).hasURL(Pattern.compile(".*organization=" + fleet.organization() + ".*"));

            PageElements.button(tab, "Disconnect " + user.email()).click();
            tab.page().getByLabel("Reason").fill("An update of the client is due");
            PageElements.button(tab, "Disconnect").click();

            assertThat(socket.end()).isEqualTo(new SocketClient.End(1001, "An update of the client is due"));
            assertThat(tab.testId("socket-row")).hasCount(0);
            assertThat(tab.page().getByText(user.email() + " was disconnected."))
                    .isVisible();
        }
    }

    /** On a server without tests that count what is published on the channel. */
    @Test
    void anAnnouncementIsWrittenAndEnded(Browser browser) {
        Tab tab = browser.visit(ShortIntervalServer.server(), TestOrganization.OWNER, "acme")
                .open("/console/announcements");
        String text = "Maintenance " + UUID.randomUUID() + " <b>tonight</b>";
        Locator row = tab.testId("announcement-row").filter(new Locator.FilterOptions().setHasText(text));

        PageElements.button(tab, "New announcement").click();
        tab.page().locator("dialog textarea[name=text]").fill(text);
        tab.page().locator("dialog select[name=severity]").selectOption("warning");
        PageElements.button(tab, "Publish").click();

        assertThat(row).hasAttribute("data-severity", "warning");
        assertThat(row).containsText(TestOrganization.OWNER);
        row.getByText("End", new Locator.GetByTextOptions().setExact(true)).click();
        PageElements.button(tab, "End").click();
        assertThat(row).hasCount(0);
    }

    @Test
    void aTestEventReachesTheNode(Browser browser) {
        Tab tab = open(browser, "nodes");

        PageElements.button(tab, "Send test event").click();

        assertThat(tab.page().getByText(Pattern.compile("Test event \\d+ on system:test reached \\d+ nodes? .*")))
                .isVisible();
    }

    @Test
    void othersAreNotOfferedThePage(Browser browser) {
        InvitedUser member = InvitedUser.join(Fleet.acme(), "member");
        Tab tab = browser.visit(server)
                .signedInAs(member.email(), member.password())
                .open("/dashboard");

        assertThat(tab.page().locator("nav a[href='/members']")).isVisible();
        assertThat(tab.page().locator("nav a[href='/console']")).hasCount(0);
    }
}
