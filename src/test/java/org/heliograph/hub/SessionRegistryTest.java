package org.heliograph.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.junit.jupiter.api.Test;

class SessionRegistryTest {
    private static final int CONNECTIONS = 500;

    private final SessionRegistry registry = new SessionRegistry();

    private static Connection connection(String user) {
        Caller caller = user == null ? null : new Caller(user, null, Set.of(), Instant.MAX, Map.of());
        Peer peer = new Peer(caller, "acme", "127.0.0.1", Peer.NEVER);
        return new Connection(new FakeDialect(10, false), peer, new FakeTransport(), 0, 1000);
    }

    @Test
    void connectionsThatOpenTogetherGetDifferentOccupancies() {
        List<SessionRegistry.Occupancy> occupancies = IntStream.range(0, CONNECTIONS)
                .parallel()
                .mapToObj(i -> registry.add(connection("alice")))
                .toList();

        List<Integer> all = IntStream.rangeClosed(1, CONNECTIONS).boxed().toList();
        assertThat(occupancies).extracting(SessionRegistry.Occupancy::ofUser).containsExactlyInAnyOrderElementsOf(all);
        assertThat(occupancies)
                .extracting(SessionRegistry.Occupancy::ofAddress)
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aClosedConnectionIsNotCountedAndAnAnonymousOneHasNoUser() {
        Connection first = connection("alice");
        registry.add(first);
        registry.add(connection("bob"));
        registry.remove(first);

        assertThat(registry.add(connection("alice"))).isEqualTo(new SessionRegistry.Occupancy(2, 1));
        assertThat(registry.add(connection(null))).isEqualTo(new SessionRegistry.Occupancy(3, 0));
    }

    @Test
    void aWaitEndsWithTheLastConnection() throws InterruptedException, ExecutionException, TimeoutException {
        Connection last = connection("alice");
        registry.add(last);
        FutureTask<Boolean> wait = new FutureTask<>(() -> registry.awaitEmpty(Duration.ofMinutes(1)));
        Thread waiting = new Thread(wait);
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        registry.remove(last);

        assertThat(wait.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aWaitIsBounded() throws InterruptedException {
        registry.add(connection("alice"));

        assertThat(registry.awaitEmpty(Duration.ofMillis(1))).isFalse();
    }
}
