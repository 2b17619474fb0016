package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.heliograph.testing.Authenticator;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Two-factor authentication on the pages: turned on at the account, asked for at the sign-in. */
@BrowserTest
class SecondFactorPageIT {
    private final Server server = Server.shared();
    private final InvitedUser person = InvitedUser.join(TestOrganization.on(server), "member");

    private void signIn(Tab tab) {
        tab.testId("sign-in-email").fill(person.email());
        tab.testId("sign-in-password").fill(person.password());
        tab.testId("sign-in-submit").click();
    }

    @Test
    void isTurnedOnByAnAppAndThenAskedForAtTheSignIn(Browser browser) {
        Tab tab = browser.visit(server).open("/?next=/account");
        signIn(tab);
        Locator sessions = tab.testId("session-row");
        assertThat(sessions).hasCount(2);
        assertThat(sessions.filter(new Locator.FilterOptions().setHasText("this session")))
                .hasCount(1);

        tab.testId("factor-turn-on").click();
        Locator dialog = tab.page().locator("dialog");
        dialog.locator("input[name=password]").fill(person.password());
        PageElements.button(tab, "Continue").click();
        assertThat(dialog.locator("svg.qr path")).isVisible();
        Authenticator app =
                new Authenticator(tab.testId("factor-secret").textContent().replace(" ", ""));
        tab.testId("factor-code").fill(app.code());
        dialog.getByText("Turn on", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(tab.testId("recovery-codes").locator("li")).hasCount(10);
        List<String> codes = tab.testId("recovery-codes").locator("code").allTextContents();
        assertThat(codes).doesNotHaveDuplicates();
        PageElements.button(tab, "Done").click();
        assertThat(tab.page().locator("hg-factor")).containsText("10 recovery codes are left");

        Tab phone = browser.visit(server).open("/");
        signIn(phone);
        phone.testId("factor-code").fill("000000");
        phone.testId("factor-submit").click();
        assertThat(phone.page().locator("[role=alert]")).containsText("Incorrect code");
        phone.testId("factor-code").fill(codes.get(0));
        phone.testId("factor-submit").click();
        assertThat(phone.page()).hasURL(Pattern.compile(".*/now$"));
    }
}
