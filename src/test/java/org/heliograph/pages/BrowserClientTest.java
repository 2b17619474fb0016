package org.heliograph.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the browser client's own tests, {@code src/test/js}, in the JavaScript runtime that Playwright brings. */
class BrowserClientTest {
    private static final Map<String, String> NO_BROWSERS = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    @Test
    void everyTestOfTheBrowserClientPasses() throws IOException, InterruptedException {
        Process node = new ProcessBuilder(runtime().toString(), "--test", "src/test/js/*.test.mjs")
                .redirectErrorStream(true)
                .start();

        String report = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).as(report).isZero();
        assertThat(report).containsPattern("pass [1-9]").contains("fail 0");
    }

    private static Path runtime() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return Driver.ensureDriverInstalled(NO_BROWSERS, false).driverDir().resolve(windows ? "node.exe" : "node");
    }
}
