package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Test;

/**
 * A node that stands still, as when its machine is migrated, finds all of its clients again when it continues. The pause is twice as
 * long as a silent fleet socket lives there; {@code -Dpause.seconds} prolongs it (CONTRIBUTING.md).
 */
class PausedNodeIT {
    private static final int FLEET = ShortIntervalServer.SOCKETS - 5;
    private static final int SOCKETS = 200;
    private static final Duration PAUSE =
            Duration.ofSeconds(Integer.getInteger("pause.seconds", 2 * ShortIntervalServer.SILENCE_SECONDS));
    private static final Duration AFTER = Duration.ofSeconds(ShortIntervalServer.SILENCE_SECONDS + 2);

    private final Server server = ShortIntervalServer.server();
    private final List<SocketClient> fleet = new ArrayList<>();
    private final List<SocketClient> all = new ArrayList<>();

    @Test
    void closesNoHealthySocketWhenItContinues() {
        open();
        int before = server.log().length();
        try {
            server.freeze();
            try {
                pass(PAUSE);
            } finally {
                server.thaw();
            }
            pass(AFTER);

            assertThat(all.stream()
                            .filter(SocketClient::ended)
                            .map(SocketClient::end)
                            .collect(Collectors.toList()))
                    .isEmpty();
            fleet.forEach(SocketClient::ping);
            assertThat(server.log().substring(before)).doesNotContain("the server's timer does not tick");
        } finally {
            all.forEach(SocketClient::close);
        }
    }

    private void open() {
        for (int i = 0; i < FLEET; i++) {
            fleet.add(SocketHandshake.fleet(server.as("carol@globex.test"), "globex")
                    .open()
                    .pinging());
        }
        all.addAll(fleet);
        Alerts alerts = Alerts.on(server, "bob@acme.test");
        while (all.size() < SOCKETS) {
            all.add(SocketHandshake.to(server, "/ws").open());
            all.add(alerts.screen());
        }
    }

    /** The clients of the fleet ping meanwhile, whether the node stands still or not. */
    private static void pass(Duration duration) {
        long start = System.nanoTime();
        await().atMost(duration.plusMinutes(1)).until(() -> System.nanoTime() - start >= duration.toNanos());
    }
}
