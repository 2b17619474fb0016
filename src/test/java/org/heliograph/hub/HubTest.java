package org.heliograph.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.identity.Caller;
import org.junit.jupiter.api.Test;

class HubTest {
    private static final Topic MACHINES = Topic.ofOrganization("acme", "machines");
    private static final Topic OTHERS = Topic.ofOrganization("globex", "machines");

    private final FakeLog log = new FakeLog();
    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, log);
    private final FakeDialect dialect = new FakeDialect(3, false);

    private Connection open(FakeTransport transport) {
        Caller caller = new Caller("alice", "alice@acme.test", Set.of("user"), Instant.MAX, Map.of());
        Peer peer = new Peer(caller, "acme", "127.0.0.1", Peer.NEVER);
        Connection connection = new Connection(dialect, peer, transport, 0, 1000);
        hub.open(connection, "hello");
        return connection;
    }

    private static List<Publication> events(Topic topic, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(seq -> new Publication(topic, seq, "e" + seq, "{}", Instant.EPOCH))
                .toList();
    }

    @Test
    void sendsTheGreetingAndThenOnlySubscribedTopics() {
        FakeTransport transport = new FakeTransport();
        Connection connection = open(transport);

        hub.subscribe(connection, List.of(MACHINES), "subscribed");
        hub.fanOut(MACHINES, events(MACHINES, 1, 2), null);
        hub.fanOut(OTHERS, events(OTHERS, 3, 3), null);

        assertThat(transport.sent()).containsExactly("hello", "subscribed", "e1", "e2");
        assertThat(log.opened).containsOnly(MACHINES);
    }

    @Test
    void aSubscriptionThatEndsDuringAFanOutGetsNothingBehindTheReply() {
        FakeTransport transport = new FakeTransport();
        List<Connection> ending = new ArrayList<>();
        Dialect endsWhileItEncodes = new FakeDialect(3, false) {
            @Override
            public String encode(Publication publication) {
                ending.forEach(connection -> {
                    hub.unsubscribe(connection, List.of(MACHINES));
                    connection.send("unsubscribed");
                });
                return super.encode(publication);
            }
        };
        Connection connection =
                new Connection(endsWhileItEncodes, new Peer(null, "acme", "127.0.0.1", Peer.NEVER), transport, 0, 1000);
        hub.open(connection, "hello");
        hub.subscribe(connection, List.of(MACHINES), "subscribed");
        ending.add(connection);

        hub.fanOut(MACHINES, events(MACHINES, 1, 1), null);

        assertThat(transport.sent()).containsExactly("hello", "subscribed", "unsubscribed");
    }

    @Test
    void aConnectionThatEndsBeforeItWasOpenedLeavesNoSubscription() {
        Connection connection =
                new Connection(dialect, new Peer(null, null, "127.0.0.1", Peer.NEVER), new FakeTransport(), 0, 1000);
        hub.subscribe(connection, List.of(MACHINES), null);

        hub.close(connection);

        assertThat(hub.hasSubscribers(MACHINES)).isFalse();
    }

    @Test
    void aFanOutIsHandedOverOnceToEachThreadThatWrites() {
        List<Runnable> handed = new ArrayList<>();
        List<FakeTransport> transports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            FakeTransport transport = new FakeTransport().batches(1000).writtenBy(handed::add);
            transports.add(transport);
        }
        Executor shared = handed::add;
        transports.get(0).writtenBy(shared);
        transports.get(1).writtenBy(shared);
        transports.forEach(transport -> hub.subscribe(open(transport), List.of(MACHINES), null));

        hub.fanOut(MACHINES, events(MACHINES, 1, 1), null);
        hub.fanOut(MACHINES, events(MACHINES, 2, 2), null);

        assertThat(handed).hasSize(2);
        assertThat(transports).allMatch(transport -> transport.sent().equals(List.of("hello")));
        handed.forEach(Runnable::run);
        assertThat(transports)
                .allMatch(transport -> transport.sent().equals(List.of("hello", "e1", "e2")))
                .allMatch(transport -> transport.batches() == 2);
    }

    @Test
    void countsEachEndOfAConnectionOnceByItsCode() {
        Connection drained = open(new FakeTransport());
        Connection gone = open(new FakeTransport());
        long closed = HubMetrics.CLOSES.of("4003").sum();
        long ended = HubMetrics.CLOSES.of("peer").sum();

        drained.close(Disconnect.ACCESS_REVOKED);
        drained.close(Disconnect.GOING_AWAY);
        hub.close(drained);
        hub.close(gone);
        hub.close(gone);

        assertThat(HubMetrics.CLOSES.of("4003").sum()).isEqualTo(closed + 1);
        assertThat(HubMetrics.CLOSES.of("peer").sum()).isEqualTo(ended + 1);
    }

    @Test
    void aFanOutIsWrittenHereWhenItsThreadStops() {
        FakeTransport transport = new FakeTransport().writtenBy(task -> {
            throw new RejectedExecutionException("stopping");
        });
        hub.subscribe(open(transport), List.of(MACHINES), null);

        hub.fanOut(MACHINES, events(MACHINES, 1, 1), null);

        assertThat(transport.sent()).containsExactly("hello", "e1");
    }

    @Test
    void aConnectionThatIsClosedWhileItSubscribesLeavesNoSubscription() {
        FakeTransport transport = new FakeTransport();
        Connection connection = open(transport);

        hub.subscribe(connection, List.of(MACHINES), Map.of(), positions -> {
            hub.close(connection);
            return "subscribed";
        });
        hub.subscribe(connection, List.of(OTHERS), null);

        assertThat(hub.hasSubscribers(MACHINES)).isFalse();
        assertThat(hub.hasSubscribers(OTHERS)).isFalse();
    }

    @Test
    void anErrorOnOneConnectionDoesNotAffectTheOthers() {
        FakeTransport sound = new FakeTransport();
        Transport broken = new Transport() {
            @Override
            public void send(List<Frame> messages, Consumer<Throwable> done) {
                throw new OutOfMemoryError("for this one");
            }

            @Override
            public boolean ping() {
                // not called
                return true;
            }

            @Override
            public void abort() {
                // nothing is open
            }

            @Override
            public void close(int code, String reason) {
                // nothing is open
            }
        };
        hub.subscribe(open(sound), List.of(MACHINES), null);
        Connection first = new Connection(dialect, new Peer(null, null, "127.0.0.1", Peer.NEVER), broken, 0, 1000);
        hub.open(first, null);
        hub.subscribe(first, List.of(MACHINES), null);

        hub.fanOut(MACHINES, events(MACHINES, 1, 1), null);

        assertThat(sound.sent()).containsExactly("hello", "e1");
        assertThat(first.isOpen()).isFalse();
    }

    @Test
    void aCheckSendsWhatALostFlushHasLeft() {
        FakeTransport transport = new FakeTransport();
        Connection connection = open(transport);
        connection.queueIfRoom(Frame.reply("queued"), () -> true);
        assertThat(transport.sent()).containsExactly("hello");

        connection.check(0, 0, false, Long.MAX_VALUE);

        assertThat(transport.sent()).containsExactly("hello", "queued");
    }

    @Test
    void anErrorInAnEncoderSkipsThatPublicationOnly() {
        FakeTransport transport = new FakeTransport();
        hub.subscribe(open(transport), List.of(MACHINES), null);
        Publication overflow = new Publication(MACHINES, 2, "overflow", "{}", Instant.EPOCH);

        hub.fanOut(
                MACHINES,
                List.of(
                        events(MACHINES, 1, 1).get(0),
                        overflow,
                        events(MACHINES, 3, 3).get(0)),
                null);

        assertThat(transport.sent()).containsExactly("hello", "e1", "e3");
        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void connectionsWhoseFramesFindNoMemoryAreClosedSoThatTheirClientsResume() {
        List<FakeTransport> transports = List.of(new FakeTransport(), new FakeTransport());
        transports.forEach(transport -> hub.subscribe(open(transport), List.of(MACHINES), null));
        dialect.shortOfMemory = 2;

        hub.fanOut(MACHINES, events(MACHINES, 1, 2), null);

        assertThat(transports)
                .allMatch(transport -> transport.sent().equals(List.of("hello")))
                .allMatch(transport -> transport.closeCode() == 1011);
        assertThat(dialect.encoded)
                .as("tried once again, and not for every connection")
                .hasValue(2);
    }

    @Test
    void aFaultThatCannotBeLoggedClosesItsConnectionOnlyAndTheOthersGetTheirsOnce() {
        List<Runnable> handed = new ArrayList<>();
        FakeTransport before = new FakeTransport().writtenBy(handed::add);
        FakeTransport other = new FakeTransport();
        hub.subscribe(open(before), List.of(MACHINES), null);
        hub.subscribe(open(other), List.of(MACHINES), null);
        FakeTransport failing = new FakeTransport();
        Connection broken = open(failing);
        hub.subscribe(broken, List.of(MACHINES), null);
        broken.filter(key -> {
            throw new OutOfMemoryError("injected");
        });

        try (UnwritableLog unwritable = new UnwritableLog(Hub.class)) {
            hub.fanOut(MACHINES, events(MACHINES, 1, 1), null);
            assertThat(unwritable.tries()).isEqualTo(1);
        }
        handed.forEach(Runnable::run);

        assertThat(failing.closeCode()).isEqualTo(1011);
        assertThat(before.sent()).containsExactly("hello", "e1");
        assertThat(other.sent()).containsExactly("hello", "e1");
    }

    @Test
    void anEncoderThatIsShortOfMemoryOnceLosesNothing() {
        FakeTransport transport = new FakeTransport();
        hub.subscribe(open(transport), List.of(MACHINES), null);
        dialect.shortOfMemory = 1;

        hub.fanOut(MACHINES, events(MACHINES, 1, 2), null);

        assertThat(transport.sent()).containsExactly("hello", "e1", "e2");
    }

    @Test
    void deliversOnlyWhatTheFilterMatches() {
        FakeTransport filtered = new FakeTransport();
        FakeTransport other = new FakeTransport();
        Connection connection = open(filtered);
        hub.subscribe(connection, List.of(MACHINES), null);
        hub.subscribe(open(other), List.of(MACHINES), null);

        connection.filter("e2"::equals);
        hub.fanOut(MACHINES, events(MACHINES, 1, 3), null);

        assertThat(filtered.sent()).containsExactly("hello", "e2");
        assertThat(other.sent()).containsExactly("hello", "e1", "e2", "e3");
    }

    @Test
    void deliversOnceToADuplicateSubscription() {
        FakeTransport transport = new FakeTransport();
        Connection connection = open(transport);

        hub.subscribe(connection, List.of(MACHINES), "subscribed");
        hub.subscribe(connection, List.of(MACHINES), "subscribed");
        hub.fanOut(MACHINES, events(MACHINES, 1, 1), null);

        assertThat(transport.sent()).containsOnlyOnce("e1");
    }

    @Test
    void deliversNothingAfterUnsubscribing() {
        FakeTransport transport = new FakeTransport();
        Connection connection = open(transport);
        hub.subscribe(connection, List.of(MACHINES), "subscribed");

        hub.unsubscribe(connection, List.of(MACHINES));
        hub.fanOut(MACHINES, events(MACHINES, 1, 1), null);

        assertThat(transport.sent()).doesNotContain("e1");
        assertThat(hub.hasSubscribers(MACHINES)).isFalse();
    }

    @Test
    void doesNotDeliverToTheSender() {
        FakeTransport sender = new FakeTransport();
        FakeTransport other = new FakeTransport();
        Connection sending = open(sender);
        hub.subscribe(sending, List.of(MACHINES), "subscribed");
        hub.subscribe(open(other), List.of(MACHINES), "subscribed");

        hub.fanOut(MACHINES, events(MACHINES, 1, 1), sending.id());

        assertThat(sender.sent()).doesNotContain("e1");
        assertThat(other.sent()).contains("e1");
    }

    @Test
    void encodesOnceForAllSubscribers() {
        for (int i = 0; i < 100; i++) {
            hub.subscribe(open(new FakeTransport()), List.of(MACHINES), "subscribed");
        }

        hub.fanOut(MACHINES, events(MACHINES, 1, 1), null);

        assertThat(dialect.encoded).hasValue(1);
    }

    @Test
    void closesASlowSubscriberAndServesTheOthers() {
        FakeTransport slow = new FakeTransport();
        FakeTransport quick = new FakeTransport();
        hub.subscribe(open(slow), List.of(MACHINES), "subscribed");
        hub.subscribe(open(quick), List.of(MACHINES), "subscribed");
        slow.stall();

        for (int seq = 1; seq <= 10; seq++) {
            hub.fanOut(MACHINES, events(MACHINES, seq, seq), null);
        }

        assertThat(slow.closeCode()).isEqualTo(4008);
        assertThat(quick.closeCode()).isNull();
        assertThat(quick.sent()).hasSize(12).endsWith("e9", "e10");
    }

    @Test
    void removesAnEndedConnection() {
        Connection connection = open(new FakeTransport());
        hub.subscribe(connection, List.of(MACHINES, OTHERS), "subscribed");

        hub.close(connection);
        hub.close(connection);

        assertThat(registry.size()).isZero();
        assertThat(registry.ofUser("alice")).isZero();
        assertThat(registry.ofAddress("127.0.0.1")).isZero();
        assertThat(hub.activeTopics()).isZero();
    }

    @Test
    void doesNotSubscribeAnEndedConnection() {
        Connection connection = open(new FakeTransport());
        hub.close(connection);

        hub.subscribe(connection, List.of(MACHINES), "subscribed");

        assertThat(hub.hasSubscribers(MACHINES)).isFalse();
    }

    @Test
    void deliversTheRestOfABatchWithAnUnencodablePublication() {
        FakeTransport transport = new FakeTransport();
        hub.subscribe(open(transport), List.of(MACHINES), "subscribed");
        Publication unencodable = new Publication(MACHINES, 2, "unencodable", "{}", Instant.EPOCH);

        hub.fanOut(
                MACHINES,
                List.of(
                        events(MACHINES, 1, 1).get(0),
                        unencodable,
                        events(MACHINES, 3, 3).get(0)),
                null);

        assertThat(transport.sent()).endsWith("e1", "e3");
    }
}
