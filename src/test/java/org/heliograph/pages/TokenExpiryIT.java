package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.SocketView;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages that stay open beyond the lifetime of a token, which is two seconds here. */
@BrowserTest
class TokenExpiryIT {
    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start(
                "short-tokens",
                Map.of(
                        "HELIOGRAPH_JWT_ACCESS_LIFE", "PT2S",
                        "HELIOGRAPH_JWT_SKEW", "PT0S",
                        "HELIOGRAPH_PAGE_RECONNECT", "PT4S"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void refreshesTheTokenAfter4001WithoutSignIn(Browser browser) {
        Tab tab = browser.visit(server, "bob@acme.test", "acme")
                .open("/dashboard")
                .live();
        SocketView expired = tab.network().socket();
        ReloadMarker.set(tab);

        tab.until(() -> open(tab).size() > 1);
        SocketView renewed = open(tab).get(1);
        tab.live();
        Agent agent = online();

        assertThat(tab.about("active-machines", agent.name())).isVisible();
        assertThat(tab.recorder().closes()).startsWith("4001 Token expired");
        assertThat(renewed.protocol()).startsWith("token-").isNotEqualTo(expired.protocol());
        ReloadMarker.notReloaded(tab);
    }

    /** A machine that has reported. On a busy machine the token with which it is made may expire before that. */
    private static Agent online() {
        return await().ignoreExceptionsMatching(expired -> expired instanceof AssertionError)
                .until(
                        () -> new Fleet(server.api().signIn("bob@acme.test", "heliograph-demo"), "acme").online(),
                        Objects::nonNull);
    }

    /** The sockets that the server has opened; the next one may be under way at any time. */
    private static List<SocketView> open(Tab tab) {
        return tab.network().sockets().stream()
                .filter(socket -> socket.status() == 101)
                .toList();
    }

    @Test
    void leadsToTheSignInWhenTheSessionWasEnded(Browser browser) {
        Tab tab = browser.visit(server, "bob@acme.test", "acme").open("/health").live();
        Object refreshToken =
                tab.page().evaluate("JSON.parse(localStorage.getItem('heliograph.session')).refresh_token");

        ExpectedStatus.require(
                200, server.api().post("/api/auth/logout", "{\"refresh_token\":\"" + refreshToken + "\"}"));

        assertThat(tab.testId("sign-in-submit")).isVisible();
        assertThat(tab.page().getByRole(AriaRole.STATUS).getByText("Your session has ended"))
                .isVisible();
        assertThat(tab.page().url()).endsWith("/?next=%2Fhealth");
    }
}
