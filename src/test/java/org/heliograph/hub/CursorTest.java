package org.heliograph.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final Topic MACHINES = Topic.ofOrganization("acme", "machines");
    private static final Topic KEYS = Topic.ofOrganization("acme", "keys");

    private final FakeLog log = new FakeLog();
    private final Hub hub = new Hub(new SessionRegistry(), log);
    private final FakeDialect dialect = new FakeDialect(3, false);
    private final FakeTransport transport = new FakeTransport();
    private final Connection connection = open(transport);

    private Connection open(FakeTransport wire) {
        Caller caller = new Caller("alice", "alice@acme.test", Set.of("user"), Instant.MAX, Map.of());
        Peer peer = new Peer(caller, "acme", "127.0.0.1", Peer.NEVER);
        Connection opened = new Connection(dialect, peer, wire, 0, 1000);
        hub.open(opened, null);
        return opened;
    }

    private void resume(Connection who, long since) {
        resume(who, since, () -> {});
    }

    /** @param meanwhile happens between the look at the positions and the answer */
    private void resume(Connection who, long since, Runnable meanwhile) {
        ResumePoint from = new ResumePoint(since, (first, last) -> "gap " + first + "-" + last);
        hub.subscribe(who, List.of(MACHINES), Map.of(MACHINES, from), seq -> {
            meanwhile.run();
            return "at " + seq.get(MACHINES);
        });
    }

    private void commit(int many) {
        for (int i = 0; i < many; i++) {
            log.commit(MACHINES);
        }
    }

    /** Once, after the next read and before what was read is told. */
    private void publishWhileReading() {
        log.meanwhile = () -> {
            log.meanwhile = () -> {};
            tell(log.commit(MACHINES));
        };
    }

    private void tell(Publication publication) {
        hub.publish(publication.topic(), List.of(publication), null);
    }

    @Test
    void aTopicOnWhichNothingWasEverToldIsAtItsBeginning() {
        resume(connection, 0);
        log.runAll();
        tell(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 0", "e1#1");
    }

    @Test
    void tellsWhatWasMissedAndThenWhatHappens() {
        commit(4);

        resume(connection, 2);
        log.runAll();
        tell(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 4", "e3#3", "e4#4", "e5#5");
    }

    @Test
    void tellsOnceWhatIsPublishedWhileItReads() {
        commit(2);
        resume(connection, 0);
        tell(log.commit(MACHINES));

        log.runAll();
        tell(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 2", "e1#1", "e2#2", "e3#3", "e4#4");
    }

    @Test
    void tellsWhatIsPublishedAfterItHasReadAndBeforeItIsUpToDate() {
        commit(2);
        resume(connection, 0);
        publishWhileReading();

        log.runAll();

        assertThat(transport.sent()).containsExactly("at 2", "e1#1", "e2#2", "e3#3");
    }

    @Test
    void whatIsPublishedAfterItHasReadNothingIsNoGap() {
        commit(2);
        resume(connection, 2);
        publishWhileReading();

        log.runAll();

        assertThat(transport.sent()).containsExactly("at 2", "e3#3");
    }

    @Test
    void tellsOnceAndAsNoGapWhatIsReadBeforeTheSubscriptionIsThroughWithItsAnswer() {
        commit(2);
        log.eager = true;

        resume(connection, 2, () -> log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 2", "e3#3");
    }

    @Test
    void whatIsPublishedWhileAPeerFromTheFutureIsAnsweredIsTold() {
        commit(3);

        resume(connection, 7, () -> {
            log.eager = true;
            publishWhileReading();
        });

        assertThat(transport.sent()).containsExactly("at 3", "gap 4-7", "e4#4");
    }

    @Test
    void saysWhatTheLogHasLetGoOf() {
        commit(5);
        log.forget(MACHINES, 3);

        resume(connection, 1);
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 5", "gap 2-3", "e4#4", "e5#5");
    }

    @Test
    void saysThatNothingIsLeft() {
        commit(5);
        log.forget(MACHINES, 5);

        resume(connection, 1);
        log.runAll();
        tell(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 5", "gap 2-5", "e6#6");
    }

    @Test
    void saysThatItNeverHadWhatThePeerHas() {
        commit(3);

        resume(connection, 7);
        log.runAll();
        tell(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 3", "gap 4-7", "e4#4");
    }

    @Test
    void aSlowPeerIsKeptAndReadsOnFromTheLog() {
        transport.stall();
        resume(connection, 0);
        log.runAll();

        for (int i = 0; i < 500; i++) {
            tell(log.commit(MACHINES));
            log.runAll();
        }
        assertThat(transport.closeCode()).isNull();
        assertThat(transport.sent()).hasSize(1);

        transport.recover();
        log.runAll();
        assertThat(transport.sent())
                .hasSize(501)
                .startsWith("at 0", "e1#1", "e2#2")
                .endsWith("e499#499", "e500#500");
    }

    @Test
    void whatCannotBePutInWordsIsAGapAndHoldsNothingUp() {
        resume(connection, 0);
        log.runAll();
        Publication first = log.commit(MACHINES);
        Publication untellable = new Publication(MACHINES, 2, "untellable", "{}", Instant.EPOCH);
        log.commit(MACHINES, "untellable");

        hub.publish(MACHINES, List.of(first, untellable), null);
        log.runAll();
        tell(log.commit(MACHINES));
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 0", "e1#1", "gap 2-2", "e3#3");
    }

    @Test
    void whatIsNotLoggedIsToldWithoutAPositionToWhoIsUpToDate() {
        Publication passing = new Publication(MACHINES, Publication.UNLOGGED, "pulse", "{}", Instant.EPOCH);
        commit(1);
        resume(connection, 0);
        tell(passing);
        log.runAll();

        tell(passing);

        assertThat(transport.sent()).containsExactly("at 1", "e1#1", "pulse");
    }

    @Test
    void anotherTopicOfTheSameSocketIsToldPlainly() {
        ResumePoint from = new ResumePoint(0, (first, last) -> "gap");

        hub.subscribe(connection, List.of(MACHINES, KEYS), Map.of(MACHINES, from), seq -> "ok");
        log.runAll();
        tell(log.commit(MACHINES));
        tell(log.commit(KEYS));

        assertThat(transport.sent()).containsExactly("ok", "e1#1", "e1");
    }

    @Test
    void onlyWhatIsChosenIsTold() {
        commit(3);
        connection.admit("e2"::equals);

        resume(connection, 0);
        log.runAll();
        tell(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 3", "e2#2");
    }

    @Test
    void whoSubscribesAgainWithoutAPositionIsToldPlainly() {
        resume(connection, 0);
        log.runAll();

        hub.subscribe(connection, List.of(MACHINES), "subscribed");
        tell(log.commit(MACHINES));
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 0", "subscribed", "e1");
    }

    @Test
    void tellsNothingAfterUnsubscribing() {
        commit(3);
        resume(connection, 0);

        hub.unsubscribe(connection, List.of(MACHINES));
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 3");
    }

    @Test
    void nobodyReadsTheLogForASocketThatHasEnded() {
        commit(3);
        hub.close(connection);

        resume(connection, 0);
        log.runAll();

        assertThat(transport.sent()).isEmpty();
        assertThat(hub.hasListeners(MACHINES)).isFalse();
    }

    @Test
    void encodesOnceForAllWhoResumeAndAreUpToDate() {
        for (int i = 0; i < 50; i++) {
            resume(open(new FakeTransport()), 0);
        }
        log.runAll();

        tell(log.commit(MACHINES));

        assertThat(dialect.encoded).hasValue(1);
    }
}
