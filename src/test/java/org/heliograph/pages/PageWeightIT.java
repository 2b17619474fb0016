package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.TabBuilder;
import org.junit.jupiter.api.Test;

/** What a browser fetches for a page, the first time and again. The budgets are in docs/benchmarks.md. */
@BrowserTest
class PageWeightIT {
    /**
     * The files of a page: how many, their bytes on the wire, and those that came over it; and the first requests of all kinds, with that for
     * the document: all, or of a status page those before what it loads once it is live. What is fetched again counts once.
     */
    private static final String FILES = """
            () => {
              const files = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/assets/"));
              const later = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/past.js"))?.startTime;
              const sum = (of) => files.reduce((all, one) => all + of(one), 0);
              return {
                files: files.length,
                first: 1 + new Set(performance.getEntriesByType("resource").filter(({ startTime }) => !(startTime >= later))
                  .map(({ name }) => name)).size,
                bytes: sum(({ encodedBodySize }) => encodedBodySize),
                fetched: files.filter(({ transferSize }) => transferSize > 0).length,
                others: performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)
                  .filter((name) => /^[/](app|sdk|lib|style|wall)[/]/.test(name)),
              };
            }""";

    private static final String SHIFTS = """
            () => new Promise((done) => {
              const name = ({ node }) => node?.id || node?.className || node?.nodeName || "(gone)";
              new PerformanceObserver((list) => {
                const shifts = list.getEntries();
                done({
                  sum: shifts.reduce((all, { value }) => all + value, 0),
                  what: shifts.map(({ value, sources }) => value + " " + sources.map(name).join(", ")),
                });
              }).observe({ type: "layout-shift", buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => done({ sum: 0, what: [] })));
            })""";

    private static final double STEADY = 0.02;

    private final Server server = Server.shared();

    @SuppressWarnings("unchecked")
    private static Map<String, Object> files(Tab tab) {
        return (Map<String, Object>) tab.page().evaluate(FILES);
    }

    private static int number(Map<String, Object> files, String name) {
        return ((Number) files.get(name)).intValue();
    }

    /** Nothing that a reader looks at moves while the page is filled. */
    @SuppressWarnings("unchecked")
    private static void steady(Tab tab) {
        Map<String, Object> shifts = (Map<String, Object>) tab.page().evaluate(SHIFTS);
        assertThat(((Number) shifts.get("sum")).doubleValue())
                .as("%s", shifts.get("what"))
                .isLessThan(STEADY);
    }

    private void check(Tab tab, Consumer<Tab> shown, int first, int most, int bytes) {
        shown.accept(tab);
        Map<String, Object> cold = files(tab);
        assertThat(number(cold, "first")).as("requests until it is live").isLessThanOrEqualTo(first);
        assertThat(number(cold, "files")).isBetween(5, most);
        assertThat(number(cold, "bytes")).isBetween(10_000, bytes);
        assertThat((List<?>) cold.get("others")).isEmpty();
        steady(tab);

        // what is still under way would be fetched again
        tab.until(tab.network()::quiet);
        tab.page().reload();
        shown.accept(tab);

        assertThat(number(files(tab), "fetched")).isZero();
        assertThat(tab.consoleMessages()).isEmpty();
    }

    @Test
    void aPublicStatusPage(Browser browser) {
        StatusPageFixture world = StatusPageFixture.on(server, StatusPageFixture.PATIENT);
        world.update(world.incident("Slow answers"), "identified", "A *full* disk.");
        Tab page = browser.visit(server).open(world.path());

        check(
                page,
                tab -> {
                    assertThat(tab.testId("status-row").first()).isVisible();
                    tab.live(); // the modules of the connection are there
                    assertThat(tab.page().locator("hg-theme-toggle button")).isVisible(); // and what is loaded then
                },
                20, // with one for a text in Markdown
                24,
                75_000);
        assertThat(page.page().locator("link[rel=modulepreload]").count())
                .as("modules before the content")
                .isBetween(5, 12);
    }

    @Test
    void theWidgetOfAStatusPage(Browser browser) {
        StatusPageFixture world = StatusPageFixture.on(server, StatusPageFixture.PATIENT);

        check(
                browser.visit(server).open(world.path() + "/widget"),
                tab -> assertThat(tab.page().getByText("All systems operational"))
                        .isVisible(),
                8,
                6,
                17_500);
    }

    @Test
    void theDashboard(Browser browser) {
        TabBuilder visit = browser.visit(server).signedInAs("alice@acme.test");

        check(visit.open("/dashboard"), Tab::live, 34, 27, 83_000);
    }

    @Test
    void theWall(Browser browser) {
        check(
                browser.visit(server).open("/alerts/wall"),
                tab -> assertThat(tab.testId("wall-link")).isVisible(),
                23,
                21,
                47_000);
    }

    @Test
    void aPageThatIsVisitedLaterLoadsItsOwnModulesThen(Browser browser) {
        Tab tab = browser.visit(server)
                .signedInAs("alice@acme.test")
                .open("/dashboard")
                .live();
        int before = number(files(tab), "files");

        tab.followLink("Machines");

        assertThat(tab.page().locator("hg-machines h1")).isVisible();
        assertThat(number(files(tab), "files")).isGreaterThan(before);
    }
}
