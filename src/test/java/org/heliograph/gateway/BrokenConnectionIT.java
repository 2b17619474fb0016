package org.heliograph.gateway;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Server;
import org.heliograph.testing.SlowSocket;
import org.junit.jupiter.api.Test;

/** A socket whose connection breaks while a message is in flight is no longer counted, whichever server it was on. */
class BrokenConnectionIT {
    private static final int ALERTS = 500;
    private static final String LONG = "x".repeat(1_900);

    private final Server server = Server.shared();
    private final Alerts alerts = Alerts.of("bob@acme.test");

    private int connections() {
        return server.api().get("/health").json().getInt("connections");
    }

    /** When the server has noticed that the sockets of earlier tests are closed: the number stays the same for a while. */
    private int settledConnections() {
        AtomicInteger last = new AtomicInteger(-1);
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(20)).until(() -> {
            int now = connections();
            return last.getAndSet(now) == now;
        });
        return last.get();
    }

    /** More than the buffers of the network hold. */
    private void flood() {
        String alert = "{\"status\":\"firing\",\"fingerprint\":\"%s-%d\",\"labels\":{\"site\":\"%s\"},"
                + "\"annotations\":{\"summary\":\"%s\"}}";
        String body = IntStream.range(0, ALERTS)
                .mapToObj(i -> alert.formatted(alerts.site(), i, alerts.site(), LONG))
                .collect(Collectors.joining(",", "{\"alerts\":[", "]}"));
        alerts.report(body);
    }

    @Test
    void isRemovedAfterItsSendFailed() {
        int before = settledConnections();
        SlowSocket stalled = new SlowSocket(server, "/ws/alerts");
        await().until(() -> connections() > before);
        flood();

        stalled.reset();
        flood();

        await().atMost(Duration.ofSeconds(30)).until(() -> connections() <= before);
    }
}
