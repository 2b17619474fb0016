package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Sign-in, session and sign-out. */
@BrowserTest
class SignInIT {
    private static final int FAILURES_THAT_LOCK = 10;
    private static final int MOST_TABS = 20;

    private final Server server = Server.shared();

    @Test
    void rejectsAWrongPasswordAndOpensTheDashboardWithTheRightOne(Browser browser) {
        Tab tab = browser.visit(server).open("/");

        submit(tab, "bob@acme.test", "not the password");
        assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("Incorrect email or password");
        assertThat(tab.testId("sign-in-password")).isFocused();

        submit(tab, "bob@acme.test", TestSettings.PASSWORD);
        assertThat(tab.page()).hasURL(Pattern.compile(".*/now$"));
        tab.live();
    }

    @Test
    void showsTheWaitingTimeAfterTooManyFailuresWithoutTellingWhetherThereIsAnAccount(Browser browser) {
        InvitedUser person = InvitedUser.join(TestOrganization.on(server), "member");
        for (int attempt = 0; attempt < FAILURES_THAT_LOCK; attempt++) {
            server.api().login(person.email(), "wrong");
        }
        Tab tab = browser.visit(server).open("/");

        submit(tab, person.email(), person.password());

        assertThat(tab.page().getByRole(AriaRole.ALERT))
                .containsText(Pattern.compile("Too many failed attempts. Try again in \\d+ minutes"));
        assertThat(tab.page().getByRole(AriaRole.ALERT)).not().containsText("account is");
    }

    @Test
    void aBrowserThatSignedInBeforeSignsInWhileStrangersKeepTheAccountLocked(Browser browser) {
        Fleet fleet = TestOrganization.on(server);
        InvitedUser person = InvitedUser.join(fleet, "member");
        Tab tab = browser.visit(server).open("/");
        submit(tab, person.email(), person.password());
        assertThat(tab.page()).hasURL(Pattern.compile(".*/now$"));
        tab.page().getByLabel(Pattern.compile("^Account of")).click();
        PageElements.button(tab, "Sign out").click();
        assertThat(tab.testId("sign-in-submit")).isVisible();
        assertThat((String) tab.page().evaluate("document.cookie")).doesNotContain("hgd-");
        for (int attempt = 0; attempt < FAILURES_THAT_LOCK; attempt++) {
            server.api().login(person.email(), "wrong");
        }

        submit(tab, person.email(), person.password());

        assertThat(tab.page()).hasURL(Pattern.compile(".*/now$"));
    }

    @Test
    void listsTheDevicesOfAnAccountRemovesOneAndSignsOutEverywhere(Browser browser) {
        Fleet fleet = TestOrganization.on(server);
        InvitedUser person = InvitedUser.join(fleet, "member");
        Tab phone = browser.visit(server).open("/");
        submit(phone, person.email(), person.password());
        phone.live();
        Tab tab = browser.visit(server).open("/?next=/account");
        submit(tab, person.email(), person.password());
        // the third is the one that accepted the invitation
        assertThat(tab.testId("device-row")).hasCount(3);
        Locator current = tab.testId("device-row").filter(new Locator.FilterOptions().setHasText("this device"));
        assertThat(current).hasCount(1);

        tab.testId("device-row")
                .filter(new Locator.FilterOptions().setHasText("Chrome").setHasNotText("this device"))
                .getByRole(AriaRole.BUTTON)
                .click();
        PageElements.button(tab, "Remove").click();

        assertThat(tab.testId("device-row")).hasCount(2);
        assertThat(phone.testId("sign-in-submit")).isVisible();
        assertThat(phone.page().getByText("Your session has ended")).isVisible();

        PageElements.button(tab, "Sign out everywhere").click();
        PageElements.dialog(tab)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign out everywhere"))
                .click();
        assertThat(tab.testId("sign-in-submit")).isVisible();
        assertThat(tab.page().getByText("Signed out on all devices.")).isVisible();
        assertThat(tab.page().getByText("Your session has ended")).hasCount(0);
    }

    @Test
    void signsInADemoAccountWithOneClick(Browser browser) {
        Tab tab = browser.visit(server).open("/");

        tab.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("carol@globex.test"))
                .click();

