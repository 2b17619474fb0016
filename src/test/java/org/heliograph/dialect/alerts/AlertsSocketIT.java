package org.heliograph.dialect.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.heliograph.json.JsonText;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Answer;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.heliograph.testing.ServerProbe;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The frames of {@code /ws/alerts} in both directions. */
class AlertsSocketIT {
    private final Alerts alerts = Alerts.of("bob@acme.test");

    @AfterAll
    static void theServerIsUnaffected() {
        ServerProbe.check(Server.shared());
    }

    /** A screen gets the alerts that get their numbers after it was opened. */
    @BeforeEach
    void awaitEarlierAlerts() {
        LogPositions.settled(() -> alerts.api().get("/api/v1/alerts?limit=1"));
    }

    @Test
    void aScreenReceivesEveryAlertAndNothingElseWithoutSubscribing() {
        try (SocketClient screen = alerts.screen()) {
            String id = alerts.raise("critical", "Say \"hello\" <b>&</b>").getString("id");
            alerts.acknowledge(id);
            alerts.resolve(id);
            alerts.resolve(id);
            Alerts other = alerts.elsewhere();
            String last = other.raise();

            String frame = "{\"id\":\"" + id + "\",\"site\":\"" + alerts.site()
                    + "\",\"severity\":\"critical\",\"message\":\"Say \\\"hello\\\" <b>&</b>\",\"event\":\"alert.%s\"}";
            assertThat(alertText(screen)).isEqualTo(frame.formatted("created"));
            assertThat(alertText(screen)).isEqualTo(frame.formatted("resolved"));
            assertThat(alert(screen).getString("id")).isEqualTo(last);
        }
    }

    @Test
    void theLastSiteFilterReplacesEarlierOnes() {
        Alerts second = alerts.elsewhere();
        try (SocketClient screen = alerts.siteScreen()) {
            String choice = "{\"subscribe\":[\"" + alerts.site().toUpperCase() + "\",\"" + second.site() + "\"]}";
            screen.send(choice);
            second.awaitSiteFilter(screen);
            alerts.raise();
            String chosen = second.raise();
            assertThat(alert(screen).getString("id")).isEqualTo(chosen);

            screen.send("{\"subscribe\":[]}");
            // once the filter is in force, alerts of every site arrive
            JsonObject received;
            do {
                alerts.raise();
                second.raise();
                received = alert(screen);
            } while (!received.getString("site").equals(alerts.site()));
        }
    }

    @Test
    void otherFramesAreIgnoredAndChangeNothing() {
        try (SocketClient screen = alerts.siteScreen()) {
            for (String frame : new String[] {
                "",
                "hello",
                "null",
                "{",
                "[\"" + alerts.site() + "\"]",
                "{\"subscribe\":null}",
                "{\"subscribe\":\"x\"}",
                "{\"subscribe\":[1]}",
                "{\"subscribe\":[\"x\",null]}",
                "{\"type\":\"ping\"}",
                "{\"action\":\"subscribe\",\"slug\":\"status\"}",
                "{\"subscribe\":[\"" + "\",\"".repeat(1_000) + "\"]}",
                "[".repeat(30_000)
            }) {
                screen.send(frame);
            }
            alerts.elsewhere().raise();
            String mine = alerts.raise();

            assertThat(alert(screen).getString("id")).isEqualTo(mine);
        }
    }

    @Test
    void aHugeOrABinaryMessageClosesTheSocket() {
        try (SocketClient screen = alerts.screen()) {
            screen.part("x".repeat(40_000), false);
            screen.part("x".repeat(40_000), true);
            assertThat(screen.end()).isEqualTo(new SocketClient.End(1009, "Message too big"));
        }
        try (SocketClient screen = alerts.screen()) {
            screen.sendBinary(new byte[] {1});
            assertThat(screen.end()).isEqualTo(new SocketClient.End(1003, "Text only"));
        }
    }

    @Test
    void theHeartbeatReachesEveryScreenRegardlessOfItsFilter() {
        Alerts hasty = Alerts.on(ShortIntervalServer.server(), "bob@acme.test");
        try (SocketClient all = hasty.screen();
                SocketClient none = hasty.screen()) {
            none.send("{\"subscribe\":[\"nowhere\"]}");

            long first = heartbeat(all);
            heartbeat(all);
            // of two in succession a late one and a timely one may be of the same second
            assertThat(heartbeat(all)).isGreaterThan(first);
            assertThat(heartbeat(none)).isCloseTo(first, org.assertj.core.api.Assertions.within(20L));
        }
    }

    /** The next frame that is no heartbeat, which comes every half minute. */
    private static String alertText(SocketClient screen) {
        String text = screen.nextText();
        while (text.startsWith("{\"event\":\"heartbeat\"")) {
            text = screen.nextText();
        }
        return text;
    }

    private static JsonObject alert(SocketClient screen) {
        return JsonText.parse(alertText(screen));
    }

    private static long heartbeat(SocketClient screen) {
        String text = screen.nextText();
        while (!text.startsWith("{\"event\":\"heartbeat\"")) {
            text = screen.nextText();
        }
        assertThat(text).matches("\\{\"event\":\"heartbeat\",\"ts\":\\d{10}}");
        return Long.parseLong(text.replaceAll("\\D", ""));
    }

    @Test
    void aTokenIsOptionalButMustBeValidAndAnyOriginIsAccepted() {
        Server server = Server.shared();

        assertThat(SocketHandshake.to(server, "/ws/alerts?token=no.such.token").refused())
                .isEqualTo(401);
        try (SocketClient signedIn = SocketHandshake.to(server, "/ws/alerts")
                        .subprotocols("token-" + alerts.api().token())
                        .open();
                SocketClient foreign = SocketHandshake.to(server, "/ws/alerts")
                        .header("Origin", "https://elsewhere.example")
                        .open()) {
            signedIn.ping();
            foreign.ping();
            String id = alerts.raise();
            assertThat(signedIn.subprotocol()).startsWith("token-");
            assertThat(alerts.next(signedIn).getString("id")).isEqualTo(id);
            assertThat(alerts.next(foreign).getString("id")).isEqualTo(id);
        }
    }

    @Test
    void aRefusedAlertIsNotPublished() {
        try (SocketClient screen = alerts.siteScreen()) {
            Answer refused = alerts.api()
                    .post("/api/v1/alerts", alerts.form("no severity", "x").toString());
            String id = alerts.raise();

            assertThat(refused.status()).isEqualTo(400);
            assertThat(alert(screen).getString("id")).isEqualTo(id);
        }
    }
}
