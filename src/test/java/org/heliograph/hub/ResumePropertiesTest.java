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
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A table whose rows change, a log of the changes, and readers that fetch the table, subscribe, stall, disconnect and resume, in random
 * order. The seed of each run is the test's name.
 */
class ResumePropertiesTest {
    private static final int RUNS = 300;
    private static final int STEPS = 600;
    private static final Topic TABLE = Topic.ofOrganization("acme", "machines");

    static LongStream seeds() {
        return new Random().longs(RUNS);
    }

    /** Runs random actions, one at a time. */
    private static final class World {
        private final Random random;
        private final FakeLog log = new FakeLog();
        private final SessionRegistry registry = new SessionRegistry();
        private final Hub hub = new Hub(registry, log);
        private final Deque<Publication> undelivered = new ArrayDeque<>();
        private final List<Reader> readers = new ArrayList<>();
        private final Map<String, String> table = new TreeMap<>();
        /** The table at each sequence number. */
        private final List<Map<String, String>> history = new ArrayList<>(List.of(Map.of()));

        World(long seed) {
            random = new Random(seed);
            log.afterRead = () -> {
                if (random.nextInt(3) == 0) {
                    change();
                    fanOutSome();
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
                case 4, 5, 6 -> fanOutSome();
                case 7, 8 -> log.runOne();
                case 9 -> purgeSome();
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
            undelivered.add(log.commit(TABLE, row + "=" + table.getOrDefault(row, "")));
            history.add(Map.copyOf(table));
        }

        /** Delivers commits to the hub late, and sometimes several at once. */
        private void fanOutSome() {
            List<Publication> some = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0 && !undelivered.isEmpty(); i--) {
                some.add(undelivered.poll());
            }
            if (!some.isEmpty()) {
                hub.fanOut(TABLE, log.epoch, some);
            }
        }

        private void purgeSome() {
            if (random.nextInt(10) == 0) {
                log.purge(TABLE, random.nextLong(position() + 1));
            }
        }

        /** Delivers everything that is left to all readers. */
        void settle() {
            log.afterRead = () -> {};
            readers.forEach(Reader::heal);
            while (!undelivered.isEmpty()) {
                fanOutSome();
            }
            log.runAll();
        }

        /** A client: its copy of the table, and the last sequence number it has. */
        private final class Reader {
            private final Map<String, String> rows = new HashMap<>();
            private long seq;
            private FakeTransport transport;
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
                transport = new FakeTransport();
                taken = 0;
                stalled = false;
                Caller caller = new Caller("alice", "alice@acme.test", Set.of("user"), Instant.MAX, Map.of());
                Peer peer = new Peer(caller, "acme", "127.0.0.1", Peer.NEVER);
                connection = new Connection(new FakeDialect(4, false), peer, transport, 0, 60);
                hub.open(connection, null);
                ResumePoint from =
                        new ResumePoint(new LogPosition(seq, null), gap -> "gap " + gap.from() + " " + gap.to());
                hub.subscribe(connection, List.of(TABLE), Map.of(TABLE, from), positions -> "subscribed");
            }

            private void drop() {
                if (connection != null) {
                    // what is in flight is lost with the connection
                    hub.close(connection);
                    connection = null;
                }
            }

            private void stall() {
                if (connection != null && !stalled) {
                    stalled = true;
                    transport.stall();
                }
            }

            private void heal() {
                if (connection == null) {
                    connect();
                } else if (stalled) {
                    stalled = false;
                    transport.recoverIfStalled();
                }
                take();
            }

            private void releaseOne() {
                if (connection != null && stalled) {
                    transport.releaseOne();
                }
            }

            private void take() {
                while (transport != null && taken < transport.sent().size()) {
                    receive(transport.sent().get(taken++));
                }
                assertThat(transport == null ? null : transport.closeCode()).isNull();
            }

            private void receive(String frame) {
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
                    // already in the table that was fetched after the gap
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

            /** Reads the position before the rows, as the server does. */
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
    void aSnapshotAndTheEventsAfterItGiveTheTableAtEveryPosition(long seed) {
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
