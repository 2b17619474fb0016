package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.ScreenToken;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Accounts are found, disabled, enabled and promoted, checked in both users' browsers. */
@BrowserTest
class AccountsPageIT {
    private final Server server = Server.shared();
    private final Fleet fleet = TestOrganization.on(server, "Accounts Ltd");
    private final InvitedUser person = InvitedUser.join(fleet, "member");

    @Test
    void signsOutADisabledAccountUntilItIsEnabled(Browser browser) {
        Tab member = open(browser, person, "/dashboard").live();
        Tab admin = admin(browser);
        admin.page().getByPlaceholder("Search by name or email").fill(person.email());
        assertThat(admin.testId("account-row")).hasCount(1);

        PageElements.button(admin, "Disable " + person.email()).click();
        assertThat(PageElements.dialog(admin)).containsText("signed out on all devices");
        PageElements.button(admin, "Disable").click();

        assertThat(PageElements.row(admin, person.email())).containsText("disabled");
        assertThat(member.page()).hasURL(Pattern.compile(".*/(\\?next=.*)?$"));
        assertThat(member.recorder().closes()).contains("4003 Access revoked");
        assertThat(server.api().login(person.email(), person.password()).outcome())
                .isEqualTo("403 ACCOUNT_DISABLED");

        PageElements.button(admin, "Enable " + person.email()).click();

        assertThat(PageElements.button(admin, "Disable " + person.email())).isVisible();
        assertThat(server.api().login(person.email(), person.password()).status())
                .isEqualTo(200);
    }

    @Test
    void unlocksAnAccountAndCreatesALinkForANewPassword(Browser browser) {
        for (int attempt = 0; attempt < 10; attempt++) {
            server.api().login(person.email(), "wrong");
        }
        Tab admin = admin(browser);
        admin.page().getByPlaceholder("Search by name or email").fill(person.email());
        assertThat(PageElements.row(admin, person.email())).containsText("locked");

        PageElements.button(admin, "Unlock " + person.email()).click();

        assertThat(PageElements.button(admin, "Unlock " + person.email())).hasCount(0);
        assertThat(server.api().login(person.email(), person.password()).status())
                .isEqualTo(200);

        Tab member = open(browser, person, "/dashboard").live();
        PageElements.button(admin, "Reset password of " + person.email()).click();
        PageElements.button(admin, "Create reset link").click();
        String link = admin.page().getByLabel("Reset link").inputValue();
        PageElements.button(admin, "Done").click();
        assertThat(link).contains("/reset#token=hgp-");
        Tab forgetful = browser.visit(server).open(link.substring(link.indexOf("/reset")));
        forgetful.page().getByLabel("New password").fill("a-chosen-long-password");
        PageElements.button(forgetful, "Set password").click();

        assertThat(forgetful.page()).hasURL(Pattern.compile(".*/now$"));
        assertThat(forgetful.page().getByText("Password changed")).isVisible();
        forgetful.live();
        assertThat(member.testId("sign-in-submit")).isVisible();
        Tab late = browser.visit(server).open(link.substring(link.indexOf("/reset")));
        late.page().getByLabel("New password").fill("another-long-password");
        PageElements.button(late, "Set password").click();
        assertThat(late.page().getByRole(AriaRole.ALERT)).containsText("has expired or was already used");
    }

    @Test
    void revokesWhatAUserMadeWhoDeletesTheOwnAccount(Browser browser) {
        InvitedUser leaver = InvitedUser.join(fleet, "admin");
        leaver.api()
                .post("/api/keys", "{\"org_id\":\"" + fleet.organization() + "\",\"description\":\"Left behind\"}")
                .data();
        Tab tab = open(browser, leaver, "/account");
        PageElements.button(tab, "Delete account").click();
        Locator dialog = PageElements.dialog(tab);
        dialog.getByLabel("Revoke 1 auth key").check();
        dialog.getByLabel("Your password").fill(leaver.password());

        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete account"))
                .click();

        assertThat(tab.testId("sign-in-submit")).isVisible();
        assertThat(fleet.admin()
                        .get("/api/keys?org_id=" + fleet.organization())
                        .list()
                        .getValuesAs(JsonObject.class))
                .filteredOn(key -> key.getString("description", "").equals("Left behind"))
                .hasSize(1)
                .noneMatch(key -> key.isNull("revoked_at"));
    }

