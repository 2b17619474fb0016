package org.heliograph.testing.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heliograph.testing.Server;

/** The Chromium of a test run. Each tab has a separate browser context. */
public final class Browser {
    /** Timeout of assertions on pages; generous for busy build machines. */
    static final double PATIENCE_MS = 30_000;

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

    /** Builds a tab on a server without a signed-in user. */
    public TabBuilder visit(Server server) {
        return new TabBuilder(this, server);
    }

    /** Builds a tab with a signed-in user and a selected organisation. */
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
