package org.heliograph.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.hub.outbox.FrameMetrics;
import org.heliograph.identity.Caller;
import org.heliograph.metric.CounterFamily;
import org.heliograph.persistence.DatabaseException;
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

    private void resume(Connection peer, long since) {
        resume(peer, since, () -> {});
    }

    /** @param meanwhile runs between the read of the positions and the reply */
    private void resume(Connection peer, long since, Runnable meanwhile) {
        ResumePoint from = new ResumePoint(new LogPosition(since, null), gap -> "gap " + gap.from() + "-" + gap.to());
        hub.subscribe(peer, List.of(MACHINES), Map.of(MACHINES, from), ends -> {
            meanwhile.run();
            return "at " + ends.get(MACHINES).seq();
        });
    }

    private void resume(long since, String epoch) {
        ResumePoint from = new ResumePoint(
                new LogPosition(since, epoch),
                gap -> "gap " + gap.from() + "-" + gap.to() + " then "
                        + gap.continues().text());
        hub.subscribe(
                connection,
                List.of(MACHINES),
                Map.of(MACHINES, from),
                ends -> "at " + ends.get(MACHINES).text());
    }

    private void commit(int many) {
        for (int i = 0; i < many; i++) {
            log.commit(MACHINES);
        }
    }

    private void rewind(long position, String epoch) {
        log.epoch = epoch;
        hub.rewind(MACHINES, new LogPosition(position, epoch));
    }

    /** Publishes once, after the next read and before what was read is delivered. */
    private void publishAfterTheNextRead() {
        log.afterRead = () -> {
            log.afterRead = () -> {};
            fanOut(log.commit(MACHINES));
        };
    }

    private void fanOut(Publication publication) {
        fanOut(log.epoch, publication);
    }

    private void fanOut(String epoch, Publication... publications) {
        hub.fanOut(publications[0].topic(), epoch, List.of(publications));
    }

    @Test
    void aTopicWithoutPublicationsIsAtPosition0() {
        resume(connection, 0);
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 0", "e1#1");
    }

    @Test
    void deliversMissedPublicationsAndThenLiveOnes() {
        commit(4);

        resume(connection, 2);
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 4", "e3#3", "e4#4", "e5#5");
    }

    @Test
    void deliversOnceWhatIsPublishedWhileItReads() {
        commit(2);
        resume(connection, 0);
        fanOut(log.commit(MACHINES));

        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 2", "e1#1", "e2#2", "e3#3", "e4#4");
    }

    @Test
    void deliversWhatIsPublishedBetweenTheLastReadAndGoingLive() {
        commit(2);
        resume(connection, 0);
        publishAfterTheNextRead();

        log.runAll();

        assertThat(transport.sent()).containsExactly("at 2", "e1#1", "e2#2", "e3#3");
    }

    @Test
    void whatIsPublishedAfterAnEmptyReadIsNoGap() {
        commit(2);
        resume(connection, 2);
        publishAfterTheNextRead();

        log.runAll();

        assertThat(transport.sent()).containsExactly("at 2", "e3#3");
    }

    @Test
    void deliversOnceWhatIsReadBeforeTheReplyIsQueued() {
        commit(2);
        log.eager = true;

        resume(connection, 2, () -> log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 2", "e3#3");
    }

    @Test
    void deliversWhatIsPublishedWhileAPeerAheadOfTheLogGetsItsReply() {
        commit(3);

        resume(connection, 7, () -> {
            log.eager = true;
            publishAfterTheNextRead();
        });

        assertThat(transport.sent()).containsExactly("at 3", "gap 4-7", "e4#4");
    }

    @Test
    void reportsPurgedPublicationsAsAGap() {
        commit(5);
        log.purge(MACHINES, 3);

        resume(connection, 1);
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 5", "gap 2-3", "e4#4", "e5#5");
    }

    @Test
    void reportsAGapWhenEverythingIsPurged() {
        commit(5);
        log.purge(MACHINES, 5);

        resume(connection, 1);
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 5", "gap 2-5", "e6#6");
    }

    @Test
    void reportsAGapWhenThePeerIsAheadOfTheLog() {
        commit(3);

        resume(connection, 7);
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 3", "gap 4-7", "e4#4");
    }

    @Test
    void reportsAGapWhenTheLogIsRewoundUnderALivePeer() {
        commit(5);
        resume(connection, 5);
        log.runAll();
        log.rewind(MACHINES, 3);

        rewind(3, "E2");
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 5", "gap 4-5", "e4#4");
    }

    @Test
    void aReadFromBeforeARewindIsNotDelivered() {
        commit(5);
        resume(connection, 3);
        log.afterRead = () -> {
            log.afterRead = () -> {};
            log.rewind(MACHINES, 2);
            rewind(2, "E2");
        };

        log.runAll();
        fanOut(log.commit(MACHINES));
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 5", "gap 3-3", "e3#3");
    }

    @Test
    void aPeerOfTheSameEpochResumesAsWithoutOne() {
        commit(4);

        resume(2, "E1");
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 4@E1", "e3#3@E1", "e4#4@E1", "e5#5@E1");
    }

    @Test
    void anotherEpochIsAGapFromTheBeginningAndThenWhatThereIs() {
        commit(3);
        log.purge(MACHINES, 1);

        resume(2, "E0");
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent())
                .containsExactly("at 3@E1", "gap 1-2 then 0@E1", "gap 1-1 then 1@E1", "e2#2@E1", "e3#3@E1", "e4#4@E1");
    }

    @Test
    void aPeerOfAnotherEpochThatHadNothingMissesNothing() {
        commit(2);

        resume(0, "E0");
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 2@E1", "e1#1@E1", "e2#2@E1");
    }

    @Test
    void aLogThatHasPassedTheLastNumberAgainIsAGapOfThatNumber() {
        commit(5);
        resume(5, "E1");
        log.runAll();
        log.epoch = "E2";
        commit(2);

        rewind(4, "E2");
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent())
                .containsExactly("at 5@E1", "gap 5-5 then 4@E2", "e5#5@E2", "e6#6@E2", "e7#7@E2", "e8#8@E2");
    }

    @Test
    void aPeerThatHasNotReachedTheEndOfARestoredLogGetsAGapOfItsLastNumber() {
        commit(5);
        resume(2, "E1");
        log.epoch = "E2";

        rewind(4, "E2");
        log.runAll();

        assertThat(transport.sent())
                .containsExactly("at 5@E1", "gap 2-2 then 1@E2", "e2#2@E2", "e3#3@E2", "e4#4@E2", "e5#5@E2");
    }

    @Test
    void aPeerThatHasSubscribedWithTheNewEpochGetsNoSecondGapWhenItsTopicIsRewound() {
        commit(4);
        log.epoch = "E2";
        resume(4, "E1");
        log.runAll();

        // the topic's delivery had come to 3, and continues before that
        rewind(2, "E2");
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent())
                .containsExactly("at 4@E2", "gap 1-4 then 0@E2", "e1#1@E2", "e2#2@E2", "e3#3@E2", "e4#4@E2", "e5#5@E2");
    }

    @Test
    void whatALogThatIsGoneHasUnderTheNextNumberIsNotDeliveredToAPeerOfTheNewEpoch() {
        commit(2);
        log.epoch = "E2";
        resume(2, "E2");
        log.runAll();

        fanOut("E1", new Publication(MACHINES, 3, "lost", "{}", Instant.EPOCH));
        rewind(2, "E2");
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 2@E2", "e3#3@E2");
    }

    @Test
    void whatIsFannedOutBeforeTheRewindToTheEpochOfAPeerIsReadFromTheLogAfterIt() {
        commit(2);
        log.epoch = "E2";
        resume(2, "E2");
        log.runAll();

        // by a delivery that has not been rewound yet
        fanOut("E1", log.commit(MACHINES));
        rewind(2, "E2");
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 2@E2", "e3#3@E2", "e4#4@E2");
    }

    @Test
    void everyEpochIsAGapOfItsOwn() {
        commit(5);
        resume(5, "E1");
        log.runAll();

        for (String epoch : List.of("E2", "E3", "E3")) {
            log.epoch = epoch;
            rewind(4, epoch);
            log.runAll();
        }

        assertThat(transport.sent())
                .containsExactly("at 5@E1", "gap 5-5 then 4@E2", "e5#5@E2", "gap 5-5 then 4@E3", "e5#5@E3");
    }

    @Test
    void aPeerThatHasNothingGetsNoGapOfARestoredLog() {
        resume(0, "E1");
        log.runAll();
        log.epoch = "E2";

        rewind(0, "E2");
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 0@E1", "e1#1@E2");
    }

    @Test
    void aLogThatIsRestoredWhileAPeerSubscribesSendsItAway() {
        commit(5);

        resume(connection, 5, () -> log.epoch = "E2");

        assertThat(transport.closeCode()).isEqualTo(Disconnect.GOING_AWAY.code());
    }

    @Test
    void onlyWhatIsCommittedAfterAPeerHasResumedHasADelay() {
        commit(4);
        long before = delays();
        resume(connection, 2);
        log.runAll();
        assertThat(transport.sent()).contains("e3#3", "e4#4");
        assertThat(delays()).isEqualTo(before);

        fanOut(log.commit(MACHINES));
        assertThat(delays()).as("fanned out").isEqualTo(before + 1);

        transport.stall();
        for (int i = 0; i < 5; i++) {
            fanOut(log.commit(MACHINES));
        }
        transport.recover();
        log.runAll();
        assertThat(transport.sent()).endsWith("e10#10");
        assertThat(delays()).as("some of them read from the log").isEqualTo(before + 6);
    }

    @Test
    void whatARestoredLogHadBeforeItsEpochHasNoDelay() {
        commit(5);
        resume(5, "E1");
        log.runAll();
        long before = delays();

        rewind(5, "E2");
        log.runAll();
        assertThat(transport.sent()).endsWith("e5#5@E2");
        assertThat(delays()).isEqualTo(before);
    }

    /** Of a dialect whose name the metrics do not know, which no other test of this class has. */
    private static long delays() {
        return LongStream.of(FrameMetrics.DELIVERY.of(CounterFamily.OTHER).counts())
                .sum();
    }

    @Test
    void aReadThatFailsForWantOfTheDatabaseIsRepeatedAfterAPause() {
        commit(3);
        resume(connection, 1);
        log.failure = new DatabaseException(new SQLException("away", "08006"));
        log.runAll();
        fanOut(log.commit(MACHINES));
        log.endPause();
        log.runAll();
        assertThat(transport.closeCode()).isNull();
        log.failure = null;

        log.endPause();
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.closeCode()).isNull();
        assertThat(transport.sent()).containsExactly("at 3", "e2#2", "e3#3", "e4#4", "e5#5");
    }

    @Test
    void aReadThatFailsForAnotherReasonClosesTheConnection() {
        commit(3);
        resume(connection, 1);
        log.failure = new IllegalStateException("broken");

        log.runAll();

        assertThat(transport.closeCode()).isEqualTo(Disconnect.INTERNAL_ERROR.code());
    }

    @Test
    void servesASlowPeerFromTheLog() {
        transport.stall();
        resume(connection, 0);
        log.runAll();

        for (int i = 0; i < 500; i++) {
            fanOut(log.commit(MACHINES));
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
    void anUnencodablePublicationIsAGapAndDelaysNothing() {
        resume(connection, 0);
        log.runAll();
        Publication first = log.commit(MACHINES);
        Publication unencodable = new Publication(MACHINES, 2, "unencodable", "{}", Instant.EPOCH);
        log.commit(MACHINES, "unencodable");

        fanOut(log.epoch, first, unencodable);
        log.runAll();
        fanOut(log.commit(MACHINES));
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 0", "e1#1", "gap 2-2", "e3#3");
    }

    @Test
    void deliversUnloggedPublicationsWithoutASequenceNumberWhenLive() {
        Publication transientOne = new Publication(MACHINES, Publication.UNLOGGED, "pulse", "{}", Instant.EPOCH);
        commit(1);
        resume(connection, 0);
        fanOut(transientOne);
        log.runAll();

        fanOut(transientOne);

        assertThat(transport.sent()).containsExactly("at 1", "e1#1", "pulse");
    }

    @Test
    void anotherTopicOfTheSameConnectionHasNoSequenceNumbers() {
        ResumePoint from = new ResumePoint(new LogPosition(0, null), gap -> "gap");

        hub.subscribe(connection, List.of(MACHINES, KEYS), Map.of(MACHINES, from), seq -> "ok");
        log.runAll();
        fanOut(log.commit(MACHINES));
        fanOut(log.commit(KEYS));

        assertThat(transport.sent()).containsExactly("ok", "e1#1", "e1");
    }

    @Test
    void deliversOnlyWhatTheFilterMatches() {
        commit(3);
        connection.filter("e2"::equals);

        resume(connection, 0);
        log.runAll();
        fanOut(log.commit(MACHINES));

        assertThat(transport.sent()).containsExactly("at 3", "e2#2");
    }

    @Test
    void resubscribingWithoutAResumePointOmitsSequenceNumbers() {
        resume(connection, 0);
        log.runAll();

        hub.subscribe(connection, List.of(MACHINES), "subscribed");
        fanOut(log.commit(MACHINES));
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 0", "subscribed", "e1");
    }

    @Test
    void deliversNothingAfterUnsubscribing() {
        commit(3);
        resume(connection, 0);

        hub.unsubscribe(connection, List.of(MACHINES));
        log.runAll();

        assertThat(transport.sent()).containsExactly("at 3");
    }

    @Test
    void doesNotReadTheLogForAnEndedConnection() {
        commit(3);
        hub.close(connection);

        resume(connection, 0);
        log.runAll();

        assertThat(transport.sent()).isEmpty();
        assertThat(hub.hasSubscribers(MACHINES)).isFalse();
    }

    @Test
    void encodesOnceForAllLiveCursors() {
        for (int i = 0; i < 50; i++) {
            resume(open(new FakeTransport()), 0);
        }
        log.runAll();

        fanOut(log.commit(MACHINES));

        assertThat(dialect.encoded).hasValue(1);
    }
}
