package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Administration of status pages. */
@BrowserTest
class StatusPagesAdminIT {
    private final Server server = Server.shared();
    private final String id = StatusAdmin.newId("web");

    private Tab open(Browser browser, String part) {
        return browser.visit(server, "alice@acme.test", "acme").open("/status-pages?show=" + part);
    }

    private static void part(Tab tab, String name) {
        tab.page()
                .locator(".tabs a")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
    }

    private static Locator field(Tab tab, String label) {
        return tab.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator row(Tab tab, String id) {
        return tab.page().locator("tr[data-item-id='" + id + "']");
    }

    private static void pick(Tab tab, String id) {
        tab.page().getByPlaceholder("Add by name or ID").fill(id);
        tab.page().keyboard().press("Enter");
        assertThat(tab.page().locator(".chosen [data-item-id='" + id + "']")).isVisible();
    }

    private static void confirm(Tab tab, String button) {
        PageElements.dialog(tab).getByRole(AriaRole.BUTTON, exactly(button)).click();
        assertThat(PageElements.dialog(tab)).hasCount(0);
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void theFormOfAMonitorOpensAlsoWhereItsChoicesCannotBeLoaded(Browser browser) {
        Tab tab = open(browser, "monitors");
        tab.page().route("**/v1/admin/status-pages*", Route::abort);
        PageElements.button(tab, "Add monitor").click();
        assertThat(PageElements.dialog(tab)).containsText("Could not load the status pages and monitors.");
        assertThat(tab.page().locator("input[name=name]")).isFocused();
        tab.page().unroute("**/v1/admin/status-pages*");
        PageElements.button(tab, "Retry").click();
        assertThat(tab.page().locator("select[name=page]")).isVisible();
    }

    @Test
    void createsChangesAndDeletesAMonitorAGroupAndAPage(Browser browser) {
        Tab tab = open(browser, "monitors");
        PageElements.button(tab, "Add monitor").click();
        tab.page().locator("input[name=id]").fill(id);
        assertThat(tab.page().locator("input[name=maxRetries]")).hasValue("1");
        tab.page().locator("input[name=interval]").fill("soon");
        PageElements.button(tab, "Create monitor").click();
        assertThat(tab.page().locator("[data-field=name]")).containsText("name is required");
        assertThat(tab.page().locator("[data-field=interval]")).containsText("interval must be");
        assertThat(tab.page().locator("input[name=name]")).isFocused();
        assertThat(PageAudit.of(tab, "the form with its consoleMessages").stream()
                        .filter(line -> !line.contains("400")))
                .isEmpty();
        tab.page().locator("input[name=name]").fill("Shop " + id);
        tab.page().locator("input[name=interval]").fill("300");
        PageElements.button(tab, "Create monitor").click();
        String address = field(tab, "Push URL").inputValue();
        assertThat(field(tab, "crontab").inputValue())
                .startsWith("*/2 * * * * curl")
                .contains(address);
        ExpectedStatus.require(200, server.api().get(URI.create(address).getPath() + "?latency=7"));
        PageElements.button(tab, "Done").click();
        tab.page().getByLabel("Search").fill("shop " + id);
        assertThat(row(tab, id)).containsText("every 5 min");
        PageElements.button(tab, "Edit Shop " + id).click();
        assertThat(tab.page().locator("[data-field=token]")).containsText("keep the current token");
        tab.page().keyboard().press("Escape");

        part(tab, "Groups");
        PageElements.button(tab, "Add group").click();
        tab.page().locator("input[name=id]").fill(id + "-g");
        tab.page().locator("input[name=name]").fill("Group " + id);
        tab.page().locator("select[name=strategy]").selectOption("percentage");
        tab.page().locator("input[name=degradedThreshold]").fill("70");
        pick(tab, id);
        PageElements.button(tab, "Create group").click();
        assertThat(row(tab, id + "-g")).containsText("down below 70 %");

        part(tab, "Pages");
        PageElements.button(tab, "Add status page").click();
        tab.page().locator("input[name=name]").fill("Page " + id);
        tab.page().locator("input[name=id]").fill(id + "-p");
        tab.page().locator("input[name=slug]").fill(id);
        pick(tab, id + "-g");
        assertThat(tab.page().getByLabel("Preview")).containsText("Shop " + id);
        PageElements.button(tab, "Create status page").click();
        Page visitor = tab.page()
                .waitForPopup(() -> PageElements.link(tab, "Open Page " + id + " in a new tab")
                        .click());
        assertThat(visitor.getByTestId("status-row").last()).containsText("Shop " + id);
        visitor.close();

        PageElements.button(tab, "Edit Page " + id).click();
        tab.page().locator("input[name=slug]").fill("No Slug");
        PageElements.button(tab, "Save").click();
        assertThat(tab.page().locator("[data-field=slug]")).containsText("slug must be");
        tab.page().locator("input[name=slug]").fill(id + "-2");
        tab.page().locator("input[name=password]").fill("open sesame");
        PageElements.button(tab, "Save").click();
        assertThat(row(tab, id + "-p")).containsText("Password");
        ExpectedStatus.require(401, server.api().get("/v1/status/" + id + "-2"));
        PageElements.button(tab, "Delete Page " + id).click();
        confirm(tab, "Delete");
        assertThat(row(tab, id + "-p")).hasCount(0);
        ExpectedStatus.require(404, server.api().get("/v1/status/" + id + "-2"));
    }

    @Test
    void theListOfMonitorsIsLiveAndDeletesMany(Browser browser) {
        Api alice = server.as("alice@acme.test");
        for (String part : new String[] {"-2", "-10"}) {
            String body = "{\"id\":\"%1$s\",\"name\":\"Live %1$s\",\"token\":\"t-%1$s\",\"interval\":3600}";
            ExpectedStatus.require(201, alice.post("/v1/admin/monitors", String.format(Locale.ROOT, body, id + part)));
        }
        Tab tab =
                browser.visit(server, "alice@acme.test", "acme").open("/status-pages?show=monitors&search=live+" + id);
        Locator rows = tab.testId("monitors-row");
        assertThat(rows).hasCount(2);
        assertThat(rows.first()).hasAttribute("data-id", id + "-2");
        assertThat(rows.first()).containsText("none yet");
        assertThat(rows.first().locator("svg.strip")).hasAttribute("aria-label", Pattern.compile(".*no data"));
        for (String part : new String[] {"pages", "monitors", "groups"}) {
            assertThat(tab.page().locator(".tabs a[href='/status-pages?show=" + part + "'] .count"))
                    .hasText(Pattern.compile("[0-9]+"));
        }

        ExpectedStatus.require(200, server.api().get("/v1/push/t-" + id + "-2?latency=7"));
        assertThat(row(tab, id + "-2").locator(".badge")).hasAttribute("data-state", "up");
        assertThat(row(tab, id + "-2")).containsText("just now");
        assertThat(row(tab, id + "-2")).containsText("7 ms");
        ExpectedStatus.require(200, server.api().get("/v1/push/t-" + id + "-2/fail"));
        assertThat(row(tab, id + "-2").locator(".badge")).hasAttribute("data-state", "down");
        tab.page().locator("select[name=state]").selectOption("down");
        assertThat(rows).hasCount(1);
        assertThat(tab.page()).hasURL(Pattern.compile(".*show=monitors&search=.*&state=down$"));
        assertThat(tab.network().calls("/v1/admin/monitors"))
                .as("no secrets and no request for a row")
                .isEmpty();

        tab.page().locator("select[name=state]").selectOption("");
        assertThat(rows).hasCount(2);
        tab.page().getByLabel("Select all").check();
        tab.page()
                .getByText("Delete", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(PageElements.dialog(tab)).containsText("Delete 2 monitors?");
        confirm(tab, "Delete");
        assertThat(rows).hasCount(0);
        ExpectedStatus.require(404, alice.get("/v1/admin/monitors/" + id + "-10"));
        assertThat(tab.consoleMessages()).isEmpty();
    }

    @Test
    void aNewMonitorIsPutOnANewPageAndIntoAGroupOfAPage(Browser browser) {
        Tab tab = open(browser, "monitors");
        PageElements.button(tab, "Add monitor").click();
        tab.page().locator("input[name=id]").fill(id);
        tab.page().locator("input[name=name]").fill("Shop " + id);
        tab.page().locator("select[name=page]").selectOption("new page");
        tab.page().locator("input[name='page.name']").fill("Page " + id);
        assertThat(tab.page().locator("input[name='page.slug']")).hasValue("page-" + id);
        tab.page().locator("input[name='page.slug']").fill("No Slug");
        PageElements.button(tab, "Create monitor").click();
        assertThat(tab.page().locator("[data-field='page.slug']")).containsText("slug must be");
        // the monitor is there, and the second attempt is about the page only
        tab.page().locator("input[name='page.slug']").fill(id);
        assertThat(PageAudit.of(tab, "the dialog with a page").stream().filter(line -> !line.contains("400")))
                .isEmpty();
        PageElements.button(tab, "Create monitor").click();
        assertThat(field(tab, "Push URL")).isVisible();
        PageElements.button(tab, "Done").click();
        assertThat(server.api().get("/v1/status/" + id).json().getJsonArray("items"))
                .hasSize(1);

        StatusAdmin admin = StatusAdmin.shared();
        String group = admin.group(id);
        String page = admin.page(group);
        tab.page().reload();
        PageElements.button(tab, "Add monitor").click();
        tab.page().locator("input[name=id]").fill(id + "-2");
        tab.page().locator("input[name=name]").fill("Till " + id);
        tab.page().locator("select[name=page]").selectOption(page);
        tab.page().locator("select[name=group]").selectOption(group);
        PageElements.button(tab, "Create monitor").click();
        assertThat(field(tab, "Push URL")).isVisible();
        assertThat(server.as("alice@acme.test")
                        .get("/v1/admin/groups/" + group)
                        .json()
                        .getJsonArray("children")
                        .toString())
                .isEqualTo("[\"" + id + "\",\"" + id + "-2\"]");
    }

    @Test
    void opensUpdatesResolvesAndDeletesAnIncident(Browser browser) {
        StatusAdmin admin = StatusAdmin.shared();
        String page = admin.page();
        Tab tab = open(browser, "incidents");
        PageElements.button(tab, "Create incident").first().click();
        tab.page().locator("select[name=status_page_id]").selectOption(page);
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, exactly("Create incident"))
                .click();
        assertThat(tab.page().locator("[data-field=title]")).containsText("title is required");
        assertThat(tab.page().locator("[data-field=message]")).containsText("message is required");
        tab.page().locator("input[name=title]").fill("Trouble " + id);
        tab.page().locator("textarea[name=message]").fill("We are looking.");
        confirm(tab, "Create incident");
        Locator card = tab.testId("incident").filter(new Locator.FilterOptions().setHasText("Trouble " + id));

        PageElements.button(tab, "Post update to Trouble " + id).click();
        tab.page().locator("select[name=status]").selectOption("identified");
        tab.page().locator("textarea[name=message]").fill("Found it.");
        confirm(tab, "Post update");
        assertThat(card.getByTestId("bulletin-status")).hasText("Identified");
        PageElements.button(tab, "Delete update “Found it.”").click();
        confirm(tab, "Delete update");
        assertThat(card.getByTestId("bulletin-status")).hasText("Investigating");
        PageElements.button(tab, "Resolve Trouble " + id).click();
        tab.page().locator("textarea[name=message]").fill("Mended.");
        confirm(tab, "Post update");
        assertThat(card.getByTestId("bulletin-status")).hasText("Resolved");

        assertThat(server.api().get("/v1/status/" + page + "/incidents").text()).contains("Mended.", "\"resolved\"");
        PageElements.button(tab, "Delete Trouble " + id).click();
        confirm(tab, "Delete");
        assertThat(card).hasCount(0);
    }

    @Test
    void schedulesAMaintenanceInTheTimeZoneOfTheBrowserAndCancelsIt(Browser browser) {
        String page = StatusAdmin.shared().page();
        Tab tab = open(browser, "maintenances");
        PageElements.button(tab, "Schedule maintenance").first().click();
        tab.page().locator("select[name=status_page_id]").selectOption(page);
        tab.page().locator("input[name=title]").fill("Move " + id);
        tab.page().locator("input[name=scheduled_start]").fill("2099-05-04T22:00");
        tab.page().locator("input[name=scheduled_end]").fill("2099-05-04T21:00");
        tab.page().locator("textarea[name=message]").fill("To the new hall.");
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, exactly("Schedule maintenance"))
                .click();
        assertThat(tab.page().locator("[data-field=scheduled_end]")).containsText("must be after");
        tab.page().locator("input[name=scheduled_end]").fill("2099-05-04T23:30");
        confirm(tab, "Schedule maintenance");
        Locator card = tab.testId("maintenance").filter(new Locator.FilterOptions().setHasText("Move " + id));
        assertThat(card).containsText("4 May 2099, 22:00");

        PageElements.button(tab, "Post update to Move " + id).click();
        tab.page().locator("select[name=status]").selectOption("cancelled");
        tab.page().locator("textarea[name=message]").fill("Not this year.");
        confirm(tab, "Post update");

        assertThat(card.getByTestId("bulletin-status")).hasText("Cancelled");
    }

    @Test
    void schedulesAWeeklyMaintenanceWithAPreviewAndEndsItsSeries(Browser browser) {
        String page = StatusAdmin.shared().page();
        Tab tab = open(browser, "maintenances");
        PageElements.button(tab, "Schedule maintenance").first().click();
        tab.page().locator("select[name=status_page_id]").selectOption(page);
        tab.page().locator("input[name=title]").fill("Backup " + id);
        tab.page().locator("select[name=repeats]").selectOption("weekly");
        assertThat(tab.page().locator("input[name=scheduled_start]")).hasCount(0);
        tab.page().locator("input[name=first]").fill("2099-03-29T02:30");
        tab.page().locator("input[name=zone]").fill("America/New_York");
        for (String day : new String[] {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}) {
            field(tab, day).setChecked(day.equals("Sun"));
        }
        Locator preview = tab.testId("occurrences");
        assertThat(preview.locator("li")).hasCount(5);
        assertThat(preview).containsText("Sun");
        assertThat(preview.locator("time").first()).hasAttribute("datetime", "2099-03-29T06:30:00.000Z");
        assertThat(preview.locator("small").first()).containsText("here (");
        tab.page().locator("input[name=zone]").fill("Mars/Olympus");
        assertThat(preview).containsText("time zone");
        tab.page().locator("input[name=zone]").fill("Europe/Berlin");
        assertThat(preview.locator("time").first()).hasAttribute("datetime", "2099-03-29T01:30:00.000Z");
        tab.page().locator("textarea[name=message]").fill("We back up.");
        confirm(tab, "Schedule maintenance");
        Locator cards = tab.testId("maintenance").filter(new Locator.FilterOptions().setHasText("Backup " + id));
        assertThat(cards).hasCount(5);
        assertThat(cards.first()).containsText("weekly on Sunday");

        PageElements.button(tab, "Edit series Backup " + id).first().click();
        tab.page().locator("select[name=ends]").selectOption("after");
        tab.page().locator("input[name=count]").fill("2");
        assertThat(preview.locator("li")).hasCount(2);
        confirm(tab, "Save");
        assertThat(cards).hasCount(2);
        PageElements.button(tab, "End series Backup " + id).first().click();
        confirm(tab, "End series");

        assertThat(cards).hasCount(0);
    }

    @Test
    void refusesUsersWhoAreNotAdministratorsOfTheInstallation(Browser browser) {
        Tab tab = browser.visit(server, "bob@acme.test", "acme").open("/status-pages");

        assertThat(tab.page().locator("main h2")).hasText("No access");
        assertThat(PageElements.link(tab, "Status pages")).hasCount(0);
        assertThat(tab.network().calls("/v1/admin/")).isEmpty();
    }
}
