package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
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
            "/integrations?client=zabbix",
            "/channels",
            "/accounts",
            "/organizations",
            "/console",
            "/console/sockets",
            "/console/rates",
            "/audit",
            "/account");
    private static final List<String> OUTSIDE = List.of("/", "/alerts/wall", "/invitation", "/reset#token=x", "/reset");
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    /** What is not visible in the colours of the system: the place in the navigation, lamps, the focus. */
    private static final String FORCED = """
            () => {
              const style = (selector) => getComputedStyle(document.querySelector(selector));
              const page = style("body").backgroundColor;
              const ground = page === "rgba(0, 0, 0, 0)" ? style("html").backgroundColor : page;
              const wrong = [];
              for (const filled of [".places a[aria-current=page]", ".lamp", ".connection-lamp", "[aria-pressed=true]"])
                if (style(filled).backgroundColor === ground) wrong.push(`${filled} has the colour of the page`);
              const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
              if (outlineStyle === "none" || parseFloat(outlineWidth) < 2 || outlineColor === ground) wrong.push("the focus cannot be seen");
              for (const line of document.querySelectorAll("svg .line"))
                if (getComputedStyle(line).stroke === ground) wrong.push("a plot has the colour of the page");
              return wrong;
            }""";

    /** What does not belong on paper. */
    private static final String PRINTED = """
            () => {
              const shown = (element) => element.checkVisibility();
              const wrong = [...document.querySelectorAll("nav, header.bar, .page-actions, .icon-button, input, select, .toasts")]
                .filter(shown).map((element) => `<${element.localName}.${element.className}> is printed`);
              const brush = document.createElement("canvas").getContext("2d");
              const light = (colour) => {
                brush.fillStyle = "white";
                brush.fillRect(0, 0, 1, 1);
                brush.fillStyle = colour;
                brush.fillRect(0, 0, 1, 1);
                return brush.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, part) => sum + part, 0) / 3;
              };
              for (const element of document.querySelectorAll("html, body, main, main .card, main .report, main .level"))
                if (light(getComputedStyle(element).backgroundColor) < 200) wrong.push(`<${element.localName}.${element.className}> is dark`);
              for (const element of document.querySelectorAll("main h1, main h2, main p, main dd, main time"))
                if (shown(element) && light(getComputedStyle(element).color) > 150) wrong.push(`<${element.localName}> is pale`);
              return wrong;
            }""";

    private static Server server;
    private static Fleet fleet;
    private static List<String> inside;
    private static List<String> outside;

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
        String invitation = InvitedUser.invite(fleet, InvitedUser.newEmail(), "admin")
                .data()
                .getString("token");
        outside = new ArrayList<>(OUTSIDE);
        outside.add("/invitation#token=" + invitation);
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
        assertThat(findings(browser.visit(server).preferring(scheme), outside)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"DARK", "LIGHT"})
    void aPhoneShowsEveryPageWithinItsWidth(ColorScheme scheme, Browser browser) {
        assertThat(findings(inside(browser).preferring(scheme).withViewport(PHONE_WIDTH, PHONE_HEIGHT), inside))
                .isEmpty();
        assertThat(findings(browser.visit(server).preferring(scheme).withViewport(PHONE_WIDTH, PHONE_HEIGHT), outside))
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

    @Test
    void showsStatesAndFocusInTheColoursOfTheSystem(Browser browser) {
        Tab tab = inside(browser).open("/dashboard").live();
        assertThat(tab.page().locator("[aria-pressed=true]").first()).isVisible();
        tab.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));

        tab.page().keyboard().press("Tab");

        assertThat(tab.page().evaluate(FORCED)).isEqualTo(List.of());
    }

    @Test
    void printsWhatAPageSaysAndNothingToOperate(Browser browser) {
        StatusPageFixture world = StatusPageFixture.on(server, StatusPageFixture.PATIENT);
        List<String> paths = new ArrayList<>(inside.subList(inside.size() - 2, inside.size()));
        paths.add(world.path());
        Tab tab = inside(browser).preferring(ColorScheme.DARK).open("/dashboard");
        for (String path : paths) {
            tab.page().navigate(path);
            assertThat(PageElements.heading(tab)).isVisible();
            assertThat(tab.page().locator(".skeleton")).hasCount(0);
            tab.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            // colours change gradually
            await().pollInSameThread()
                    .untilAsserted(() ->
                            assertThat(tab.page().evaluate(PRINTED)).as(path).isEqualTo(List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ReducedMotion.class,
            names = {"REDUCE", "NO_PREFERENCE"})
    void movesNothingWithoutEndForThoseWhoWantNoMotion(ReducedMotion motion, Browser browser) {
        Tab tab = inside(browser).open("/machines");
        tab.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(motion));

        PageElements.button(tab, "Add machine").click();
        assertThat(PageElements.dialog(tab).locator(".beacon")).isVisible();

        assertThat(tab.page()
                        .evaluate(
                                "() => document.getAnimations().some((one) => one.effect.getTiming().iterations > 1)"))
                .isEqualTo(motion == ReducedMotion.NO_PREFERENCE);
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
