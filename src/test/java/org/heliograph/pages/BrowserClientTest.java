package org.heliograph.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.heliograph.testing.NodeRuntime;
import org.junit.jupiter.api.Test;

/** Runs the browser client's own tests, {@code src/test/js}, in the JavaScript runtime that Playwright brings. */
class BrowserClientTest {
    @Test
    void passesTheTestsOfTheBrowserClient() throws IOException, InterruptedException {
        Process node = new ProcessBuilder(NodeRuntime.executable().toString(), "--test", "src/test/js/*.test.mjs")
                .redirectErrorStream(true)
                .start();

        String report = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).as(report).isZero();
        assertThat(report).containsPattern("pass [1-9]").contains("fail 0");
    }
}
