package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.CrossOriginSite;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.WebSocketProxy;
import org.junit.jupiter.api.Test;

/** An unchanged third-party wall page on another host. */
@BrowserTest
class StockWallIT {
    private static final String ELSEWHERE = """
            const Native = window.WebSocket;
            window.WebSocket = class extends Native {
              constructor(url, ...more) {
                super(String(url).replace("ws://localhost:8080", "%s"), ...more);
              }
            };
            """;

    private final Server server = ShortIntervalServer.server();
    private final Alerts alerts = Alerts.on(server, "bob@acme.test");

    private Locator painted(Tab tab) {
        return tab.page().locator(".alert").filter(new Locator.FilterOptions().setHasText(alerts.site()));
    }

    @Test
    void showsAlertsIgnoresHeartbeatsAndReconnects(Browser browser) {
        try (CrossOriginSite site = new CrossOriginSite().with("/noc", "/stock-wall/noc-screen.html");
                WebSocketProxy proxy = WebSocketProxy.to(server)) {
            List<String> said = new ArrayList<>();
            Tab tab = browser.visit(server)
                    .withPreparation(page -> {
                        page.addInitScript(ELSEWHERE.formatted(proxy.origin().replaceFirst("^http", "ws")));
                        page.onConsoleMessage(message -> said.add(message.text()));
                    })
                    .open(site.url("/noc"));
            tab.until(() -> tab.network().socket().received().stream().anyMatch(text -> text.contains("heartbeat")));

            alerts.raise("warning", "first");
            String second = alerts.raise("critical", "second").getString("id");
            assertThat(painted(tab)).hasCount(2);
            assertThat(painted(tab).first().locator("strong")).hasText("CRITICAL");
            assertThat(painted(tab).first()).containsText("second");
            assertThat(painted(tab).first()).hasClass("alert critical");
            alerts.resolve(second);
            assertThat(painted(tab)).hasCount(3);

            proxy.cutSockets();
            tab.until(() -> said.contains("Reconnecting..."));
            proxy.restore();
            // a busy machine may be late with restoring the network, and the wall tries again
            tab.until(() -> tab.network().sockets().size() > 1
                    && !tab.network().socket().received().isEmpty());
            alerts.raise("info", "after");
            assertThat(painted(tab).first()).containsText("after");
            assertThat(tab.page().locator("#alerts > *").count()).isLessThanOrEqualTo(50);
        }
    }
}
