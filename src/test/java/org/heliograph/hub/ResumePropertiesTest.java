package org.heliograph.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A table whose rows change, a log of the changes, and readers that fetch the table, listen, stall, drop and resume, in any
 * order; each run another one, whose seed is the test's name.
 */
class ResumePropertiesTest {
    private static final int WORLDS = 300;
    private static final int STEPS = 600;
    private static final Topic TABLE = Topic.ofOrganization("acme", "machines");

    static LongStream seeds() {
        return new Random().longs(WORLDS);
    }

    /** Everything that can happen, one thing at a time. */
    private static final class World {
        private final Random random;
        private final FakeLog log = new FakeLog();
        private final SessionRegistry registry = new SessionRegistry();
        private final Hub hub = new Hub(registry, log);
        private final Deque<Publication> untold = new ArrayDeque<>();
        private final List<Reader> readers = new ArrayList<>();
        private final Map<String, String> table = new TreeMap<>();
        /** The table as it was at each position. */
        private final List<Map<String, String>> history = new ArrayList<>(List.of(Map.of()));

        World(long seed) {
            random = new Random(seed);
            log.meanwhile = () -> {
                if (random.nextInt(3) == 0) {
                    change();
                    tell();
                }
            };
            for (int i = 0; i < 3; i++) {
                readers.add(new Reader());
            }
        }

        long position() {
            return history.size() - 1L;
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> change();
                case 4, 5, 6 -> tell();
                case 7, 8 -> log.runOne();
                case 9 -> forgetSome();
                default -> readers.get(random.nextInt(readers.size())).step();
            }
        }

        private void change() {
            String row = "r" + random.nextInt(5);
            if (random.nextInt(4) == 0) {
                table.remove(row);
            } else {
                table.put(row, "v" + position());
            }
            untold.add(log.commit(TABLE, row + "=" + table.getOrDefault(row, "")));
            history.add(Map.copyOf(table));
        }

        /** The hub hears of commits late, and sometimes of several at once. */
        private void tell() {
            List<Publication> some = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0 && !untold.isEmpty(); i--) {
                some.add(untold.poll());
            }
            if (!some.isEmpty()) {
                hub.publish(TABLE, some, null);
            }
        }

        private void forgetSome() {
            if (random.nextInt(10) == 0) {
                log.forget(TABLE, random.nextLong(position() + 1));
            }
        }

        /** Nothing happens any more, and everybody takes what is left. */
        void settle() {
            log.meanwhile = () -> {};
            readers.forEach(Reader::heal);
            while (!untold.isEmpty()) {
                tell();
            }
            log.runAll();
        }

        /** A client: what it has of the table, and up to which position. */
        private final class Reader {
            private final Map<String, String> rows = new HashMap<>();
            private long seq;
            private FakeTransport wire;
            private Connection connection;
            private int taken;
            private boolean stalled;

            void step() {
                switch (random.nextInt(6)) {
                    case 0 -> drop();
                    case 1 -> stall();
                    case 2 -> heal();
                    case 3 -> releaseOne();
                    default -> take();
                }
                if (connection == null) {
                    connect();
                }
            }

            private void connect() {
                wire = new FakeTransport();
                taken = 0;
                stalled = false;
                Caller caller = new Caller("alice", "alice@acme.test", Set.of("user"), Instant.MAX, Map.of());
                Peer peer = new Peer(caller, "acme", "127.0.0.1", Peer.NEVER);
                connection = new Connection(new FakeDialect(4, false), peer, wire, 0, 60);
                hub.open(connection, null);
                ResumePoint from = new ResumePoint(seq, (first, last) -> "gap " + first + " " + last);
                hub.subscribe(connection, List.of(TABLE), Map.of(TABLE, from), positions -> "subscribed");
            }

            private void drop() {
                if (connection != null) {
                    // what is still on its way is lost with the socket
                    hub.close(connection);
                    connection = null;
                }
            }

            private void stall() {
                if (connection != null && !stalled) {
                    stalled = true;
                    wire.stall();
                }
            }

            private void heal() {
                if (connection == null) {
                    connect();
                } else if (stalled) {
                    stalled = false;
                    wire.recoverIfStalled();
                }
                take();
            }

            private void releaseOne() {
                if (connection != null && stalled) {
                    wire.releaseOne();
                }
            }

            private void take() {
                while (wire != null && taken < wire.sent().size()) {
                    hear(wire.sent().get(taken++));
                }
                assertThat(wire == null ? null : wire.closeCode()).isNull();
            }

            private void hear(String frame) {
                if (frame.equals("subscribed")) {
                    return;
                }
                if (frame.startsWith("gap ")) {
                    String[] ends = frame.split(" ");
                    assertThat(Long.parseLong(ends[2])).isLessThanOrEqualTo(position());
                    if (Long.parseLong(ends[2]) > seq) {
                        assertThat(Long.parseLong(ends[1])).isLessThanOrEqualTo(seq + 1);
                        fetch();
                    }
                    return;
                }
                String[] parts = frame.split("[=#]", -1);
                long at = Long.parseLong(parts[2]);
                if (at <= seq && fetchedAt >= at) {
                    // it is in the table that was fetched after the gap
                    return;
                }
                assertThat(at).isEqualTo(seq + 1);
                if (parts[1].isEmpty()) {
                    rows.remove(parts[0]);
                } else {
                    rows.put(parts[0], parts[1]);
                }
                seq = at;
                assertThat(rows).isEqualTo(history.get((int) seq));
            }

            private long fetchedAt;

            /** The position first, then the rows, as the server answers them. */
            private void fetch() {
                seq = position();
                fetchedAt = seq;
                rows.clear();
                rows.putAll(table);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTableAndTheEventsAfterItAreTheTableAtEveryPosition(long seed) {
        World world = new World(seed);

        for (int i = 0; i < STEPS; i++) {
            world.step();
        }
        world.settle();
        for (int i = 0; i < 3; i++) {
            world.readers.forEach(World.Reader::take);
            world.log.runAll();
        }

        assertThat(world.readers).allSatisfy(reader -> {
            assertThat(reader.seq).isEqualTo(world.position());
            assertThat(reader.rows).isEqualTo(world.table);
        });
    }
}
