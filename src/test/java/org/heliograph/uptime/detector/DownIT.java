package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

/** Intervals of seconds, a check every second, no grace. */
class DownIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void silentMonitorGoesDownAndRecoversWithItsNextPulse() {
        PushMonitor pusher = PushMonitor.on(ShortIntervalServer.server(), "'interval':1");
        pushUntilUp(pusher, "latency=5");

        await().atMost(PATIENCE).until(() -> pusher.status().equals("down"));
        await().atMost(PATIENCE).until(() -> uptime(pusher.item()) < 100);
        assertThat(pusher.page("/summary").json().getString("status")).isEqualTo("down");

        pushUntilUp(pusher, "latency=7");
        JsonObject item = pusher.item();
        assertThat(item.getInt("latency")).isEqualTo(7);
        assertThat(uptime(item)).isBetween(0.001, 99.999);
    }

    /** Before a busy machine shows that it is up, it may be silent for too long again. */
    private static void pushUntilUp(PushMonitor pusher, String pulse) {
        await().atMost(PATIENCE).until(() -> {
            pusher.push(pulse);
            return pusher.status().equals("up");
        });
    }

    @Test
    void stateChangesAreDeliveredInOrder() {
        PushMonitor pusher = PushMonitor.on(ShortIntervalServer.server(), "'interval':1,'resendNotification':2");
        try (SocketClient socket =
                SocketHandshake.to(ShortIntervalServer.server(), "/ws").open()) {
            socket.send("{\"action\":\"subscribe\",\"slug\":\"" + pusher.id() + "\"}");
            socket.next(frame -> action(frame).equals("subscribed"));

            pusher.push("latency=125");
            JsonObject up = nextState(socket, "pulse");
            assertThat(up.getString("status")).isEqualTo("up");
            assertThat(up.keySet()).containsExactly("slug", "monitorId", "status", "latency", "timestamp");

            JsonObject down = nextState(socket, "monitor-down");
            assertThat(down.keySet()).containsExactly("slug", "monitorId", "downtime");
            assertThat(down.getInt("downtime")).isBetween(1_000, 10_000);

            JsonObject still = nextState(socket, "monitor-still-down");
            // every second missed check is reported; a late look may find more of them
            assertThat(still.getInt("consecutiveDownCount")).isBetween(3, 2 + still.getInt("downtime") / 1_000);
            assertThat(still.getInt("downtime")).isGreaterThan(down.getInt("downtime"));

            pusher.push("");
            JsonObject recovered = nextState(socket, "monitor-recovered");
            assertThat(recovered.getInt("previousConsecutiveDownCount")).isGreaterThanOrEqualTo(3);
            assertThat(recovered.getInt("downtime")).isGreaterThan(still.getInt("downtime"));
            assertThat(nextState(socket, "pulse").getInt("latency")).isZero();
        }
    }

    @Test
    void noReminderForMonitorsWithAnIncidentOrADependencyThatIsDown() {
        String often = "'interval':1,'resendNotification':1";
        PushMonitor plain = PushMonitor.on(ShortIntervalServer.server(), often);
        PushMonitor dependent =
                PushMonitor.on(ShortIntervalServer.server(), often + ",'dependencies':['" + plain.id() + "']");
        PushMonitor announced = PushMonitor.on(ShortIntervalServer.server(), often);
        StatusAdmin admin = new StatusAdmin(ShortIntervalServer.server().as("alice@acme.test"));
        admin.incident(announced.id(), ",'affected_monitors':['" + admin.group(announced.id()) + "']");
        plain.push("");
        await().atMost(PATIENCE).until(() -> plain.status().equals("down"));
        try (SocketClient socket =
                SocketHandshake.to(ShortIntervalServer.server(), "/ws").open()) {
            for (PushMonitor pusher : List.of(plain, dependent, announced)) {
                socket.send("{\"action\":\"subscribe\",\"slug\":\"" + pusher.id() + "\"}");
                socket.next(frame -> action(frame).equals("subscribed"));
            }
            dependent.push("");
            announced.push("");

            Set<String> down = new HashSet<>();
            int reminders = 0;
            while (down.size() < 2 || reminders < 3) {
                JsonObject frame = socket.next(next -> action(next).endsWith("-down"));
                String monitor = frame.getJsonObject("data").getString("monitorId");
                if (action(frame).equals("monitor-down")) {
                    down.add(monitor);
                    reminders = 0;
                } else {
                    assertThat(monitor).isEqualTo(plain.id());
                    reminders++;
                }
            }
            assertThat(down).containsExactlyInAnyOrder(dependent.id(), announced.id());
        }
    }

    /** The data of the next frame about the monitor's state, which must have this action; reminders may precede a recovery. */
    private static JsonObject nextState(SocketClient socket, String action) {
        JsonObject frame = socket.next(next -> !action(next).equals("uptime-update")
                && !(action.equals("monitor-recovered") && action(next).equals("monitor-still-down")));
        assertThat(action(frame)).isEqualTo(action);
        return frame.getJsonObject("data");
    }

    private static String action(JsonObject frame) {
        return frame.getString("action");
    }

    /** Both fall silent together; the dependent one is down first, and would be reminded of in every look. */
    @Test
    void noReminderComesInTheLookInWhichADependencyFalls() {
        PushMonitor cause = PushMonitor.on(ShortIntervalServer.server(), "'interval':4,'maxRetries':0");
        StatusAdmin admin = new StatusAdmin(ShortIntervalServer.server().as("alice@acme.test"));
        // its id is in order before the other, so it is checked first
        String dependent = StatusAdmin.newId("a");
        assertThat(admin.post(
                                "monitors",
                                "{'id':'" + dependent + "','name':'D','token':'" + dependent
                                        + "','interval':1,'maxRetries':0,'resendNotification':1,'dependencies':['"
                                        + cause.id() + "']}")
                        .status())
                .isEqualTo(201);
        admin.put("status-pages/" + cause.id(), "{'items':['" + dependent + "','" + cause.id() + "']}");
        try (SocketClient socket =
                SocketHandshake.to(ShortIntervalServer.server(), "/ws").open()) {
            socket.send("{\"action\":\"subscribe\",\"slug\":\"" + cause.id() + "\"}");
            socket.next(frame -> action(frame).equals("subscribed"));
            cause.push("");
            new PushMonitor(ShortIntervalServer.server(), dependent).push("");

            Instant reminder = Instant.EPOCH;
            JsonObject frame = socket.next(next -> action(next).endsWith("-down"));
            while (!frame.getJsonObject("data").getString("monitorId").equals(cause.id())) {
                reminder = Instant.parse(frame.getString("timestamp"));
                frame = socket.next(next -> action(next).endsWith("-down"));
            }
            assertThat(reminder).isAfter(Instant.EPOCH);
            assertThat(Duration.between(reminder, Instant.parse(frame.getString("timestamp"))))
                    .isGreaterThan(Duration.ofMillis(500));
        }
    }

    @Test
    void groupThatNeedsAllIsDownWithOneChildAndItsUptimeFalls() {
        PushMonitor well = PushMonitor.on(ShortIntervalServer.server(), "'interval':600");
        PushMonitor ill = PushMonitor.on(ShortIntervalServer.server(), "'interval':600");
        StatusAdmin admin = new StatusAdmin(ShortIntervalServer.server().as("alice@acme.test"));
        String group = admin.group(well.id(), ill.id(), admin.monitor(""));
        admin.put("groups/" + group, "{'strategy':'all-up'}");
        PushMonitor page = new PushMonitor(ShortIntervalServer.server(), admin.page(group));
        well.push("");
        ill.push("");
        assertThat(page.status()).isEqualTo("up");
        await().atMost(PATIENCE).until(() -> !page.item().isNull("uptime1h"));

        ill.push("status=down");

        assertThat(page.status()).isEqualTo("down");
        await().atMost(PATIENCE).until(() -> uptime(page.item()) < 100);
        double falling = uptime(page.item());
        await().atMost(PATIENCE).until(() -> uptime(page.item()) < falling);
        ill.push("");
        assertThat(page.status()).isEqualTo("up");
        assertThat(page.page("/groups/" + group + "/history").json().getJsonArray("data").stream()
                        .mapToDouble(point ->
                                point.asJsonObject().getJsonNumber("uptime").doubleValue())
                        .min()
                        .orElseThrow())
                .isLessThan(100);
    }

    @Test
    void monitorWithPulsesInTimeStaysUp() {
        PushMonitor pusher = PushMonitor.on(ShortIntervalServer.server(), "'interval':2,'maxRetries':1");
        pusher.push("");

        await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> {
            pusher.push("");
            return pusher.status().equals("up");
        });
        await().atMost(PATIENCE).until(() -> !pusher.item().isNull("uptime1h"));
        assertThat(uptime(pusher.item())).isEqualTo(100);
    }

    private static double uptime(JsonObject item) {
        return item.isNull("uptime1h") ? 100 : item.getJsonNumber("uptime1h").doubleValue();
    }
}
