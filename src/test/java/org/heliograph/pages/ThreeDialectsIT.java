package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Channels;
import org.heliograph.testing.CrossOriginSite;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Clients of three dialects in one browser receive only their own events. */
@BrowserTest
class ThreeDialectsIT {
    private static final String ELSEWHERE = """
            const Native = window.WebSocket;
            window.WebSocket = class extends Native {
              constructor(url, ...more) {
                super(String(url).replace("ws://localhost:8080", "%s"), ...more);
              }
            };
            """;

    private final Server server = Server.shared();
    private final StatusPageFixture world = StatusPageFixture.on(server, StatusPageFixture.PATIENT);
    private final Alerts alerts = Alerts.of("bob@acme.test");
    private final Channels alice = Channels.of("alice@acme.test");
    private final String channel = "apps:" + UUID.randomUUID();
    private final List<String> said = new ArrayList<>();

    private static List<String> received(Tab tab) {
        return tab.network().sockets().stream()
                .flatMap(socket -> socket.received().stream())
                .toList();
    }

    private void listen(Tab tab) {
        tab.page()
                .evaluate(
                        """
                        ({ token, url, channel }) => {
                          window.client = new RealtimeClient(token, url);
                          client.connect();
                          client.ws.onopen = () => client.subscribe(channel);
                        }
                        """,
                        Map.of(
                                "token",
                                alice.caller().token(),
                                "url",
                                server.socketUri("/ws").toString(),
                                "channel",
                                channel));
        tab.until(() -> said.contains("Subscribed to " + channel));
    }

    @Test
    void deliversEachDialectOnlyItsOwnEvents(Browser browser) {
        try (CrossOriginSite site = new CrossOriginSite()
                .with("/plain", "/stock-channels/plain.html")
                .with("/noc", "/stock-wall/noc-screen.html")) {
            Tab client = browser.visit(server)
                    .withPreparation(page -> page.onConsoleMessage(message -> said.add(message.text())))
                    .open(site.url("/plain"));
            listen(client);
            Tab status = browser.visit(server).open(world.path()).live();
            Tab wall = browser.visit(server)
                    .withPreparation(page -> page.addInitScript(ELSEWHERE.formatted(server.socketUri(""))))
                    .open(site.url("/noc"));
            Locator painted =
                    wall.page().locator(".alert").filter(new Locator.FilterOptions().setHasText(alerts.site()));
            // a wall has no greeting; it is connected when it shows an alert
            wall.until(() -> {
                alerts.raise();
                return painted.count() > 0;
            });

            alice.publish(channel, "{\"id\":\"of-the-channel\"}");
            world.pulse("latency=321");
            alerts.raise("critical", "of the wall");

            client.until(() -> said.stream().anyMatch(line -> line.startsWith("Event on " + channel)));
            assertThat(status.page()
                            .locator("[data-testid=status-row][data-item-id='" + world.monitor() + "']")
                            .getByTestId("row-latency"))
                    .hasText("321 ms");
            assertThat(painted.first()).containsText("of the wall");
            assertThat(received(client)).allMatch(frame -> frame.startsWith("{\"type\":"));
            assertThat(received(status)).allMatch(frame -> frame.startsWith("{\"action\":"));
            assertThat(received(wall))
                    .isNotEmpty()
                    .allMatch(frame ->
                            frame.contains("\"event\":\"alert.") || frame.startsWith("{\"event\":\"heartbeat\""));
        }
    }
}
