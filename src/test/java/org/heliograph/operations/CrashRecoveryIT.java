package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

class CrashRecoveryIT {
    private static final String SNAPSHOT = "/api/db/machines?org_id=acme&limit=1";
    private static final int ENOUGH = 60;
    private static final int WRITERS = 4;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger pulses = new AtomicInteger();

    /** Creates machines until the server is down. */
    private void write(Fleet fleet) {
        while (true) {
            String name = Fleet.newName();
            String id = fleet.admin()
                    .post("/api/db/machines", "{\"org_id\":\"acme\",\"name\":\"" + name + "\"}")
                    .list()
                    .getJsonObject(0)
                    .getString("id");
            acknowledged.put(id, name);
        }
    }

    /** Pushes pulses until the server is down. */
    private void push(PushMonitor pusher) {
        while (pusher.push("").status() == 200) {
            pulses.incrementAndGet();
        }
    }

    @Test
    void keepsAcknowledgedWritesAfterASigkill() {
        ExecutorService threads = Executors.newFixedThreadPool(2 * WRITERS);
        try (Server server = Server.start("power-cut", Map.of())) {
            Fleet acme = Fleet.acme(server);
            InvitedUser person = InvitedUser.join(acme, "member");
            Agent agent = acme.online();
            PushMonitor pusher = PushMonitor.on(server, "'interval':60");
            List<CompletableFuture<Void>> writers = IntStream.range(0, 2 * WRITERS)
                    .mapToObj(i -> i < WRITERS
                            ? CompletableFuture.runAsync(() -> write(acme), threads)
                            : CompletableFuture.runAsync(() -> push(pusher), threads))
                    .toList();

            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= ENOUGH && pulses.get() >= ENOUGH);
            // the writers go on, so it is a lower bound
            long position = LogPositions.of(acme.admin().get(SNAPSHOT));
            server.kill();
            writers.forEach(writer -> writer.handle((done, failed) -> failed).join());
            threads.shutdown();
            server.start();

            Api stillSignedIn = server.api().with(acme.admin().token());
            Set<String> kept = ids(new Fleet(stillSignedIn, "acme"));
            assertThat(kept).containsAll(acknowledged.keySet());
            assertThat(pusher.stored()).isBetween(pulses.longValue(), pulses.longValue() + WRITERS);
            assertThat(settled(stillSignedIn)).isGreaterThanOrEqualTo(position);
            assertThat(new Agent(server, agent.name(), agent.registration())
                            .report("")
                            .status())
                    .isEqualTo(200);
            assertThat(server.api()
                            .post("/api/auth/refresh", "{\"refresh_token\":\"" + person.refreshToken() + "\"}")
                            .status())
                    .isEqualTo(200);
            goesOn(new Fleet(stillSignedIn, "acme"));
        }
    }

    private static long settled(Api api) {
        return LogPositions.settled(() -> api.get(SNAPSHOT));
    }

    private static Set<String> ids(Fleet fleet) {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        fleet.rows("select=id&limit=1000")
                .forEach(row -> ids.add(row.asJsonObject().getString("id")));
        return ids;
    }

    /** Sequences continue: a reader receives each new event once. */
    private static void goesOn(Fleet fleet) {
        long before = settled(fleet.admin());
        try (SocketClient socket = fleet.listen("machines")) {
            String id = fleet.register().id();

            assertThat(socket.next().getJsonObject("payload").getString("id")).isEqualTo(id);
            assertThat(settled(fleet.admin())).isEqualTo(before + 1);
        }
    }
}
