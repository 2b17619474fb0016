package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.WebSocketProxy;
import org.junit.jupiter.api.Test;

/** Handling of alerts by operators. */
@BrowserTest
class AlertsPageIT {
    private final Server server = Server.shared();
    private final Alerts alerts = Alerts.of("bob@acme.test");

    private Tab open(Browser browser) {
        Tab tab = browser.visit(server, "mallory@acme.test", "acme").open("/alerts?site=" + alerts.site());
        return tab.live();
    }

    private static Locator rows(Tab tab) {
        return tab.testId("alert-row");
    }

    private static void choose(Tab tab, String filter, String value) {
        tab.page().locator(".filters select[name=" + filter + "]").selectOption(value);
    }

    @Test
    void showsChangesByOthersImmediatelyAndAsText(Browser browser) {
        // the page has a different text when there never was an alert
        alerts.elsewhere().raise();
        Tab tab = open(browser);
        assertThat(tab.testId("no-alerts")).hasText("No matches. Change the filters to see other alerts.");

        String id = alerts.raise("critical", "<img src=x onerror=alert(1)>").getString("id");
        assertThat(rows(tab)).hasCount(1);
        assertThat(rows(tab)).containsText("<img src=x onerror=alert(1)>");
        assertThat(tab.page().locator("main img")).hasCount(0);
        assertThat(PageAudit.of(tab, "alerts")).isEmpty();

        alerts.resolve(id);
        assertThat(rows(tab)).hasCount(0);
        choose(tab, "status", "resolved");
        assertThat(rows(tab)).containsText("by bob@acme.test");
    }

    @Test
    void raisesAcknowledgesAndResolvesAnAlert(Browser browser) {
        Tab tab = open(browser);

        PageElements.button(tab, "Create alert").click();
        PageElements.dialog(tab).locator("[name=site]").fill(alerts.site());
        PageElements.dialog(tab).locator("[name=severity]").selectOption("critical");
        PageElements.dialog(tab).locator("[name=message]").fill("Door 3 does not close");
        PageElements.dialog(tab).getByText("Create alert").click();
        assertThat(PageElements.dialog(tab)).hasCount(0);
        Locator row = PageElements.row(tab, "Door 3 does not close");
        assertThat(row).hasAttribute("data-status", "open");

        row.getByText("Acknowledge").click();
        assertThat(row).hasAttribute("data-status", "acknowledged");
        assertThat(row).containsText("by mallory@acme.test");
        assertThat(row.getByText("Resolve")).isFocused();
        row.getByText("Resolve").click();
        assertThat(PageElements.dialog(tab)).containsText("Door 3 does not close");
        PageElements.button(tab, "Resolve").click();
        assertThat(rows(tab)).hasCount(0);
        assertThat(tab.page().locator("main h1")).isFocused();
        assertThat(alerts.list("").getJsonObject(0).getString("resolved_by")).isEqualTo("mallory@acme.test");
    }