        assertThat(tab.page()).hasURL(Pattern.compile(".*/now$"));
        assertThat(tab.testId("org-switch")).hasValue("globex");
    }

    @Test
    void opensTheRequestedPageAfterSignIn(Browser browser) {
        Tab tab = browser.visit(server).open("/alerts?status=resolved");

        submit(tab, "bob@acme.test", TestSettings.PASSWORD);

        assertThat(tab.page()).hasURL(Pattern.compile(".*/alerts\\?status=resolved$"));
        assertThat(tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Alerts");
    }

    @Test
    void keepsTheSessionAcrossReloadsAndTabs(Browser browser) {
        Tab tab = browser.visit(server, "bob@acme.test", "acme")
                .open("/dashboard")
                .live();

        tab.page().reload();
        tab.live();
        Page second = tab.page().context().newPage();
        second.navigate("/health");

        assertThat(second.getByTestId("connection")).hasAttribute("data-state", "live");
    }

    @Test
    void signOutEndsTheSessionInTheBrowserAndOnTheServer(Browser browser) {
        Tab tab = browser.visit(server, "bob@acme.test", "acme")
                .open("/dashboard")
                .live();
        Object refreshToken =
                tab.page().evaluate("JSON.parse(localStorage.getItem('heliograph.session')).refresh_token");

        tab.page().getByLabel(Pattern.compile("^Account of")).click();
        tab.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(tab.testId("sign-in-submit")).isVisible();

        assertThat((Boolean) tab.page().evaluate("localStorage.getItem('heliograph.session') === null"))
                .isTrue();
        tab.until(() -> tab.network().socket().isClosed());
        tab.until(() -> tab.network().quiet());
        Answer refresh = server.api().post("/api/auth/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}");
        assertThat(refresh.status()).isEqualTo(401);
        tab.page().navigate("/dashboard");
        assertThat(tab.testId("sign-in-submit")).isVisible();
    }

    @Test
    void signsInAndNavigatesWithTheKeyboard(Browser browser) {
        Tab tab = browser.visit(server).open("/");
        assertThat(tab.testId("sign-in-email")).isFocused();

        tab.page().keyboard().type("bob@acme.test");
        tab.page().keyboard().press("Tab");
        tab.page().keyboard().type(TestSettings.PASSWORD);
        tab.page().keyboard().press("Enter");
        tab.live();
        // the heading of the page takes the focus once its module is there
        Locator first = PageElements.heading(tab);
        assertThat(first).hasText("Now");
        assertThat(first).isFocused();
        Locator health = tab.page()
                .getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Health"));
        for (int press = 0; press < MOST_TABS && !isFocused(health); press++) {
            // backwards: the page has as many links after its heading as it lists alerts
            tab.page().keyboard().press("Shift+Tab");
        }
        tab.page().keyboard().press("Enter");

        Locator heading = tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
        assertThat(heading).hasText("Health");
        assertThat(heading).isFocused();
    }

    @Test
    void changesThePasswordAndInvalidatesTheOldOne(Browser browser) {
        Fleet fleet = TestOrganization.on(server);
        InvitedUser person = InvitedUser.join(fleet, "member");
        Tab tab = browser.visit(server)
                .signedInAs(person.email(), person.password())
                .inOrganization(fleet.organization())
                .open("/account");
        Page second = tab.page().context().newPage();
        second.navigate("/dashboard");
        assertThat(second.getByTestId("connection")).hasAttribute("data-state", "live");

        tab.page().getByLabel("Current password").fill(person.password());
        tab.page().getByLabel("New password").fill("another-long-password");
        tab.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change password"))
                .click();
        assertThat(tab.page().getByText("Password changed")).isVisible();
        // the tabs of this browser go on with the new session
        second.reload();
        assertThat(second.getByTestId("connection")).hasAttribute("data-state", "live");
        assertThat(tab.page().getByText("Your session has ended")).hasCount(0);

        assertThat(server.api().login(person.email(), person.password()).status())
                .isEqualTo(401);
        assertThat(server.api().login(person.email(), "another-long-password").status())
                .isEqualTo(200);
    }

    private static void submit(Tab tab, String email, String password) {
        tab.testId("sign-in-email").fill(email);
        tab.testId("sign-in-password").fill(password);
        tab.testId("sign-in-submit").click();
    }

    private static boolean isFocused(Locator element) {
        return (Boolean) element.evaluate("element => element === document.activeElement");
    }
}
