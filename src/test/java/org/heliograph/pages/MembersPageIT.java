package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.regex.Pattern;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Members are invited, promoted and removed, checked in both users' browsers. */
@BrowserTest
class MembersPageIT {
    private final Server server = Server.shared();
    private final Fleet fleet = TestOrganization.on(server, "Members Ltd");

    @Test
    void createsAnAccountByAnInvitationLinkOnce(Browser browser) {
        String email = InvitedUser.newEmail();
        Tab admin = open(browser);
        PageElements.button(admin, "Invite member").click();
        PageElements.dialog(admin).getByLabel("Email").fill(email);
        PageElements.dialog(admin)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Invite"))
                .click();
        String link = admin.page().getByLabel("Invitation link").inputValue();
        PageElements.button(admin, "Done").click();
        assertThat(PageElements.row(admin, email)).containsText("invited");

        Tab guest = browser.visit(server).open(pathOf(link));
        assertThat(PageElements.heading(guest)).hasText("Join Members Ltd");
        for (String said : new String[] {TestOrganization.OWNER, "Members Ltd, as member", email}) {
            assertThat(guest.testId("invitation")).containsText(said);
        }
        accept(guest, "Gwen Guest");
        assertThat(guest.page()).hasURL(Pattern.compile(".*/now$"));
        assertThat(guest.testId("org-switch")).hasValue(fleet.organization());
        guest.live();
        assertThat(PageElements.row(admin, email)).containsText("Gwen Guest");

        Tab late = browser.visit(server).open(pathOf(link));
        assertThat(late.page().getByRole(AriaRole.ALERT)).containsText("has expired or was already used");
        assertThat(late.page().getByRole(AriaRole.MAIN)).not().containsText("Members Ltd");
        assertThat(PageElements.button(late, "Create account")).hasCount(0);
    }

