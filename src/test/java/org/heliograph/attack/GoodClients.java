package org.heliograph.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.StallFreeClock;
import org.heliograph.testing.TestSettings;

/** Clients that work all the time, and how long each of their calls took: sockets, heartbeats, pulses, sign-ins, the health. */
final class GoodClients implements AutoCloseable {
    private static final int SOCKETS = 200;
    private static final int PAUSE_MILLIS = 50;

    /** No good client waits for longer; a busy machine may be slower, as it was without an attack. */
    private static final long MOST_MILLIS = 1_000;

    private static final int SLOWER_THAN_BEFORE = 3;

    private final List<SocketClient> sockets = new ArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(5);
    private final Map<String, List<Long>> millis = new ConcurrentHashMap<>();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private Map<String, Long> usual = Map.of();
    private int next;

    /** @return a failure; null for success */
    private interface Call {
        String make();
    }

    GoodClients(Server server) {
        Fleet acme = Fleet.acme(server);
        for (int i = 0; i < SOCKETS; i++) {
            sockets.add(acme.listen("keys"));
        }
        Agent agent = acme.online();
        PushMonitor monitor = PushMonitor.on(server, "'interval':30");
        repeat("socket", this::pingASocket);
        repeat("heartbeat", () -> failure(agent.report("")));
        repeat("pulse", () -> failure(monitor.push("latency=5")));
        repeat("sign-in", () -> failure(server.api().login("alice@acme.test", TestSettings.PASSWORD)));
        repeat("health", () -> failure(server.api().get("/health")));
    }

    private void repeat(String name, Call call) {
        threads.scheduleWithFixedDelay(() -> measure(name, call), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void measure(String name, Call call) {
        long began = StallFreeClock.nanos();
        String failure;
        try {
            failure = call.make();
        } catch (RuntimeException | Error broken) {
            failure = broken.toString();
        }
        if (threads.isShutdown()) {
            return;
        }
        if (failure != null) {
            failures.add(name + ": " + failure);
        }
        millis.computeIfAbsent(name, same -> Collections.synchronizedList(new ArrayList<>()))
                .add(StallFreeClock.since(began).toMillis());
    }

    private static String failure(Answer answer) {
        return answer.status() == 200 ? null : answer.toString();
    }

    private String pingASocket() {
        SocketClient socket = sockets.get(next++ % SOCKETS);
        if (socket.ended()) {
            return "ended with " + socket.end();
        }
        socket.send("{\"type\":\"ping\"}");
        socket.next(frame -> frame.getString("type").equals("pong"));
        return null;
    }

    /** Takes the times so far as those without an attack. */
    void calibrate() {
        usual = longest();
        begin();
    }

    /** Discards what was measured before. */
    void begin() {
        millis.clear();
        failures.clear();
    }

    /** The number of calls that ended since {@link #begin}, of the kind that made fewest. */
    int calls() {
        return millis.size() < 5
                ? 0
                : millis.values().stream().mapToInt(List::size).min().orElse(0);
    }

    /** Asserts that no call failed or took long since {@link #begin}, and that all sockets are open. */
    void assertUnharmed() {
        assertThat(List.copyOf(failures)).isEmpty();
        assertThat(sockets).noneMatch(SocketClient::ended);
        assertThat(longest())
                .allSatisfy((name, longest) -> assertThat(longest)
                        .as(name)
                        .isLessThanOrEqualTo(Math.max(MOST_MILLIS, SLOWER_THAN_BEFORE * usual.getOrDefault(name, 0L))));
    }

    private Map<String, Long> longest() {
        Map<String, Long> longest = new TreeMap<>();
        millis.forEach((name, all) -> {
            synchronized (all) {
                longest.put(name, all.stream().mapToLong(Long::longValue).max().orElse(0));
            }
        });
        return longest;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sockets.forEach(SocketClient::close);
    }
}
