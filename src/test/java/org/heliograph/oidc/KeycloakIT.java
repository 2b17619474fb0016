package org.heliograph.oidc;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.heliograph.testing.Server;
import org.heliograph.testing.TcpProxy;
import org.heliograph.testing.TestSettings;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Sign-in with a real Keycloak, through its own pages. The last test stops it. */
@BrowserTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakIT {
    private static final Pattern FIRST_PAGE = Pattern.compile(".*/now$");
    private static Server server;
    private static TcpProxy front;
    private static KeycloakProcess keycloak;

    @BeforeAll
    static void start() throws Exception {
        front = TcpProxy.to(() -> server.port());
        keycloak = new KeycloakProcess(publicUrl());
        Map<String, String> settings = new HashMap<>();
        settings.put("HELIOGRAPH_PUBLIC_URL", publicUrl());
        settings.put("HELIOGRAPH_OIDC_ISSUER", keycloak.issuer());
        settings.put("HELIOGRAPH_OIDC_CLIENT_ID", "heliograph");
        settings.put("HELIOGRAPH_OIDC_CLIENT_SECRET", KeycloakProcess.SECRET);
        settings.put("HELIOGRAPH_OIDC_GROUPS", "acme-admins=acme:admin;noc=globex:member");
        settings.put("HELIOGRAPH_OIDC_ROLES", "noc=operator");
        settings.put("HELIOGRAPH_OIDC_BUTTON", "Sign in with Keycloak");
        settings.put("HELIOGRAPH_OIDC_CHECK", "PT1S");
        server = Server.start("keycloak", settings);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
        front.close();
    }

    private static String publicUrl() {
        return "http://127.0.0.1:" + front.port();
    }

    private static Tab open(Browser browser) {
        return browser.visit(server).open(publicUrl() + "/");
    }

    private static void signIn(Tab tab, String username) {
        tab.testId("provider-button").click();
        Page page = tab.page();
        page.locator("#username").fill(username);
        page.locator("#password").fill(username + "-password");
        page.locator("#kc-login").click();
    }

    private static JsonObject session(Tab tab) {
        String text = (String) tab.page().evaluate("localStorage.getItem('heliograph.session')");
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static int statusOfMe(JsonObject session) {
        return server.api().with(session.getString("token")).get("/api/auth/me").status();
    }

    private static void signOut(Tab tab) {
        tab.page().getByLabel(Pattern.compile("^Account of")).click();
        tab.page().locator(".menu-body button").click();
    }

    /** Signs out by way of Keycloak, and waits for the new document. */
    private static void signOutThere(Tab tab) {
        tab.page().evaluate("window.before = true");
        signOut(tab);
        tab.page().waitForFunction("() => !window.before && location.pathname === '/'");
        assertThat(tab.page()).hasURL(publicUrl() + "/");
    }

    @Test
    @Order(1)
    void groupsGiveMembershipsAndSigningOutHereSignsOutAtKeycloakToo(Browser browser) {
        Tab tab = open(browser);
        for (int width : new int[] {390, 1440}) {
            tab.page().setViewportSize(width, 900);
            tab.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/sign-in-" + width + ".png")));
        }
        signIn(tab, "erin");
        assertThat(tab.page()).hasURL(FIRST_PAGE);
        JsonObject session = session(tab);

        assertThat(session.getJsonObject("user").getString("email")).isEqualTo("erin@acme.test");
        assertThat(session.getJsonObject("user").getString("name")).isEqualTo("Erin Example");
        assertThat(session.getJsonArray("organizations")).hasSize(1);
        assertThat(session.getJsonArray("organizations").getJsonObject(0).getString("id"))
                .isEqualTo("acme");
        assertThat(session.getJsonArray("organizations").getJsonObject(0).getString("role"))
                .isEqualTo("admin");

        signOutThere(tab);
        assertThat(tab.testId("provider-button")).isVisible();
        assertThat(statusOfMe(session)).isEqualTo(401);
        tab.testId("provider-button").click();
        // Keycloak asks again: its session has ended, too
        assertThat(tab.page().locator("#username")).isVisible();
    }

    @Test
    @Order(2)
    void theEndOfASessionAtKeycloakEndsOursWithinASecond(Browser browser) {
        Tab tab = open(browser);
        signIn(tab, "erin");
        assertThat(tab.page()).hasURL(FIRST_PAGE);
        tab.page().navigate(publicUrl() + "/dashboard");
        tab.live();
        JsonObject session = session(tab);
        assertThat(statusOfMe(session)).isEqualTo(200);

        keycloak.endSessions("erin");

        // Keycloak has had our answer before it gave its own
        await().atMost(Duration.ofSeconds(2)).until(() -> statusOfMe(session) == 401);
        assertThat(tab.page().getByText("Your session has ended")).isVisible();
        assertThat(server.as("alice@acme.test")
                        .get("/api/audit?action=session.end")
                        .text())
                .contains("OpenID Connect");
    }

    @Test
    @Order(3)
    void afterARotationOfKeysAPersonWhoHasLeftAGroupLosesItsMembership(Browser browser) {
        keycloak.rotateKey();
        keycloak.leaveGroup("erin", "acme-admins");
        Tab tab = open(browser);
        signIn(tab, "erin");
        assertThat(tab.page()).hasURL(FIRST_PAGE);

        assertThat(session(tab).getJsonArray("organizations")).isEmpty();
    }

    @Test
    @Order(4)
    void anAddressThatIsNotVerifiedIsTakenFromNoPerson(Browser browser) {
        Tab tab = open(browser);
        signIn(tab, "frank");
        assertThat(tab.page()).hasURL(FIRST_PAGE);

        JsonObject user = session(tab).getJsonObject("user");
        assertThat(user.getString("email")).endsWith("@oidc.invalid");
        assertThat(user.getString("role")).isEqualTo("operator");
    }

    @Test
    @Order(5)
    void aPersonWithoutAMappedGroupGetsNoAccount(Browser browser) {
        Tab tab = open(browser);
        signIn(tab, "mallory");

        assertThat(tab.testId("signed-in-failure")).containsText("You have no account here");
        assertThat(tab.page()).hasURL(publicUrl() + "/signed-in");
    }

    @Test
    @Order(6)
    void anAccountIsLinkedByItsHolderAndNeverByItsAddress(Browser browser) {
        Tab tab = open(browser);
        signIn(tab, "carol");
        assertThat(tab.testId("signed-in-failure")).containsText("already an account with your e-mail address");

        tab.page().navigate(publicUrl() + "/?next=/account");
        tab.testId("sign-in-email").fill("carol@globex.test");
        tab.testId("sign-in-password").fill(TestSettings.PASSWORD);
        tab.testId("sign-in-submit").click();
        tab.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Link single sign-on"))
                .click();
        tab.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue"))
                .click();
        // Keycloak still knows the browser; the password shows that it is the holder's. The page before has such a
        // field, too
        assertThat(tab.page()).hasURL(publicUrl() + "/signed-in");
        tab.page().getByLabel("Current password").fill(TestSettings.PASSWORD);
        tab.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Link single sign-on"))
                .click();
        assertThat(tab.page().getByText("Your account is linked")).isVisible();
        // the session of a password ends here only
        signOut(tab);
        tab.testId("provider-button").click();

        // back where the person signed out
        assertThat(tab.page()).hasURL(publicUrl() + "/account");
        assertThat(session(tab).getJsonObject("user").getString("email")).isEqualTo("carol@globex.test");
    }

    @Test
    @Order(7)
    void withoutKeycloakThePageSaysSoAndPasswordsAreTaken(Browser browser) {
        keycloak.close();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !server.api()
                        .get("/api/config")
                        .data()
                        .getJsonObject("provider")
                        .getBoolean("available"));
        Tab tab = open(browser);
        assertThat(tab.testId("provider-failure")).containsText("does not answer");

        tab.testId("provider-button").click();
        assertThat(tab.testId("provider-failure")).containsText("does not answer. Try again");
        tab.testId("sign-in-email").fill("bob@acme.test");
        tab.testId("sign-in-password").fill(TestSettings.PASSWORD);
        tab.testId("sign-in-submit").click();
        assertThat(tab.page()).hasURL(FIRST_PAGE);
    }
}
