package org.heliograph.testing;

import com.microsoft.playwright.impl.driver.Driver;
import java.nio.file.Path;
import java.util.Map;

/** The JavaScript runtime that Playwright brings, so that tests need no installed one. */
public final class NodeRuntime {
    private static final Map<String, String> NO_BROWSERS = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private NodeRuntime() {}

    public static Path executable() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return Driver.ensureDriverInstalled(NO_BROWSERS, false).driverDir().resolve(windows ? "node.exe" : "node");
    }
}
