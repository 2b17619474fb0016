package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.TabBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every page and every dialog with names that are hard to lay out: on phones, tablets and desks nothing overflows, is cut or stands in
 * columns of letters, and what is touched is large enough. A whole build measures pages at two widths; {@code -Dwidths=all} measures pages and dialogs at
 * seven, and enlarged to 200 % and 400 %, and keeps pictures of all views in {@code target/widths} (CONTRIBUTING.md); what has a fault is always kept there.
 */
@BrowserTest
class EveryWidthIT {
    private static final boolean ALL = "all".equals(System.getProperty("widths"));
    private static final int HEIGHT = 900;

    /** Seven screens, and a window of 1440 × 900 px at 200 % and 400 %, in which a page has 720 × 450 px and 360 × 225 px. */
    private static final List<Size> EVERY = List.of(
            Size.screen(320),
            Size.screen(390),
            Size.screen(768),
            Size.screen(820),
            Size.screen(1024),
            Size.screen(1440),
            Size.screen(1920),
            Size.zoomed(2),
            Size.zoomed(4));

    private static final List<Size> SIZES = ALL ? EVERY : List.of(Size.screen(390), Size.screen(820));
    /** Up to this width a screen is touched. */
    private static final int TOUCHED = 820;

    private static final Path PICTURES = Path.of("target/widths");
    private static final Path WEBAPP = Path.of("webapp");
    private static final String OVERFLOW = PageScript.function("overflow.js");
    private static final String TOUCH = PageScript.function("touch.js");
    /** Documents of their own, with their paths; index.html is that of the router's pages. */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "index.html", "/now",
            "status.html", "/status/{page}",
            "widget.html", "/status/{page}/widget",
            "subscription.html", "/status/{page}/subscription",
            "wall.html", "/alerts/wall",
            "api.html", "/docs/api");

    /** A call that opens a dialog, with its name. */
    private static final Pattern DIALOG = Pattern.compile(
            "(?<!function )\\b(?:open|form|confirm|edit|bulk|deletion)Dialog\\(\\s*(?:store, )?(?:\\{\\s*name: )?(?:\"([a-z-]+)\")?");
    /** Open dialogs whose names they are given. */
    private static final List<String> OPENERS =
            List.of("parts/dialog.js", "parts/deletion-dialog.js", "list/bulk-dialog.js", "uptime/edit-dialog.js");

    /** The plots follow the width in the frame after the next. */
    private static final String SETTLED = """
            () => new Promise((done) => {
              let frames = 4;
              const next = () => (--frames ? requestAnimationFrame(next) : done());
              next();
            })""";

    private static Server server;
    private static HostileNames names;

    @BeforeAll
    static void create() {
        server = Server.shared();
        names = HostileNames.on(server);
    }

    @Test
    void everyPageFits(Browser browser) throws IOException {
        assertThat(findings(false, browser)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty( // they take as long as the pages, and the time of a whole build is bounded
            named = "widths",
            matches = "all|dialogs")
    void everyDialogFits(Browser browser) throws IOException {
        assertThat(findings(true, browser)).isEmpty();
    }

    private static List<String> findings(boolean dialogs, Browser browser) throws IOException {
        // a socket that can be disconnected
        inside(browser).open("/dashboard").live();
        Tab inside = inside(browser).open("/");
        Tab outside = browser.visit(server).open("/");
        List<String> findings = new ArrayList<>();

        int turn = 0;
        PageView before = null;
        for (PageView view : PageView.all()) {
            if (view.isDialog() == dialogs) {
                Tab tab = view.guest() ? outside : inside;
                tab.page().setViewportSize(1280, HEIGHT);
                for (int name : namesOf(view, turn++)) {
                    view.open(tab, text -> names.fill(text, name), before);
                    findings.addAll(measure(tab, view, name));
                    before = view;
                }
            }
        }
        return findings;
    }

    /** Of which names a view is shown: a page of one thing in a whole build of another one than the page before. */
    private static List<Integer> namesOf(PageView view, int turn) {
        if (view.isDialog() || !view.path().contains("{")) {
            return List.of(0);
        }
        return ALL ? IntStream.range(0, HostileNames.COUNT).boxed().toList() : List.of(turn % HostileNames.COUNT);
    }

    @Test
    void everyPageIsAmongTheViews(Browser browser) throws IOException {
        Tab tab = browser.visit(server).open("/");
        List<?> places = (List<?>) tab.page().evaluate("""
                async () => {
                  const { details, routes } = await import("/app/router.js");
                  return [...Object.keys(routes), ...Object.keys(details)];
                }""");
        try (Stream<Path> documents = Files.list(WEBAPP)) {
            List<String> own = documents
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .map(name -> DOCUMENTS.getOrDefault(name, "no place of " + name))
                    .toList();
            assertThat(Stream.concat(places.stream().map(String.class::cast), own.stream()))
                    .allMatch(place -> PageView.all().stream()
                            .map(view -> view.path().replaceAll("[?#].*", ""))
                            .anyMatch(path -> place.endsWith("/") && place.length() > 1
                                    ? path.startsWith(place)
                                    : path.equals(place)));
        }
    }

    @Test
    void everyDialogIsAmongTheViews() throws IOException {
        List<String> names = new ArrayList<>();
        Path app = WEBAPP.resolve("app");
        try (Stream<Path> files = Files.walk(app)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".js")).toList()) {
                String module = app.relativize(file).toString().replace('\\', '/');
                if (!OPENERS.contains(module)) {
                    DIALOG.matcher(Files.readString(file))
                            .results()
                            .map(call -> call.group(1) == null ? "a dialog without a name in " + module : call.group(1))
                            .forEach(names::add);
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        assertThat(PageView.all().stream()
                        .filter(PageView::isDialog)
                        .map(PageView::dialog)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void findsWhatDoesNotFit(Browser browser) {
        Tab tab = browser.visit(server).withViewport(390, HEIGHT).open("about:blank");
        tab.page().setContent(PageScript.text("misfits.html"));
        List<?> expected = (List<?>) tab.page()
                .evaluate("() => [...document.querySelectorAll('[data-finding]')].map((one) => one.dataset.finding)");

        List<String> findings = strings(tab.page().evaluate(OVERFLOW));

        assertThat(expected).hasSizeGreaterThan(9);
        for (Object finding : expected) {
            assertThat(findings).anyMatch(found -> found.contains((String) finding));
        }
        assertThat(findings).noneMatch(found -> found.contains("fine"));
        assertThat(strings(tab.page().evaluate(TOUCH))).anyMatch(found -> found.contains("Tiny"));
    }

    private static TabBuilder inside(Browser browser) {
        return browser.visit(server, TestOrganization.OWNER, names.organization());
    }

    /** The size of a page in CSS pixels, and whether it is touched. */
    private record Size(int width, int height, boolean touched) {
        static Size screen(int width) {
            return new Size(width, HEIGHT, width <= TOUCHED);
        }

        static Size zoomed(int factor) {
            return new Size(1440 / factor, HEIGHT / factor, false);
        }
    }

    private static List<String> measure(Tab tab, PageView view, int name) {
        CDPSession devTools = tab.page().context().newCDPSession(tab.page());
        List<String> findings = new ArrayList<>();
        for (Size size : SIZES) {
            JsonObject touch = new JsonObject();
            touch.addProperty("enabled", size.touched());
            devTools.send("Emulation.setTouchEmulationEnabled", touch);
            tab.page().setViewportSize(size.width(), size.height());
            List<String> found = found(tab.page(), size);
            if (!found.isEmpty()) {
                found = found(tab.page(), size); // it may have been measured while a plot was drawn
            }
            if (ALL || !found.isEmpty()) {
                tab.page()
                        .screenshot(new Page.ScreenshotOptions()
                                .setPath(PICTURES.resolve(view.fileName() + (name > 0 ? "-name" + name : "") + "-"
                                        + size.width() + ".png"))
                                .setFullPage(!view.isDialog()));
            }
            found.forEach(finding -> findings.add(
                    view + (name > 0 ? " with name " + name : "") + " at " + size.width() + " px: " + finding));
        }
        devTools.detach();
        return findings;
    }

    private static List<String> found(Page page, Size size) {
        page.evaluate(SETTLED);
        List<String> found = new ArrayList<>(strings(page.evaluate(OVERFLOW)));
        if (size.touched()) {
            found.addAll(strings(page.evaluate(TOUCH)));
        }
        return found;
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