    @Test
    void anOwnerRenamesTheOrganisationAndDeletesItByTypingItsName(Browser browser) {
        InvitedUser owner = InvitedUser.join(fleet, "owner");
        fleet.online();
        Tab tab = browser.visit(server)
                .signedInAs(owner.email(), owner.password())
                .inOrganization(fleet.organization())
                .open("/members");
        PageElements.button(tab, "Rename organisation").click();
        PageElements.dialog(tab).getByLabel("Name").fill("Members <b>& Sons");
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Rename"))
                .click();
        assertThat(tab.testId("org-switch")).containsText("Members <b>& Sons");

        PageElements.button(tab, "Delete organisation").click();
        assertThat(PageElements.dialog(tab)).containsText("1 machine with its history");
        Locator delete = PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete organisation"));
        assertThat(delete).isDisabled();
        PageElements.dialog(tab).getByLabel("Type Members <b>& Sons to confirm").fill("Members <b>& Sons");
        delete.click();

        assertThat(tab.page().getByText("Members <b>& Sons deleted.")).isVisible();
        assertThat(tab.page().getByText("No organisation yet")).isVisible();
        assertThat(owner.api()
                        .get("/api/db/machines?org_id=" + fleet.organization())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void showsAMemberTheFleetWithoutControls(Browser browser) {
        Agent agent = fleet.online();
        InvitedUser person = InvitedUser.join(fleet, "member");
        Tab member = browser.visit(server)
                .signedInAs(person.email(), person.password())
                .inOrganization(fleet.organization())
                .open("/machines");

        assertThat(member.about("machine-row", agent.name())).isVisible();
        for (String verb : new String[] {"Add machine", "Rename " + agent.name(), "Delete " + agent.name()}) {
            assertThat(PageElements.button(member, verb)).hasCount(0);
        }
        assertThat(PageElements.link(member, "Auth keys")).hasCount(0);
        member.followLink("Members");
        assertThat(PageElements.row(member, TestOrganization.OWNER)).isVisible();
        assertThat(PageElements.button(member, "Invite member")).hasCount(0);
        assertThat(member.page().getByRole(AriaRole.MAIN).getByRole(AriaRole.COMBOBOX))
                .hasCount(0);
        member.page().navigate("/keys");
        assertThat(member.page().getByRole(AriaRole.ALERT)).isVisible();
        assertThat(PageElements.button(member, "Create key")).hasCount(0);
    }

    @Test
    void appliesRoleChangesAndRemovalImmediately(Browser browser) {
        InvitedUser person = InvitedUser.join(fleet, "member");
        Tab member = browser.visit(server)
                .signedInAs(person.email(), person.password())
                .inOrganization(fleet.organization())
                .open("/dashboard")
                .live();
        Tab admin = open(browser);

        admin.page().getByLabel("Role of " + person.email()).selectOption("admin");
        assertThat(admin.page().getByText("The role of " + person.email() + " is now admin."))
                .isVisible();
        assertThat(person.api().get("/api/keys?org_id=" + fleet.organization()).status())
                .isEqualTo(200);

        PageElements.button(admin, "Remove " + person.email()).click();
        PageElements.button(admin, "Remove").click();
        assertThat(PageElements.row(admin, person.email())).hasCount(0);
        assertThat(PageElements.heading(member)).hasText("Welcome");
        assertThat(member.page().getByRole(AriaRole.MAIN)).containsText("No organisation yet");
        assertThat(member.recorder().closes()).contains("4003 Access revoked");
    }

    @Test
    void offersToRevokeTheKeysOfARemovedAdministrator(Browser browser) {
        InvitedUser person = InvitedUser.join(fleet, "admin");
        String key = new Fleet(person.api(), fleet.organization())
                .newKey("\"reusable\":true,\"description\":\"Depot\"")
                .getString("key");
        Tab admin = open(browser);

        PageElements.button(admin, "Remove " + person.email()).click();
        PageElements.button(admin, "Remove").click();
        assertThat(PageElements.dialog(admin)).containsText("Depot");
        PageElements.button(admin, "Revoke 1 auth key").click();
        assertThat(admin.page().getByText("1 auth key revoked.")).isVisible();

        assertThat(fleet.tryToRegister(key, Fleet.newName()).outcome()).isEqualTo("401 INVALID_KEY");
    }

    @Test
    void joinsWithTheAccountThatIsSignedIn(Browser browser) {
        InvitedUser person = InvitedUser.join(Fleet.globex(), "member");
        String token = InvitedUser.invite(fleet, InvitedUser.newEmail(), "admin")
                .data()
                .getString("token");
        Tab tab = browser.visit(server)
                .signedInAs(person.email(), person.password())
                .open("/invitation#token=" + token);

        assertThat(tab.page().getByRole(AriaRole.MAIN)).containsText("You join with your own account, not with");
        assertThat(tab.page().getByRole(AriaRole.MAIN)).containsText(person.email());
        PageElements.button(tab, "Join organisation").click();

        assertThat(tab.page()).hasURL(Pattern.compile(".*/now$"));
        assertThat(tab.testId("org-switch")).containsText("Members Ltd");
    }

    @Test
    void revokesAnInvitation(Browser browser) {
        String email = InvitedUser.newEmail();
        String token = InvitedUser.invite(fleet, email, "admin").data().getString("token");
        Tab admin = open(browser);

        PageElements.button(admin, "Revoke the invitation for " + email).click();
        PageElements.button(admin, "Revoke").click();
        assertThat(PageElements.row(admin, email)).hasCount(0);

        assertThat(InvitedUser.accept(server, token, "a-long-enough-password").outcome())
                .isEqualTo("401 INVALID_INVITATION");
    }

    @Test
    void switchesToTheOrganisationThatWasCreated(Browser browser) {
        Tab tab = browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/account");
        String name = "New " + fleet.organization();
        PageElements.button(tab, "Create organisation").click();
        PageElements.dialog(tab).getByLabel("Name").fill(name);
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create organisation"))
                .click();

        assertThat(tab.page()).hasURL(Pattern.compile(".*/now$"));
        assertThat(tab.testId("org-switch").locator("option:checked")).hasText(name);
        // a new organisation has its first steps
        Locator steps = tab.testId("first-steps");
        assertThat(steps.getByTestId("step-organization")).hasAttribute("data-done", "yes");
        assertThat(steps.getByTestId("step-machine")).hasAttribute("data-done", "no");
        assertThat(PageAudit.of(tab, "the first steps")).isEmpty();
        PageElements.link(tab, "Add machine").click();
        assertThat(PageElements.dialog(tab).getByLabel("Command")).isVisible();
        tab.page().keyboard().press("Escape");
        tab.page().navigate("/now");
        PageElements.link(tab, "Invite a colleague").click();
        String colleague = InvitedUser.newEmail();
        PageElements.dialog(tab).getByLabel("Email").fill(colleague);
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Invite"))
                .click();
        PageElements.button(tab, "Done").click();
        tab.page().navigate("/now");
        assertThat(steps.getByTestId("step-colleague")).containsText("One invitation is not accepted yet");
        PageElements.button(tab, "Hide the first steps").click();
        assertThat(steps).hasCount(0);
        tab.page().reload();
        assertThat(tab.testId("now-headline")).isVisible();
        assertThat(tab.testId("now-machines")).isVisible();
        assertThat(steps).hasCount(0);

        // one for somebody else stays where it is
        tab.page().navigate("/account");
        PageElements.button(tab, "Create organisation").click();
        PageElements.dialog(tab).getByLabel("Name").fill("Theirs");
        PageElements.dialog(tab).getByLabel("Owner email").fill(InvitedUser.newEmail());
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create organisation"))
                .click();
        assertThat(tab.page().getByLabel("Invitation link")).isVisible();
        assertThat(tab.testId("org-switch").locator("option:checked")).hasText(name);
    }

    private Tab open(Browser browser) {
        return browser.visit(server, TestOrganization.OWNER, fleet.organization())
                .open("/members");
    }

    private static String pathOf(String link) {
        URI uri = URI.create(link);
        assertThat(uri.getPath()).isEqualTo("/invitation");
        return uri.getPath() + "#" + uri.getFragment();
    }

    private static void accept(Tab tab, String name) {
        tab.page().getByLabel("Your name").fill(name);
        tab.page().getByLabel("Password").fill("a-long-enough-password");
        PageElements.button(tab, "Create account").click();
    }
}
