package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Management of machines by an administrator. */
@BrowserTest
class MachinesPageIT {
    private final Server server = Server.shared();
    private final Fleet fleet = TestOrganization.on(server);

    @Test
    void showsTheAgentCommandOnceAndReportsTheRegisteredMachine(Browser browser) {
        Tab tab = open(browser);
        PageElements.button(tab, "Add machine").click();
        Locator dialog = tab.page().getByRole(AriaRole.DIALOG);
        Locator command = dialog.getByLabel("Command");
        assertThat(command).isVisible();

        Matcher parts = Pattern.compile(
                        Pattern.quote("curl -fsS " + server.uri("/agent.sh") + " | HELIOGRAPH_AUTH_KEY=")
                                + "(tskey-auth-\\S+)"
                                + Pattern.quote(" sh -s -- up"))
                .matcher(command.inputValue());
        assertThat(parts.matches()).as(command.inputValue()).isTrue();
        Agent agent = fleet.register(parts.group(1), Fleet.newName());
        assertThat(dialog).containsText(agent.name() + " is connected");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Done"))
                .click();

        assertThat(tab.about("machine-row", agent.name())).isVisible();
        assertThat(dialog).hasCount(0);
        assertThat(tab.page().content()).doesNotContain(parts.group(1));
        assertThat(fleet.tryToRegister(parts.group(1), Fleet.newName()).outcome())
                .as("the same key for another machine")
                .isEqualTo("401 KEY_USED");
    }

    @Test
    void renamesAMachineAndRefusesATakenName(Browser browser) {
        Agent agent = fleet.register();
        Agent other = fleet.register();
        Tab tab = open(browser);
        String renamed = Fleet.newName();

        PageElements.button(tab, "Rename " + agent.name()).click();
        Locator dialog = tab.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name").fill(other.name());
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Rename"))
                .click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).isVisible();
        dialog.getByLabel("Name").fill(renamed);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Rename"))
                .click();

