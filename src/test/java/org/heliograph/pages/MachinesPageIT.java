package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
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

    private Tab open(Browser browser) {
        return browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/machines");
    }
}
