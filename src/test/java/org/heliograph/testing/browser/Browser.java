package org.heliograph.testing.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heliograph.testing.Server;

/** The one Chromium of a test run. Each visit is a browser context of its own: nothing is shared between them. */
public final class Browser {
    /** How long a page may take until it shows what it should; generous, since machines of a build are busy. */
    static final double PATIENCE_MS = 15_000;

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final com.microsoft.playwright.Browser chromium;
    private final List<BrowserContext> contexts = new ArrayList<>();

    private Browser(com.microsoft.playwright.Browser chromium) {
        this.chromium = chromium;
    }

    static Browser launch() {
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        return new Browser(playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(ChromiumLocator.executable().orElseThrow())
                        .setHeadless(true)
                        .setArgs(FLAGS)));
    }

    /** A visit to a server in the making, by somebody who is not signed in. */
    public TabBuilder visit(Server server) {
        return new TabBuilder(this, server);
    }

    /** A visit by somebody who has signed in before and looks at one organisation. */
    public TabBuilder visit(Server server, String email, String organization) {
        return visit(server).signedInAs(email).inOrganization(organization);
    }

    BrowserContext open(com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = chromium.newContext(options);
        context.setDefaultTimeout(PATIENCE_MS);
        contexts.add(context);
        return context;
    }

    void closeTabs() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
    }
}