        assertThat(tab.about("machine-row", renamed)).isVisible();
        assertThat(tab.about("machine-row", agent.name())).hasCount(0);
        assertThat(fleet.row(agent.id()).getString("name")).isEqualTo(renamed);
    }

    @Test
    void deletesAMachineOnlyAfterConfirmation(Browser browser) {
        Agent agent = fleet.online();
        Tab tab = open(browser);
        Locator row = tab.about("machine-row", agent.name());
        Locator dialog = tab.page().getByRole(AriaRole.DIALOG);

        PageElements.button(tab, "Delete " + agent.name()).click();
        assertThat(dialog).containsText("Delete " + agent.name() + "?");
        tab.page().keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(row).isVisible();
        PageElements.button(tab, "Delete " + agent.name()).click();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();

        assertThat(row).hasCount(0);
        assertThat(fleet.rows("id=eq." + agent.id())).isEmpty();
        assertThat(agent.report("").outcome()).isEqualTo("401 INVALID_NODE_KEY");
    }

    @Test
    void refusesReportsOfADisabledMachineUntilItIsEnabled(Browser browser) {
        Agent agent = fleet.online();
        Tab tab = open(browser);

        PageElements.button(tab, "Disable " + agent.name()).click();
        PageElements.button(tab, "Disable").click();
        assertThat(tab.about("machine-row", agent.name())).containsText("disabled");
        tab.until(() -> agent.report("").status() == 401);
        PageElements.button(tab, "Enable " + agent.name()).click();
        assertThat(tab.about("machine-row", agent.name())).not().containsText("disabled");

        tab.until(() -> agent.report("").status() == 200);
    }

    @Test
    void aSilentMachineLeadsFromThePageNowToItsOwnWhereItIsDisabledAndDeleted(Browser browser) {
        Agent agent = fleet.online();
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/now")
                .live();
        assertThat(tab.testId("now-machines")).containsText("1 of 1 online");

        fleet.patch(agent.id(), "{\"status\":\"offline\"}");
        tab.testId("now-machines").getByText(agent.name()).click();

        assertThat(PageElements.heading(tab)).hasText(agent.name());
        assertThat(tab.testId("events")).containsText("Now offline");
        agent.heartbeat();
        assertThat(tab.testId("events").locator("li").first()).containsText("Now online");
        PageElements.button(tab, "Disable").click();
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Disable"))
                .click();
        assertThat(tab.page().getByText("Permanent, disabled")).isVisible();
        PageElements.button(tab, "Delete").click();
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();

        assertThat(tab.page()).hasURL(Pattern.compile(".*/machines$"));
        assertThat(tab.page().locator("main h2").first()).hasText("No machines yet");
    }

    @Test
    void followsItsMachinesWithoutAReload(Browser browser) {
        Agent agent = fleet.online();
        Tab tab = open(browser).live();
        ReloadMarker.set(tab);
        assertThat(tab.about("machine-row", agent.name())).hasAttribute("data-status", "online");

        agent.shutDown();
        assertThat(tab.about("machine-row", agent.name())).hasAttribute("data-status", "offline");
        Agent other = fleet.register();
        assertThat(tab.about("machine-row", other.name())).isVisible();
        tab.page().getByLabel("Status").selectOption("offline");
        assertThat(tab.testId("machine-row")).hasCount(1);
        agent.heartbeat();
        assertThat(tab.testId("machine-row")).hasCount(0);
        tab.page().getByLabel("Status").selectOption("");
        fleet.delete(other.id());

        assertThat(tab.about("machine-row", other.name())).hasCount(0);
        assertThat(tab.about("machine-row", agent.name())).hasAttribute("data-status", "online");
        ReloadMarker.notReloaded(tab);
    }

    @Test
    void selectsManyAndDisablesAndDeletesThem(Browser browser) {
        for (int i = 0; i < 4; i++) {
            fleet.register();
        }
        Tab tab = open(browser);
        Locator boxes = tab.testId("machine-row").getByRole(AriaRole.CHECKBOX);
        boxes.nth(0).check();
        boxes.nth(2).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        Locator bar = tab.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Selected rows"));
        assertThat(bar).containsText("3 selected");

        bar.getByText("Disable").click();
        assertThat(PageElements.dialog(tab)).containsText("Disable 3 machines?");
        confirm(tab, "Disable");
        assertThat(tab.testId("machine-row").filter(new Locator.FilterOptions().setHasText("disabled")))
                .hasCount(3);
        assertThat(bar).hasCount(0);

        tab.page().getByLabel("Select all").check();
        assertThat(bar).containsText("4 selected");
        fleet.delete(tab.testId("machine-row").last().getAttribute("data-id"));
        assertThat(bar).containsText("3 selected");
        bar.getByText("Delete").click();
        confirm(tab, "Delete");

        assertThat(tab.page().locator("main h2").first()).hasText("No machines yet");
        assertThat(fleet.rows("limit=10")).isEmpty();
    }

    @Test
    void namesTheMachinesForWhichABulkChangeFailed(Browser browser) {
        Agent agent = fleet.register();
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .failingUntilRetry("id=in.", "The database is busy.")
                .open("/machines");
        tab.page().getByLabel("Select all").check();
        tab.page()
                .getByText("Delete", new Page.GetByTextOptions().setExact(true))
                .click();
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();

        assertThat(PageElements.dialog(tab).getByRole(AriaRole.ALERT)).containsText("failed for 1");
        assertThat(PageElements.dialog(tab)).containsText(agent.name());
        PageElements.dialog(tab)
                .getByText("Done", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(tab.page().getByText("1 selected")).isVisible();
        assertThat(fleet.rows("id=eq." + agent.id())).hasSize(1);
    }

    @Test
    void keepsTheFiltersInTheAddress(Browser browser) {
        Agent up = fleet.online();
        Agent waiting = fleet.register();
        Tab tab = open(browser);

        tab.page().getByLabel("Status").selectOption("pending");
        assertThat(tab.page()).hasURL(Pattern.compile(".*/machines\\?status=pending$"));
        tab.page().reload();

        assertThat(tab.about("machine-row", waiting.name())).isVisible();
        assertThat(tab.about("machine-row", up.name())).hasCount(0);
        assertThat(tab.page().getByLabel("Status")).hasValue("pending");
    }

    @Test
    void filtersTheListBySearchAndStatus(Browser browser) {
        Agent up = fleet.online();
        Agent waiting = fleet.register();
        Tab tab = open(browser);
        assertThat(tab.testId("machine-row")).hasCount(2);

        tab.page().getByLabel("Search").fill(up.name().substring(0, 12));
        assertThat(tab.testId("machine-row")).hasCount(1);
        assertThat(tab.about("machine-row", up.name())).isVisible();
        tab.page().getByLabel("Search").fill("");
        tab.page().getByLabel("Status").selectOption("pending");

        assertThat(tab.testId("machine-row")).hasCount(1);
        assertThat(tab.about("machine-row", waiting.name())).isVisible();
    }

    @Test
    void showsANameWithMarkupAsText(Browser browser) {
        String name = "<img src=x onerror=document.title='owned'>";
        fleet.admin()
                .post("/api/db/machines", "{\"org_id\":\"" + fleet.organization() + "\",\"name\":\"" + name + "\"}");
        Tab tab = open(browser);

        assertThat(tab.testId("machine-row")).containsText(name);
        assertThat(tab.page().locator("main img")).hasCount(0);
        assertThat(tab.consoleMessages()).isEmpty();
    }

    private static void confirm(Tab tab, String button) {
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
        assertThat(PageElements.dialog(tab)).hasCount(0);
    }

    private Tab open(Browser browser) {
        return browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/machines");
    }
}
