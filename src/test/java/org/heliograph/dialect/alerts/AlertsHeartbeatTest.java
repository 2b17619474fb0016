package org.heliograph.dialect.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.dialect.fleet.FleetDialect;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class AlertsHeartbeatTest {
    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final Configuration defaults = new Configuration(name -> Optional.empty());
    private final FakeTransport screen = new FakeTransport();
    private final FakeTransport dashboard = new FakeTransport();
    private final MovableClock clock =
            new MovableClock(Instant.ofEpochSecond(1234567890).plusMillis(400));
    private final AlertsHeartbeat heartbeat = new AlertsHeartbeat(registry, clock);

    private void open(Dialect dialect, FakeTransport transport) {
        Peer anonymous = new Peer(null, null, "127.0.0.1", Peer.NEVER);
        hub.open(new Connection(dialect, anonymous, transport, clock.millis(), 10_000), null);
    }

    @Test
    void isSentEveryThirtySecondsWithTheTime() {
        open(new AlertsDialect(defaults), screen);

        heartbeat.send();
        clock.move(Duration.ofSeconds(30));
        heartbeat.send();

        assertThat(AlertsHeartbeat.job(heartbeat, defaults).period()).isEqualTo(Duration.ofSeconds(30));
        assertThat(screen.sent())
                .containsExactly(
                        "{\"event\":\"heartbeat\",\"ts\":1234567890}", "{\"event\":\"heartbeat\",\"ts\":1234567920}");
    }

    @Test
    void isSentToScreensOnly() {
        open(new AlertsDialect(defaults), screen);
        open(new FleetDialect(defaults, clock), dashboard);

        heartbeat.send();

        assertThat(screen.sent()).hasSize(1);
        assertThat(dashboard.sent()).isEmpty();
    }
}
