package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.TabBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accessibility and layout of every page: on desktop and phone, in dark and light, with and without content. */
@BrowserTest
class PageAccessibilityIT {
    private static final List<String> INSIDE = List.of(
            "/now",
            "/dashboard",
            "/health",
            "/machines",
            "/keys",
            "/members",
            "/alerts",
            "/status-pages",
            "/monitors/db-primary",
            "/screens",
            "/tokens",
            "/channels",
            "/accounts",
            "/organizations",
            "/console",
            "/console/sockets",
            "/console/rates",
            "/audit",
            "/account");
    private static final List<String> OUTSIDE =
            List.of("/", "/alerts/wall", "/invitation#token=x", "/invitation", "/reset#token=x", "/reset");
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    private static Server server;
    private static Fleet fleet;
    private static List<String> inside;

    @BeforeAll
    static void fillAnOrganization() {
        server = Server.shared();
        fleet = TestOrganization.on(server, "An organisation whose name is longer than most names are");
        fleet.online();
        fleet.online().shutDown();
        Agent quarantined = fleet.online();
        fleet.patch(quarantined.id(), "{\"status\":\"quarantined\"}");
        fleet.register(
                fleet.newKey("\"ephemeral\":true").getString("key"),
                "build-runner-with-a-very-long-name-0123456789-in-a-data-centre-far-away");
        InvitedUser.join(fleet, "member");
        InvitedUser.invite(fleet, InvitedUser.newEmail(), "admin");
        String alert = server.api()
                .signIn("alice@acme.test", TestSettings.PASSWORD)
                .post("/api/v1/alerts", "{\"site\":\"Accessible\",\"severity\":\"info\",\"message\":\"a\"}")
                .json()
                .getString("id");
        inside = new ArrayList<>(INSIDE);
        inside.addAll(List.of("/machines/" + quarantined.id(), "/alerts/" + alert));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"DARK", "LIGHT"})
    void aDeskShowsEveryPageReadablyAndWithoutComplaint(ColorScheme scheme, Browser browser) {
        assertThat(findings(inside(browser).preferring(scheme), inside)).isEmpty();
        assertThat(findings(browser.visit(server).preferring(scheme), OUTSIDE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"DARK", "LIGHT"})
    void aPhoneShowsEveryPageWithinItsWidth(ColorScheme scheme, Browser browser) {
        assertThat(findings(inside(browser).preferring(scheme).withViewport(PHONE_WIDTH, PHONE_HEIGHT), inside))
                .isEmpty();
        assertThat(findings(browser.visit(server).preferring(scheme).withViewport(PHONE_WIDTH, PHONE_HEIGHT), OUTSIDE))
                .isEmpty();
    }

    @Test
    void showsEmptyStates(Browser browser) {
        String empty = TestOrganization.on(server).organization();
        Tab tab = browser.visit(server, TestOrganization.OWNER, empty).open("/dashboard");

        for (String path : List.of("/dashboard", "/health", "/machines", "/keys")) {
            tab.page().navigate(path);
            assertThat(tab.page().locator("main h2").first())
                    .hasText(java.util.regex.Pattern.compile("^(No|Nothing) .*"));
            assertThat(PageAudit.of(tab, "the empty page " + path)).isEmpty();
        }
    }

    @Test
    void saysThatThereIsNoSuchThing(Browser browser) {
        Tab tab = inside(browser).open("/machines/none");

        assertThat(PageElements.heading(tab)).hasText("Machine not found");
        tab.page().navigate("/alerts/none");
        assertThat(PageElements.heading(tab)).hasText("Alert not found");
    }

    @Test
    void namesDialogsTrapsFocusAndRestoresIt(Browser browser) {
        Tab tab = inside(browser).withViewport(PHONE_WIDTH, PHONE_HEIGHT).open("/machines");

        PageElements.button(tab, "Add machine").click();
        assertThat(PageElements.dialog(tab).getByLabel("Command")).isVisible();
        assertThat(PageAudit.of(tab, "the dialog")).isEmpty();
        tab.page().keyboard().press("Tab");
        assertThat(PageElements.dialog(tab).locator(":focus")).hasCount(1);
        tab.page().keyboard().press("Escape");

        assertThat(PageElements.dialog(tab)).hasCount(0);
        assertThat(PageElements.button(tab, "Add machine")).isFocused();
    }

    @Test
    void keepsTheChosenTheme(Browser browser) {
        Tab tab = inside(browser).preferring(ColorScheme.LIGHT).open("/dashboard");

        tab.page().getByLabel(java.util.regex.Pattern.compile("^Theme: system")).click();
        tab.page().getByLabel(java.util.regex.Pattern.compile("^Theme: light")).click();
        tab.page().reload();

        assertThat(tab.page().locator("html")).hasAttribute("data-theme", "dark");
        assertThat(tab.testId("online-count")).isVisible();
        assertThat(PageAudit.of(tab, "the dashboard in a chosen dark")).isEmpty();
    }

    private static TabBuilder inside(Browser browser) {
        return browser.visit(server, TestOrganization.OWNER, fleet.organization());
    }

    private static List<String> findings(TabBuilder visit, List<String> paths) {
        Tab tab = visit.open(paths.get(0));
        return paths.stream()
                .flatMap(path -> {
                    tab.page().navigate(path);
                    assertThat(PageElements.heading(tab)).isVisible();
                    assertThat(tab.page().locator(".skeleton")).hasCount(0);
                    tab.until(tab.network()::quiet);
                    return PageAudit.of(tab, path).stream();
                })
                .toList();
    }
}
