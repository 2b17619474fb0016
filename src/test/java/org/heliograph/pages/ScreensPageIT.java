package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.RestrictedAlertsServer;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Wall screens with tokens, where alerts are not open to everybody. */
@BrowserTest
class ScreensPageIT {
    private final Server server = RestrictedAlertsServer.server();
    private final Alerts alerts = Alerts.on(server, "bob@acme.test");

    private static void state(Tab wall, String state) {
        assertThat(wall.page().locator("body")).hasAttribute("data-state", state);
    }

    @Test
    void anAdministratorAddsAScreenAndRevokesIt(Browser browser) {
        alerts.raise("critical", "Both uplinks lost");
        Tab console = browser.visit(server, "alice@acme.test", "acme").open("/screens");
        PageElements.button(console, "Add screen").click();
        PageElements.dialog(console).locator("[name=name]").fill("NOC left");
        PageElements.dialog(console).getByText("Create link").click();
        Locator address = PageElements.dialog(console).getByLabel("Address of the wall");
        assertThat(address).isVisible();
        String link = address.evaluate("element => element.value ?? element.textContent")
                .toString()
                .strip();
        assertThat(PageAudit.of(console, "the dialog of a new screen")).isEmpty();
        console.page().keyboard().press("Escape");

        Tab wall = browser.visit(server).open(link.replaceFirst("^https?://[^/]*", ""));
        state(wall, "live");
        assertThat(wall.page().locator(".alert").filter(new Locator.FilterOptions().setHasText(alerts.site())))
                .hasCount(1);

        console.testId("screen-row")
                .filter(new Locator.FilterOptions().setHasText("NOC left"))
                .getByText("Revoke")
                .click();
        PageElements.button(console, "Revoke").click();

        state(wall, "refused");
        assertThat(wall.testId("wall-banner"))
                .hasText("The token of this screen is unknown or was revoked. An administrator can create a new one.");
        assertThat(wall.page().locator(".alert")).hasCount(0);
        assertThat(wall.page().locator(".number").first()).hasText("–");
        assertThat(server.log()).doesNotContain(link.substring(link.indexOf("hgs-")));
    }

    @Test
    void aSignedInUserSeesTheWallAndAnybodyElseIsTold(Browser browser) {
        alerts.raise("warning", "Fan turns slowly");

        Tab wall = browser.visit(server).signedInAs("mallory@acme.test").open("/alerts/wall?site=" + alerts.site());
        Tab nobody = browser.visit(server).open("/alerts/wall?site=" + alerts.site());

        state(wall, "live");
        assertThat(wall.page().locator(".alert")).hasCount(1);
        alerts.raise("warning", "Fan stands still");
        assertThat(wall.page().locator(".alert").first()).containsText("Fan stands still");
        state(nobody, "refused");
        assertThat(nobody.testId("wall-banner")).containsText("Alerts need a sign-in");
        assertThat(nobody.page().locator(".alert")).hasCount(0);
    }

    @Test
    void onlyAdministratorsOfTheInstallationSeeThePage(Browser browser) {
        Tab tab = browser.visit(server, "bob@acme.test", "acme").open("/dashboard");

        assertThat(tab.page().locator("nav a[href='/members']")).isVisible();
        assertThat(tab.page().locator("nav a[href='/screens']")).hasCount(0);
    }
}
