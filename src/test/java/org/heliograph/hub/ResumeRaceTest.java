package org.heliograph.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.identity.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commits, the hub, the log's readers, the transport and resubscribing clients, all on threads of their own. */
class ResumeRaceTest {
    private static final Topic MACHINES = Topic.ofOrganization("acme", "machines");
    private static final int EVENTS = 30_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExecutorService wire = Executors.newSingleThreadExecutor();
    private final Log log = new Log();
    private final Hub hub = new Hub(new SessionRegistry(), log);

    @AfterEach
    void end() {
        threads.shutdownNow();
        wire.shutdownNow();
    }

    /** The committed publications, for readers on other threads. */
    private final class Log implements PublicationSource {
        private final AtomicLong position = new AtomicLong();

        @Override
        public void open(Collection<Topic> topics) {}

        @Override
        public String epoch() {
            return "E1";
        }

        @Override
        public Map<Topic, Long> positions(Collection<Topic> topics) {
            return Map.of(MACHINES, position.get());
        }

        @Override
        public List<Publication> read(Topic topic, long after, int limit) {
            List<Publication> read = new ArrayList<>();
            long end = Math.min(position.get(), after + limit);
            for (long seq = after + 1; seq <= end; seq++) {
                read.add(publication(seq));
            }
            return read;
        }

        @Override
        public void scheduleRead(Runnable task) {
            threads.execute(task);
        }

        @Override
        public void scheduleReadLater(Runnable task) {
            throw new IllegalStateException("no read fails here");
        }
    }

    private static Publication publication(long seq) {
        return new Publication(MACHINES, seq, "e", "{}", Instant.EPOCH);
    }

    /** A transport on a thread of its own, which checks the sequence since the last reply. */
    private final class RecordingTransport implements Transport {
        private final List<String> faults = new ArrayList<>();
        private volatile long last;
        private volatile boolean resuming;
        private volatile int replies;
        private int requests;

        @Override
        public void send(List<Frame> messages, Consumer<Throwable> done) {
            wire.execute(() -> {
                messages.forEach(message -> receive(message.text()));
                done.accept(null);
            });
        }

        private void receive(String text) {
            if (text.startsWith("from ")) {
                // the client's resume point; what it received since is delivered again
                last = Long.parseLong(text.substring(5));
                resuming = true;
                replies++;
            } else if (text.startsWith("e#")) {
                long seq = Long.parseLong(text.substring(2));
                if (seq != last + 1) {
                    faults.add(seq + " after " + last);
                }
                last = seq;
            } else if (resuming) {
                faults.add(text + " while resuming");
            }
        }

        @Override
        public boolean ping() {
            return true;
        }

        @Override
        public void abort() {
            faults.add("cut");
        }

        @Override
        public void close(int code, String reason) {
            faults.add("closed with " + code);
        }
    }

    private Connection open(RecordingTransport client, int capacity, int size) {
        Caller caller = new Caller("alice", "alice@acme.test", Set.of("user"), Instant.MAX, Map.of());
        Peer peer = new Peer(caller, "acme", "127.0.0.1", Peer.NEVER);
        Connection connection = new Connection(new FakeDialect(capacity, false), peer, client, 0, size);
        hub.open(connection, null);
        return connection;
    }

    private void resume(Connection connection, long since) {
        ResumePoint from = new ResumePoint(new LogPosition(since, null), gap -> "gap " + gap.from() + " " + gap.to());
        hub.subscribe(connection, List.of(MACHINES), Map.of(MACHINES, from), positions -> "from " + since);
    }

    private void publish(int events) {
        for (int i = 0; i < events; i++) {
            hub.fanOut(MACHINES, "E1", List.of(publication(log.position.incrementAndGet())));
        }
    }

    private static void awaitAll(List<RecordingTransport> clients, long last) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(clients).allSatisfy(client -> {
                    assertThat(client.faults).isEmpty();
                    assertThat(client.last).isEqualTo(last);
                }));
    }

    @Test
    @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void resubscribingClientsReceiveEverythingOnceAfterEachReply() throws Exception {
        List<RecordingTransport> clients = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(new RecordingTransport());
            connections.add(open(clients.get(i), 16, 4_000));
            clients.get(i).requests++;
            resume(connections.get(i), 0);
        }

        Future<?> commits = threads.submit(() -> publish(EVENTS));
        for (int round = 0; !commits.isDone(); round++) {
            RecordingTransport client = clients.get(round % clients.size());
            // a client waits for its reply before it subscribes again
            if (client.replies == client.requests) {
                client.requests++;
                resume(connections.get(round % clients.size()), client.last);
            }
        }
        commits.get();

        awaitAll(clients, EVENTS);
    }

    @Test
    @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void startingToResumeDeliversNothingTwiceAndNothingUnsequencedAfterTheReply() throws Exception {
        List<RecordingTransport> clients = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            RecordingTransport client = new RecordingTransport();
            clients.add(client);
            Connection connection = open(client, 100_000, 10_000_000);
            hub.subscribe(connection, List.of(MACHINES), "plain");

            Future<?> commits = threads.submit(() -> publish(20));
            resume(connection, log.position.get());
            commits.get();
        }

        awaitAll(clients, log.position.get());
    }
}
