package org.heliograph.dialect.channels;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.heliograph.testing.Channels;
import org.heliograph.testing.CrossOriginSite;
import org.heliograph.testing.Server;
import org.heliograph.testing.Webjar;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The unchanged stock clients, on pages of another host in a real browser. */
@BrowserTest
class StockClientsIT {
    /** Redirects the hook, whose server address is fixed. */
    private static final String ELSEWHERE = """
            localStorage.setItem("token", "%s");
            const Native = window.WebSocket;
            window.WebSocket = class extends Native {
              constructor(url, ...more) {
                super(String(url).replace("ws://localhost:8888", "%s"), ...more);
              }
            };
            """;

    private final Server server = Server.shared();
    private final Channels alice = Channels.of("alice@acme.test");
    private final String token = Channels.of("bob@acme.test").caller().token();
    private final CrossOriginSite site = new CrossOriginSite()
            .with("/plain", "/stock-channels/plain.html")
            .with("/react", "/stock-channels/react.html")
            .with("/react.js", new Webjar("react").resource("umd/react.production.min.js"))
            .with("/react-dom.js", new Webjar("react-dom").resource("umd/react-dom.production.min.js"))
            .with("/react-module.js", "/stock-channels/react-module.js");

    @AfterEach
    void leave() {
        site.close();
    }

    private static long received(Tab tab, String type) {
        return tab.network().sockets().stream()
                .flatMap(socket -> socket.received().stream())
                .filter(frame -> frame.startsWith("{\"type\":\"" + type + "\""))
                .count();
    }

    @Test
    void realtimeClientSubscribesReceivesEventsAndErrorsAndReconnects(Browser browser) {
        Tab tab = browser.visit(server).open(site.url("/plain"));
        List<String> output = new ArrayList<>();
        tab.page().onConsoleMessage(message -> output.add(message.text()));
        Predicate<String> begins = start -> output.stream().anyMatch(line -> line.startsWith(start));
        tab.page()
                .evaluate(
                        """
                        ({ token, url }) => {
                          window.client = new RealtimeClient(token, url);
                          client.connect();
                          client.ws.onopen = () => {
                            client.subscribe("apps:created");
                            client.subscribe("users:updated");
                            client.subscribe("user:my-user-id");
                          };
                        }
                        """,
                        Map.of("token", token, "url", server.socketUri("/ws").toString()));
        tab.until(() -> output.contains("Server error: Not authorized to subscribe to this channel"));
        assertThat(output).contains("Subscribed to apps:created", "Subscribed to users:updated");
        assertThat(begins.test("Connection ID: ")).isTrue();
        assertThat(begins.test("Authorized channels: ")).isTrue();

        alice.publish("apps:created", "{\"id\":\"app-uuid\"}");
        tab.until(() -> begins.test("Event on apps:created:"));
        tab.page().evaluate("client.unsubscribe('apps:created')");
        tab.page().evaluate("client.send({ type: 'ping' })");
        tab.until(() -> output.contains("Pong received"));
        tab.until(() -> received(tab, "unsubscribed") == 1);

        tab.page().evaluate("client.disconnect()");
        tab.until(() -> output.contains("Reconnecting in 1000ms (attempt 1)"));
        tab.until(() -> output.stream()
                        .filter(line -> line.startsWith("Connection ID: "))
                        .distinct()
                        .count()
                == 2);
    }

    @Test
    void reactHookConnectsReceivesSendsAndDisconnects(Browser browser) {
        String script = ELSEWHERE.formatted(token, server.socketUri(""));
        Tab tab = browser.visit(server)
                .withPreparation(page -> page.addInitScript(script))
                .open(site.url("/react"));
        Locator status = tab.page().locator("p");
        assertThat(status).hasText("Status: Connected");
        tab.until(() -> received(tab, "subscribed") == 2);

        alice.publish("apps:deleted", "{\"id\":\"not-asked-for\"}");
        alice.publish("apps:created", "{\"id\":\"app-uuid\",\"name\":\"my-app\"}");
        alice.publish("apps:created", "{\"id\":\"other-uuid\"}");
        assertThat(tab.page().locator("li")).hasText(new String[] {
            "apps:created: {\"id\":\"app-uuid\",\"name\":\"my-app\"}", "apps:created: {\"id\":\"other-uuid\"}"
        });

        tab.page().evaluate("send({ type: 'ping' })");
        tab.until(() -> received(tab, "pong") == 1);
        assertThat(received(tab, "event")).isEqualTo(2);
        tab.page().evaluate("root.unmount()");
        tab.until(() -> tab.network().socket().isClosed());
        assertThat(tab.consoleMessages()).isEmpty();
    }
}
