package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** The audit log in the console. */
@BrowserTest
class AuditPageIT {
    private final Server server = Server.shared();

    private static Locator rows(Tab tab) {
        return tab.testId("audit-row");
    }

    @Test
    void anAdminSeesWhatHappensFiltersItAndExportsIt(Browser browser) throws IOException {
        Fleet fleet = TestOrganization.on(server, "Audited");
        String name = Fleet.newName();
        String machine = fleet.register(fleet.newKey("").getString("key"), name).id();
        Tab tab = browser.visit(server, "alice@acme.test", fleet.organization()).open("/audit");
        Locator registered = rows(tab).filter(new Locator.FilterOptions().setHasText(name));
        assertThat(registered).hasCount(1);
        assertThat(registered).containsText("Machine registered");
        assertThat(PageAudit.of(tab, "the audit log")).isEmpty();

        fleet.patch(machine, "{\"os\":\"plan9\"}");

        assertThat(registered).hasCount(2);
        assertThat(registered.first()).containsText("Machine changed");
        registered.first().locator("summary").click();
        assertThat(registered.first().locator("ins")).hasText("plan9");

        tab.page().locator("select[name=action]").selectOption("auth-key");
        assertThat(rows(tab)).hasCount(1);
        assertThat(tab.page()).hasURL(Pattern.compile(".*/audit\\?action=auth-key"));
        Download csv = tab.page()
                .waitForDownload(() -> tab.page().getByText("Export CSV").click());
        assertThat(Files.readString(csv.path())).contains("auth-key.create").doesNotContain("machine.update");

        tab.page().reload();
        assertThat(rows(tab)).hasCount(1);
        rows(tab).first().getByText("alice@acme.test").click();
        assertThat(tab.page()).hasURL(Pattern.compile(".*actor=alice%40acme.test.*"));
        tab.testId("only-actor").click();
        tab.page().locator("select[name=scope]").selectOption("all");
        tab.page().locator("input[type=search]").fill("nothing has this name");
        assertThat(tab.page().getByText("No matches.")).isVisible();
    }

    @Test
    void membersAreNotOfferedThePage(Browser browser) {
        InvitedUser member = InvitedUser.join(Fleet.acme(), "member");
        Tab tab = browser.visit(server)
                .signedInAs(member.email(), member.password())
                .open("/dashboard");

        assertThat(tab.page().locator("nav a[href='/members']")).isVisible();
        assertThat(tab.page().locator("nav a[href='/audit']")).hasCount(0);
    }
}
