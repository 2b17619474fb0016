package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Management of auth keys by an administrator. */
@BrowserTest
class KeysPageIT {
    private final Server server = Server.shared();
    private final Fleet fleet = TestOrganization.on(server);

    @Test
    void showsAKeyOnceAndRefusesItAfterRevocation(Browser browser) {
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/keys");
        PageElements.button(tab, "Create key").click();
        tab.page().getByLabel("Description").fill("Depot rollout");
        tab.page().getByLabel("Reusable").check();
        PageElements.dialog(tab).getByText("Create key").click();
        Locator shown = tab.page().getByLabel("Auth key", new Page.GetByLabelOptions().setExact(true));
        assertThat(shown).isVisible();
        String key = shown.inputValue();

        assertThat(key).startsWith("tskey-auth-");
        assertThat(tab.page().getByLabel("Command").inputValue())
                .endsWith("/agent.sh | HELIOGRAPH_AUTH_KEY=" + key + " sh -s -- up");
        PageElements.button(tab, "Done").click();
        assertThat(tab.page().content()).doesNotContain(key);
        Locator row = PageElements.row(tab, "Depot rollout");
        assertThat(row).containsText("Valid");
        assertThat(row).containsText("Reusable");
        assertThat(row).not().containsText("may replace");
        assertThat(fleet.tryToRegister(key, Fleet.newName()).status()).isEqualTo(201);
        assertThat(fleet.tryToRegister(key, Fleet.newName()).status()).isEqualTo(201);

        PageElements.button(tab, "Revoke Depot rollout").click();
        PageElements.button(tab, "Revoke").click();
        assertThat(row).containsText("Revoked");
        assertThat(row).containsText("2 ×");
        assertThat(fleet.tryToRegister(key, Fleet.newName()).outcome()).isEqualTo("401 INVALID_KEY");
    }

    @Test
    void keyThatMayReplaceIsChosenAndShown(Browser browser) {
        Agent machine = fleet.register();
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/keys");
        PageElements.button(tab, "Create key").click();
        tab.page().getByLabel("Description").fill("Reinstalled machines");
        Locator replace = tab.page().getByLabel("Replace machines of the same name");
        assertThat(replace).not().isChecked();
        replace.check();
        PageElements.dialog(tab).getByText("Create key").click();
        Locator shown = tab.page().getByLabel("Auth key", new Page.GetByLabelOptions().setExact(true));
        assertThat(shown).isVisible();
        String key = shown.inputValue();
        PageElements.button(tab, "Done").click();

        assertThat(PageElements.row(tab, "Reinstalled machines")).containsText("One-time, may replace");
        assertThat(fleet.register(key, machine.name()).id()).isEqualTo(machine.id());
    }

    @Test
    void reusableKeyWithABoundShowsHowManyMachinesItHasRegistered(Browser browser) {
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/keys");
        PageElements.button(tab, "Create key").click();
        tab.page().getByLabel("Description").fill("Two kiosks");
        Locator most = tab.page().getByLabel("Machine limit");
        assertThat(most).isDisabled();
        tab.page().getByLabel("Reusable").check();
        most.fill("2");
        PageElements.dialog(tab).getByText("Create key").click();
        Locator shown = tab.page().getByLabel("Auth key", new Page.GetByLabelOptions().setExact(true));
        assertThat(shown).isVisible();
        String key = shown.inputValue();
        PageElements.button(tab, "Done").click();

        Locator row = PageElements.row(tab, "Two kiosks");
        assertThat(row).containsText("0 of 2");
        fleet.register(key, Fleet.newName());
        assertThat(row).containsText("1 of 2");
        assertThat(row).containsText("Valid");
        fleet.register(key, Fleet.newName());
        assertThat(row).containsText("2 of 2");
        assertThat(row.locator(".badge")).containsText("Used");
    }
}