    @Test
    void showsTheAccountsPageAfterPromotionWithoutNewSignIn(Browser browser) {
        Tab member = open(browser, person, "/dashboard").live();
        assertThat(PageElements.link(member, "Accounts")).hasCount(0);
        Tab admin = admin(browser);
        admin.page().getByPlaceholder("Search by name or email").fill(person.email());
        try {
            admin.page().getByLabel("Role of " + person.email()).selectOption("admin");

            assertThat(admin.page().getByText("The role of " + person.email() + " is now administrator."))
                    .isVisible();
            assertThat(PageElements.link(member, "Accounts")).isVisible();
            member.live();
            member.followLink("Accounts");
            member.page().getByPlaceholder("Search by name or email").fill(person.email());
            assertThat(member.testId("account-row")).hasCount(1);
            assertThat(member.testId("account-row")).containsText("you");
            assertThat(PageElements.button(member, "Disable " + person.email())).hasCount(0);
        } finally {
            fleet.admin()
                    .patch("/api/accounts/" + person.id(), "{\"role\":\"user\"}")
                    .data();
        }
    }

    @Test
    void offersToRevokeTheScreenTokensOfADemotedAdministrator(Browser browser) {
        fleet.admin()
                .patch("/api/accounts/" + person.id(), "{\"role\":\"admin\"}")
                .data();
        Awaitility.await().until(() -> person.api().get("/api/screen-tokens").status() == 200);
        ScreenToken screen = ScreenToken.create(person.api(), "NOC, left wall");
        Tab admin = admin(browser);
        admin.page().getByPlaceholder("Search by name or email").fill(person.email());
        assertThat(admin.testId("account-row")).hasCount(1);

        admin.page().getByLabel("Role of " + person.email()).selectOption("user");
        assertThat(PageElements.dialog(admin)).containsText("NOC, left wall");
        PageElements.button(admin, "Revoke 1 screen token").click();

        assertThat(admin.page().getByText("1 screen token revoked.")).isVisible();
        Awaitility.await().until(() -> screen.read(server).status() == 401);
    }

    @Test
    void renamesAnAccountAndDeletesItAfterSayingWhatBelongsToIt(Browser browser) {
        Tab admin = admin(browser);
        admin.page().getByPlaceholder("Search by name or email").fill(person.email());
        assertThat(admin.testId("account-row")).hasCount(1);
        PageElements.button(admin, "More for " + person.email()).click();
        PageElements.button(admin, "Edit name and email").click();
        PageElements.dialog(admin).getByLabel("Name").fill("Renamed Person");
        PageElements.button(admin, "Save").click();
        assertThat(PageElements.row(admin, person.email())).containsText("Renamed Person");
        Tab member = open(browser, person, "/dashboard").live();

        PageElements.button(admin, "More for " + person.email()).click();
        PageElements.button(admin, "Delete account").click();
        assertThat(PageElements.dialog(admin)).containsText("the membership in Accounts Ltd");
        PageElements.button(admin, "Delete account").click();

        assertThat(admin.page().getByText(person.email() + " deleted.")).isVisible();
        assertThat(admin.testId("account-row")).hasCount(0);
        assertThat(member.page()).hasURL(Pattern.compile(".*/(\\?next=.*)?$"));
        assertThat(server.api().login(person.email(), person.password()).outcome())
                .isEqualTo("401 INVALID_CREDENTIALS");
    }

    @Test
    void aUserDeletesTheOwnAccountWithThePassword(Browser browser) {
        Tab member = open(browser, person, "/account");
        PageElements.button(member, "Edit name and email").click();
        PageElements.dialog(member).getByLabel("Name").fill("Myself");
        PageElements.button(member, "Save").click();
        assertThat(member.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Myself")))
                .isVisible();

        PageElements.button(member, "Delete account").click();
        PageElements.dialog(member).getByLabel("Your password").fill("wrong");
        PageElements.dialog(member)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete account"))
                .click();
        assertThat(PageElements.dialog(member).getByRole(AriaRole.ALERT)).containsText("password is wrong");
        PageElements.dialog(member).getByLabel("Your password").fill(person.password());
        PageElements.dialog(member)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete account"))
                .click();

        assertThat(member.testId("sign-in-submit")).isVisible();
        assertThat(server.api().login(person.email(), person.password()).outcome())
                .isEqualTo("401 INVALID_CREDENTIALS");
    }

    @Test
    void hidesTheAccountsPageFromOtherRoles(Browser browser) {
        Tab member = open(browser, person, "/accounts");

        assertThat(PageElements.link(member, "Accounts")).hasCount(0);
        assertThat(member.page().getByRole(AriaRole.ALERT)).containsText("Only administrators");
        assertThat(member.testId("account-row")).hasCount(0);
    }

    private Tab admin(Browser browser) {
        return browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/accounts");
    }

    private Tab open(Browser browser, InvitedUser by, String path) {
        return browser.visit(server)
                .signedInAs(by.email(), by.password())
                .inOrganization(fleet.organization())
                .open(path);
    }
}
