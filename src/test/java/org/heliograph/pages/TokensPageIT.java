package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** API tokens of an organisation and of the installation. */
@BrowserTest
class TokensPageIT {
    private final Server server = Server.shared();

    @Test
    void anAdministratorCreatesATokenUsesAndRevokesIt(Browser browser) {
        String name = "Deployment " + UUID.randomUUID();
        Tab console = browser.visit(server, "alice@acme.test", "acme").open("/tokens");
        console.testId("create-organization").click();
        Locator dialog = PageElements.dialog(console);
        assertThat(dialog.locator("input[type=checkbox]")).hasCount(2);
        dialog.locator("[name=name]").fill(name);
        dialog.locator("[name=administer]").check();
        assertThat(PageAudit.of(console, "the dialog of a new token")).isEmpty();
        dialog.getByText("Create token").click();
        String token = dialog.getByLabel("API token").inputValue();
        PageElements.button(console, "Done").click();
        Locator row = console.testId("token-row").filter(new Locator.FilterOptions().setHasText(name));
        assertThat(row).containsText("Never");

        assertThat(server.api().with(token).get("/api/keys?org_id=acme&limit=1").status())
                .isEqualTo(200);
        assertThat(console.page().content()).doesNotContain(token);
        String key = server.api()
                .with(token)
                .post("/api/keys", "{\"org_id\":\"acme\",\"description\":\"" + name + "\"}")
                .data()
                .getString("id");
        row.getByText("Revoke").click();
        PageElements.button(console, "Revoke").click();
        assertThat(dialog).containsText(name + " created 1 auth key that can still register machines");
        assertThat(PageAudit.of(console, "the dialog of what a token created")).isEmpty();
        PageElements.button(console, "Revoke 1 auth key").click();

        assertThat(row).hasCount(0);
        console.until(() -> server.as("alice@acme.test").get("/api/keys?org_id=acme").list().stream()
                .map(JsonValue::asJsonObject)
                .noneMatch(one -> one.getString("id").equals(key) && one.isNull("revoked_at")));
        console.until(
                () -> server.api().with(token).get("/api/keys?org_id=acme").status() == 401);
    }

    @Test
    void adminsOfAnOrganisationMakeNoneForTheInstallation(Browser browser) {
        Tab tab = browser.visit(server, "bob@acme.test", "acme").open("/tokens");

        assertThat(tab.testId("create-organization").first()).isVisible();
        assertThat(tab.testId("create-installation")).hasCount(0);
    }
}
