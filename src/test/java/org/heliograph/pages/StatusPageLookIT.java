package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.util.Base64;
import java.util.regex.Pattern;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** How a status page looks, at its own host and in the frame of another site. */
@BrowserTest
class StatusPageLookIT {
    /** A picture of one pixel. */
    private static final String GIF = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

    /** Of widgets, which ask now and then. */
    private static final LocatorAssertions.HasTextOptions SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(60_000);

    private final Server server = Server.shared();
    private final StatusPageFixture world = StatusPageFixture.on(server, StatusPageFixture.PATIENT);

    private void change(String fields) {
        ExpectedStatus.require(200, world.admin().put("status-pages/" + world.slug(), "{" + fields + "}"));
    }

    @Test
    void textsLogoAndAccentAreShownAndMessagesAreFormatted(Browser browser) {
        change("'intro':'**Acme** runs [shops](https://acme.test/).\\n\\n- one\\n- two','footer':'Call <b>us</b>.',"
                + "'accentLight':'#a01040','logo':'" + GIF + "'");
        String incident = world.incident("Trouble");
        Tab tab = browser.visit(server).preferring(ColorScheme.LIGHT).open(world.path());

        assertThat(tab.testId("intro").locator("strong")).hasText("Acme");
        assertThat(tab.testId("intro").locator("li")).hasCount(2);
        assertThat(tab.testId("footer")).hasText("Call <b>us</b>.");
        assertThat(tab.testId("page-logo")).hasJSProperty("complete", true);
        assertThat(tab.testId("intro").locator("a")).hasCSS("color", "rgb(160, 16, 64)");
        assertThat(tab.testId("intro").locator("a")).hasAttribute("rel", "noopener nofollow");
        world.update(incident, "identified", "See `db-7` <script>alert(1)</script>");
        assertThat(tab.testId("update").first().locator("code")).hasText("db-7");
        assertThat(tab.testId("update").first()).containsText("<script>alert(1)</script>");
        assertThat(tab.consoleMessages()).isEmpty();
    }

    @Test
    void pageIsLiveAtItsOwnHost(Browser browser) {
        String host = world.slug() + ".localhost";
        change("'host':'" + host + "'");
        // each node reads the names every two seconds
        Tab tab = browser.visit(server).open("/docs/api");
        Page page = tab.page();
        URI own = URI.create("http://" + host + ":" + server.port() + "/");
        tab.until(() -> page.navigate(own.toString()).text().contains("slug=\"" + world.slug()));

        assertThat(page.locator("h1")).hasText("Page");
        assertThat(page.getByText("Production API").first()).isVisible();
        assertThat(page.locator(".connection[data-state=live]")).isVisible();
        String incident = world.incident("Trouble");
        assertThat(page.locator("[data-report-id='" + incident + "']")).isVisible();
        assertThat(tab.consoleMessages()).isEmpty();
        assertThat(page.navigate(own.resolve("/dashboard").toString()).status()).isEqualTo(404);
    }

    @Test
    void widgetShowsTheHeadlineInAFrameOfAnotherSite(Browser browser) {
        change("'name':'Acme <shop>'");
        Tab tab = browser.visit(server).preferring(ColorScheme.DARK).open("/docs/api");
        Page page = tab.page();
        page.route(
                "http://shop.example/",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!doctype html><iframe width=320 height=64 src='"
                                + server.uri(world.path() + "/widget") + "'></iframe><iframe id=page src='"
                                + server.uri(world.path()) + "'></iframe>")));
        page.navigate("http://shop.example/");

        Locator widget = page.frameLocator("iframe").first().getByTestId("widget");
        assertThat(widget).containsText("Acme <shop>");
        assertThat(widget).containsText("All systems operational");
        assertThat(widget).hasAttribute("data-status", "up");
        assertThat(page.frameLocator("#page").locator("hg-status-page")).hasCount(0);
        world.incident("Trouble");
        assertThat(widget.getByRole(AriaRole.STATUS)).hasText("Major incident", SOON);
    }

    @Test
    void administratorSetsTheLookWithAPreviewAndCopiesTheWidget(Browser browser) {
        Tab tab = browser.visit(server, "alice@acme.test", "acme").open("/status-pages?show=pages");
        Locator row = tab.page().locator("tr[data-item-id='" + world.slug() + "']");
        row.locator("button[title=Appearance]").click();
        Locator dialog = PageElements.dialog(tab);
        dialog.locator("[name=intro]").fill("**Hello**");
        dialog.locator("[type=file]")
                .setInputFiles(new FilePayload(
                        "logo.gif", "image/gif", Base64.getDecoder().decode(GIF)));
        dialog.locator("[name=accentLight]").fill("#ffcc00");
        assertThat(tab.testId("look-light").locator("strong").last()).hasText("Hello");
        assertThat(tab.testId("look-dark").locator("img")).hasAttribute("src", Pattern.compile("^data:image/gif"));
        dialog.locator("[type=submit]").click();
        assertThat(dialog.locator("[data-field=accentLight] .field-error")).containsText("WCAG AA");
        dialog.locator("[name=accentLight]").fill("#7d5f00");
        assertThat(tab.testId("look-light").locator("a").last()).hasCSS("color", "rgb(125, 95, 0)");
        dialog.locator("[type=submit]").click();
        assertThat(dialog).hasCount(0);
        assertThat(world.admin().get("status-pages/" + world.slug()).json().getString("accentLight"))
                .isEqualTo("#7d5f00");
        assertThat(world.admin().get("status-pages/" + world.slug()).json().getString("logoUrl"))
                .endsWith(".gif");
        row.locator("button[title=Embed]").click();
        assertThat(PageElements.dialog(tab).locator("hg-copy textarea").first())
                .hasValue(Pattern.compile("^<iframe src=\".*/status/" + world.slug() + "/widget\".*"));
        assertThat(tab.consoleMessages()).allMatch(message -> message.contains("400"));
    }
}