    @Test
    void acknowledgesAndResolvesManyAfterOneQuestion(Browser browser) {
        alerts.raise("critical", "one");
        alerts.raise("info", "two");
        alerts.raise("info", "three");
        Tab tab = open(browser);
        rows(tab).first().getByRole(AriaRole.CHECKBOX).check();
        tab.page().getByLabel("Select all").check();
        Locator bar = tab.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Selected rows"));
        assertThat(bar).containsText("3 selected");

        bar.getByText("Acknowledge").click();
        assertThat(PageElements.dialog(tab)).containsText("Acknowledge 3 alerts?");
        PageElements.dialog(tab)
                .getByText("Acknowledge", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(tab.page().locator("[data-testid=alert-row][data-status=acknowledged]"))
                .hasCount(3);
        assertThat(bar).hasCount(0);
        rows(tab).nth(0).getByRole(AriaRole.CHECKBOX).check();
        rows(tab).nth(1).getByRole(AriaRole.CHECKBOX).check();
        bar.getByText("Resolve").click();
        PageElements.dialog(tab)
                .getByText("Resolve", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(rows(tab)).hasCount(1);
        assertThat(alerts.list("&status=resolved")).hasSize(2);
    }

    @Test
    void keepsFiltersInTheAddress(Browser browser) {
        alerts.raise("critical", "one");
        alerts.raise("info", "two");
        alerts.resolve(alerts.raise("info", "three").getString("id"));
        Tab tab = open(browser);
        assertThat(rows(tab)).hasCount(2);

        choose(tab, "severity", "info");
        assertThat(rows(tab)).hasCount(1);
        choose(tab, "status", "all");
        assertThat(rows(tab)).hasCount(2);
        tab.page().reload();
        assertThat(rows(tab)).hasCount(2);
        assertThat(tab.page().locator(".filters [name=severity]")).hasValue("info");
        assertThat(PageElements.link(tab, "Open wall")).hasAttribute("href", "/alerts/wall?site=" + alerts.site());
    }

    @Test
    void findsAndSortsWhatIsNotOnTheScreen(Browser browser) {
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append("{\"status\":\"firing\",\"fingerprint\":\"" + alerts.site() + i
                            + "\",\"labels\":{\"site\":\"")
                    .append(alerts.site())
                    .append("\",\"severity\":\"" + (i == 7 ? "critical" : "info"))
                    .append("\"},\"annotations\":{\"summary\":\"Fan " + i
                            + " is slow\"},\"generatorURL\":\"https://prometheus.example/" + i)
                    .append("\"}");
        }
        assertThat(alerts.report("{\"version\":\"4\",\"alerts\":[" + batch + "]}")
                        .status())
                .isEqualTo(200);
        Tab tab = open(browser);
        Locator count = tab.page().locator(".filters [role=status]");
        assertThat(count).hasText("300 alerts");
        assertThat(rows(tab).count()).isLessThan(100);

        PageElements.button(tab, "Severity").click();
        assertThat(rows(tab).first()).containsText("Fan 7 is slow");
        assertThat(tab.page()).hasURL(Pattern.compile(".*&sort=severity$"));
        rows(tab).first().locator("a").focus();
        tab.page().keyboard().press("End");
        assertThat(rows(tab).last()).hasAttribute("aria-rowindex", "301");
        assertThat(tab.page()).hasURL(Pattern.compile(".*&at=2\\d\\d$"));

        tab.page().getByLabel("Search").fill("fan 231");
        assertThat(count).hasText("1 alert");
        rows(tab).first().locator("a").click();
        assertThat(tab.testId("alert-link")).hasAttribute("href", "https://prometheus.example/231");
        assertThat(tab.testId("alert-link")).hasAttribute("rel", "noopener noreferrer");
        tab.page().goBack();
        assertThat(count).hasText("1 alert");
        assertThat(tab.page().getByLabel("Search")).hasValue("fan 231");
    }

    @Test
    void reportsALostConnectionAndCatchesUp(Browser browser) {
        try (WebSocketProxy proxy = WebSocketProxy.to(server)) {
            Tab tab = browser.visit(server, "bob@acme.test", "acme")
                    .through(proxy)
                    .open("/alerts?site=" + alerts.site())
                    .live();

            proxy.cutSockets();
            tab.connection("reconnecting");
            alerts.raise();
            proxy.restore();

            tab.live();
            assertThat(rows(tab)).hasCount(1);
        }
    }

    @Test
    void offersARetryAfterAFailedFetch(Browser browser) {
        alerts.raise();
        Tab tab = browser.visit(server, "mallory@acme.test", "acme")
                .failingUntilRetry("severity=critical", "The database is busy.")
                .open("/alerts?site=" + alerts.site())
                .live();
        assertThat(rows(tab)).hasCount(1);

        choose(tab, "severity", "critical");
        assertThat(tab.page().locator(".notice")).containsText("Showing data from");
        assertThat(tab.page().locator(".notice")).containsText("The database is busy.");
        assertThat(rows(tab)).hasCount(1);
        PageElements.button(tab, "Retry").click();

        assertThat(tab.page().locator(".notice")).hasCount(0);
        assertThat(rows(tab)).hasCount(0);
    }

    @Test
    void showsWhatWasRefusedOfABatchAndAnAdministratorClearsIt(Browser browser) {
        Answer answer = alerts.report("{\"source\":\"am-refused\",\"alerts\":["
                + "{\"status\":\"firing\",\"labels\":{\"site\":\"" + alerts.site() + "\"}},"
                + "{\"status\":\"firing\",\"labels\":{\"site\":\"{HOST.NAME}\",\"alertname\":\"<b>Fan</b>\"}}]}");
        assertThat(answer.status()).isEqualTo(200);
        Tab tab = open(browser);

        assertThat(rows(tab)).hasCount(1);
        Locator kind = tab.testId("refused-kind").filter(new Locator.FilterOptions().setHasText("am-refused"));
        assertThat(kind).containsText("The label site contains {HOST.NAME}, which was not replaced by a value.");
        kind.getByText("Example").click();
        assertThat(kind.locator("code")).containsText("<b>Fan</b>");
        assertThat(PageAudit.of(tab, "refused-reports")).isEmpty();

        assertThat(tab.testId("refused-reports").getByText("Clear")).hasCount(0);
        Tab administrator = browser.visit(server, "alice@acme.test", "acme").open("/alerts?site=" + alerts.site());
        administrator.testId("refused-reports").getByText("Clear").click();
        PageElements.dialog(administrator)
                .getByText("Clear", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(administrator.testId("refused-kind").filter(new Locator.FilterOptions().setHasText("am-refused")))
                .hasCount(0);
    }
}
