package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.IntStream;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred monitors in nested groups on one status page. */
@BrowserTest
class StatusPageLayoutIT {
    private static final int GROUPS = 10;
    private static final int EACH = 10;

    private static StatusPageFixture world;

    @BeforeAll
    static void fillAPage() {
        StatusAdmin admin = new StatusAdmin(Server.shared().as("alice@acme.test"));
        String[] groups = IntStream.range(0, GROUPS)
                .mapToObj(group -> admin.group(admin.group(IntStream.range(0, EACH)
                        .mapToObj(monitor -> admin.monitor(""))
                        .toArray(String[]::new))))
                .toArray(String[]::new);
        world = new StatusPageFixture(Server.shared(), admin, groups[0], admin.page(groups));
        world.incident("An incident with a title that is a good deal longer than titles of incidents usually are");
    }

    @ParameterizedTest
    @CsvSource({"1440,DARK", "390,LIGHT"})
    void fitsEveryScreenWidthReadably(int width, ColorScheme scheme, Browser browser) {
        Tab tab = browser.visit(world.server())
                .preferring(scheme)
                .withViewport(width, 900)
                .open(world.path())
                .live();

        assertThat(tab.testId("status-row")).hasCount(GROUPS);
        tab.testId("status-row").first().getByRole(AriaRole.BUTTON).click();
        assertThat(tab.testId("status-row")).hasCount(GROUPS + 1);
        tab.until(tab.network()::quiet);

        assertThat(PageAudit.of(tab, "the status page")).isEmpty();
    }

    @Test
    void findsAMonitorInAClosedGroup(Browser browser) {
        Tab tab = browser.visit(world.server()).open(world.path()).live();
        assertThat(tab.testId("overall-state")).hasText("Major incident");
        assertThat(tab.testId("tally")).containsText("100 monitors");

        tab.page().getByLabel("Search services").fill("monitor");

        assertThat(tab.testId("status-row")).hasCount(GROUPS * (EACH + 2));
    }
}
