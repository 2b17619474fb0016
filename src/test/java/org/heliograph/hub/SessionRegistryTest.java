package org.heliograph.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
}
