package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Person;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Accounts: found, shut out, let in again and made administrators, each seen from both sides. */
@BrowserTest
class AccountsPageIT {
    private final Server server = Server.shared();
    private final Fleet fleet = OwnFleet.on(server, "Accounts Ltd");
    private final Person person = Person.join(fleet, "member");

    @Test
    void whoIsDisabledIsSentToTheSignInAndComesBackOnceEnabled(Browser browser) {
        Tab member = open(browser, person, "/dashboard").live();
        Tab admin = admin(browser);
        admin.page().getByPlaceholder("Search by name or email").fill(person.email());
        assertThat(admin.hook("account-row")).hasCount(1);

        On.button(admin, "Disable " + person.email()).click();
        assertThat(On.dialog(admin)).containsText("signed out on all devices");
        On.button(admin, "Disable").click();

        assertThat(On.row(admin, person.email())).containsText("disabled");
        assertThat(member.page()).hasURL(Pattern.compile(".*/(\\?next=.*)?$"));
        assertThat(member.recorder().closes()).contains("4003 Access revoked");
        assertThat(server.api().login(person.email(), person.password()).outcome())
                .isEqualTo("403 ACCOUNT_DISABLED");

        On.button(admin, "Enable " + person.email()).click();

        assertThat(On.button(admin, "Disable " + person.email())).isVisible();
        assertThat(server.api().login(person.email(), person.password()).status())
                .isEqualTo(200);
    }

    @Test
    void whoBecomesAnAdministratorSeesThePlaceWithoutSigningInAgain(Browser browser) {
        Tab member = open(browser, person, "/dashboard").live();
        assertThat(On.link(member, "Accounts")).hasCount(0);
        Tab admin = admin(browser);
        admin.page().getByPlaceholder("Search by name or email").fill(person.email());
        try {
            admin.page().getByLabel("Role of " + person.email()).selectOption("admin");

            assertThat(admin.page().getByText("The role of " + person.email() + " is now administrator."))
                    .isVisible();
            assertThat(On.link(member, "Accounts")).isVisible();
            member.live();
            member.go("Accounts");
            member.page().getByPlaceholder("Search by name or email").fill(person.email());
            assertThat(member.hook("account-row")).hasCount(1);
            assertThat(member.hook("account-row")).containsText("you");
            assertThat(On.button(member, "Disable " + person.email())).hasCount(0);
        } finally {
            fleet.admin()
                    .patch("/api/accounts/" + person.id(), "{\"role\":\"user\"}")
                    .data();
        }
    }

    @Test
    void othersFindNoSuchPlace(Browser browser) {
        Tab member = open(browser, person, "/accounts");

        assertThat(On.link(member, "Accounts")).hasCount(0);
        assertThat(member.page().getByRole(AriaRole.ALERT)).containsText("Only administrators");
        assertThat(member.hook("account-row")).hasCount(0);
    }

    private Tab admin(Browser browser) {
        return browser.visit(server, OwnFleet.OWNER, fleet.organization()).open("/accounts");
    }

    private Tab open(Browser browser, Person by, String path) {
        return browser.visit(server)
                .by(by.email(), by.password())
                .lookingAt(fleet.organization())
                .open(path);
    }
}
