package org.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class TopicDeliveryTest {
    private static final Topic TOPIC = Topic.ofOrganization("acme", "machines");

    private final TreeMap<Long, Publication> log = new TreeMap<>();
    private final List<Long> delivered = new ArrayList<>();
    private final List<Runnable> gapTimeouts = new ArrayList<>();
    private final List<Long> rewound = new ArrayList<>();
    private int deliveryErrors;
    private final List<Runnable> hangingReads = new ArrayList<>();
    private boolean readsHang;
    private boolean logFails;
    private boolean executorIsFull;
    private boolean noThreads;
    private int reads;
    private int largestBatch;

    private final DeliveryEnvironment environment = new DeliveryEnvironment() {
        @Override
        public void execute(Runnable task) {
            if (executorIsFull) {
                throw new RejectedExecutionException("full");
            }
            if (noThreads) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        }

        @Override
        public void executeRead(Runnable task) {
            if (readsHang) {
                hangingReads.add(task);
            } else {
                task.run();
            }
        }

        @Override
        public List<Publication> read(Topic topic, long after, int limit) {
            reads++;
            if (logFails) {
                throw new IllegalStateException("database away");
            }
            return log.tailMap(after, false).values().stream().limit(limit).toList();
        }

        @Override
        public String epoch() {
            return "E1";
        }

        @Override
        public void deliver(Topic topic, String epoch, List<Publication> publications) {
            if (deliveryErrors > 0) {
                deliveryErrors--;
                throw new StackOverflowError("injected");
            }
            largestBatch = Math.max(largestBatch, publications.size());
            publications.forEach(publication -> delivered.add(publication.seq()));
        }

        @Override
        public void rewound(Topic topic, LogPosition position) {
            rewound.add(position.seq());
        }

        @Override
        public void scheduleGapTimeout(TopicDelivery delivery) {
            gapTimeouts.add(delivery::gapTimeout);
        }
    };

    /** @param next the first sequence number that it delivers */
    private TopicDelivery delivery(long next) {
        return new TopicDelivery(TOPIC, at(next - 1), environment);
    }

    private static LogPosition at(long seq) {
        return new LogPosition(seq, "E1");
    }

    private Publication publication(long seq) {
        return new Publication(TOPIC, seq, "UPDATE", "{}", Instant.EPOCH);
    }

    private Publication committed(long seq) {
        log.put(seq, publication(seq));
        return log.get(seq);
    }

    private void runGapTimeouts() {
        List<Runnable> due = List.copyOf(gapTimeouts);
        gapTimeouts.clear();
        due.forEach(Runnable::run);
    }

    private Publication unlogged(String event) {
        return new Publication(TOPIC, Publication.UNLOGGED, event, "{}", Instant.EPOCH);
    }

    @Test
    void unloggedPublicationsDoNotOvertakeBufferedOnes() {
        TopicDelivery delivery = delivery(1);

        delivery.offer(committed(2));
        delivery.offer(unlogged("after 2"));
        assertThat(delivered).isEmpty();
        delivery.offer(committed(1));
        delivery.offer(unlogged("after 1"));

        assertThat(delivered).containsExactly(1L, 2L, 0L, 0L);
    }

    @Test
    void deliversBufferedUnloggedPublicationsWhenTheLogFillsTheGap() {
        TopicDelivery delivery = delivery(1);
        committed(1);

        delivery.offer(committed(2));
        delivery.offer(unlogged("after 2"));
        runGapTimeouts();

        assertThat(delivered).containsExactly(1L, 2L, 0L);
    }

    @Test
    void anUnloggedPublicationWaitsForTheOneThatItFollows() {
        TopicDelivery delivery = delivery(1);

        delivery.offer(Publication.following(TOPIC, 2, "after 2", "{}", Instant.EPOCH));
        delivery.offer(committed(1));
        assertThat(delivered).containsExactly(1L);
        delivery.offer(committed(2));

        assertThat(delivered).containsExactly(1L, 2L, 0L);
    }

    @Test
    void anUnloggedPublicationKeepsItsPlaceAmongThoseThatAreReadFromTheLog() {
        TopicDelivery delivery = delivery(1);
        committed(1);
        committed(2);
        committed(3);

        delivery.offer(Publication.following(TOPIC, 2, "after 2", "{}", Instant.EPOCH));
        runGapTimeouts();

        assertThat(delivered).containsExactly(1L, 2L, 0L, 3L);
    }

    @Test
    void anUnloggedPublicationIsNotHeldForOneThatDoesNotExist() {
        TopicDelivery delivery = delivery(1);
        committed(1);

        delivery.offer(Publication.following(TOPIC, 7, "after 7", "{}", Instant.EPOCH));
        runGapTimeouts();

        assertThat(delivered).containsExactly(1L, 0L);
    }

    @Test
    void deliversInSequenceWhateverTheOrderOfArrival() {
        TopicDelivery delivery = delivery(1);

        delivery.offer(committed(2));
        delivery.offer(committed(3));
        assertThat(delivered).isEmpty();
        delivery.offer(committed(1));

        assertThat(delivered).containsExactly(1L, 2L, 3L);
    }

    @Test
    void recoversAfterTheServerCouldCreateNoThread() {
        TopicDelivery delivery = delivery(1);
        noThreads = true;
        delivery.offer(committed(1));
        noThreads = false;

        delivery.compare(1);

        assertThat(delivered).containsExactly(1L);
    }

    @Test
    void anErrorInADeliveryLosesNothing() {
        TopicDelivery delivery = delivery(1);
        deliveryErrors = 1;
        delivery.offer(committed(1));
        delivery.offer(unlogged("after 1"));
        deliveryErrors = 1;
        delivery.offer(committed(2));

        assertThat(delivered).containsExactly(1L, 0L, 2L);
        assertThat(reads).isZero();
    }

    @Test
    void errorsThatRepeatDelayADeliveryUntilTheNextComparison() {
        TopicDelivery delivery = delivery(1);
        deliveryErrors = 3;
        delivery.offer(committed(1));
        assertThat(delivered).isEmpty();
        delivery.compare(1);

        delivery.compare(1);

        assertThat(delivered).containsExactly(1L);
    }

    @Test
    void aTopicGoesOnBehindAPublicationThatNeverSucceeds() {
        TopicDelivery delivery = delivery(1);
        deliveryErrors = OutgoingBatch.ATTEMPTS + 1;
        delivery.offer(committed(1));
        for (int second = 0; second < OutgoingBatch.ATTEMPTS; second++) {
            delivery.compare(1);
        }

        delivery.offer(committed(2));

        assertThat(delivered).containsExactly(2L);
        assertThat(delivery.delivered()).isEqualTo(2);
    }

    @Test
    void anErrorInADeliveryOfWhatTheLogHasLosesNothing() {
        TopicDelivery delivery = delivery(1);
        for (long seq = 1; seq <= 1_100; seq++) {
            committed(seq);
        }
        deliveryErrors = 1;

        delivery.compare(1_100);

        assertThat(delivered).hasSize(1_100).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void boundsWhatWaitsInBytes() {
        TopicDelivery delivery = delivery(1);
        String large = "{\"text\":\"" + "x".repeat(1 << 20) + "\"}";
        executorIsFull = true;
        for (long seq = 1; seq <= 40; seq++) {
            Publication publication = new Publication(TOPIC, seq, "UPDATE", large, Instant.EPOCH);
            log.put(seq, publication);
            delivery.offer(publication);
        }
        executorIsFull = false;

        delivery.compare(0);

        assertThat(delivered).hasSize(40).isSorted();
        assertThat(reads).isPositive();
    }

    @Test
    void deliversNothingAfterItsEnd() {
        TopicDelivery delivery = delivery(1);
        delivery.end();

        delivery.offer(committed(1));
        delivery.catchUp();

        assertThat(delivered).isEmpty();
    }

    @Test
    void continuesAtTheEndOfALogThatWasRestored() {
        TopicDelivery delivery = delivery(1);
        for (long seq = 1; seq <= 9; seq++) {
            delivery.offer(committed(seq));
        }
        log.tailMap(5L).clear();
        delivered.clear();

        delivery.rewind(at(4));
        delivery.offer(committed(5));

        assertThat(rewound).containsExactly(4L);
        assertThat(delivered).containsExactly(5L);
        assertThat(delivery.delivered()).isEqualTo(5);
    }

    @Test
    void continuesAtTheEndOfARestoredLogAfterTheExecutorRejectedTheRewind() {
        TopicDelivery delivery = delivery(10);
        executorIsFull = true;
        delivery.rewind(at(4));
        assertThat(delivery.isRewinding()).isTrue();
        executorIsFull = false;

        delivery.compare(4);

        assertThat(rewound).containsExactly(4L);
        assertThat(delivery.isRewinding()).isFalse();
    }

    @Test
    void aRewindBehindWhatItHasDeliveredDeliversNothingAgain() {
        TopicDelivery delivery = delivery(1);
        delivery.offer(committed(1));
        delivery.offer(committed(2));

        delivery.rewind(at(2));
        delivery.rewind(at(7));
        delivery.offer(committed(3));

        assertThat(rewound)
                .as("connections learn of the other log all the same")
                .containsExactly(1L, 1L);
        assertThat(delivered).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRewindDeliversTheLastNumberAgainIfItIsAnotherPublication() {
        TopicDelivery delivery = delivery(1);
        delivery.offer(committed(1));
        delivery.offer(committed(2));
        log.put(2L, new Publication(TOPIC, 2, "DELETE", "{}", Instant.EPOCH.plusSeconds(1)));
        committed(3);

        delivery.rewind(at(3));

        assertThat(delivered).containsExactly(1L, 2L, 2L, 3L);
    }

    @Test
    void aTopicThatHasDeliveredNothingYetDeliversNothingTwice() {
        for (long seq = 1; seq <= 4; seq++) {
            committed(seq);
        }
        TopicDelivery delivery = delivery(4);

        delivery.rewind(at(9));

        assertThat(delivered).containsExactly(4L);
        assertThat(rewound).containsExactly(3L);
    }

    @Test
    void deliversDuplicatesOnce() {
        TopicDelivery delivery = delivery(1);

        delivery.offer(committed(1));
        delivery.offer(committed(1));
        delivery.catchUp();

        assertThat(delivered).containsExactly(1L);
    }

    @Test
    void readsFromTheLogWhatDoesNotArriveInTime() {
        TopicDelivery delivery = delivery(1);
        committed(1);

        delivery.offer(committed(2));
        assertThat(delivered).isEmpty();
        runGapTimeouts();

        assertThat(delivered).containsExactly(1L, 2L);
    }

    @Test
    void readsTheLogWhenThePositionIsAhead() {
        TopicDelivery delivery = delivery(1);
        for (long seq = 1; seq <= 1_234; seq++) {
            committed(seq);
        }

        delivery.compare(1_234);

        assertThat(delivered).hasSize(1_234).isSorted();
    }

    @Test
    void startsAtTheGivenSequenceNumber() {
        TopicDelivery delivery = delivery(5);

        delivery.offer(committed(4));
        delivery.offer(committed(5));

        assertThat(delivered).containsExactly(5L);
    }

    @Test
    void ignoresASequenceNumberThatTheLogDoesNotHave() {
        TopicDelivery delivery = delivery(1);

        delivery.offer(publication(99));
        runGapTimeouts();
        for (long seq = 1; seq <= 99; seq++) {
            delivery.offer(committed(seq));
        }

        assertThat(delivered).hasSize(99).isSorted();
    }

    @Test
    void recoversAfterTheLogCouldNotBeRead() {
        TopicDelivery delivery = delivery(1);
        committed(1);
        logFails = true;
        delivery.catchUp();
        logFails = false;

        delivery.compare(1);

        assertThat(delivered).containsExactly(1L);
    }

    @Test
    void recoversAfterTheExecutorRejectedARun() {
        TopicDelivery delivery = delivery(1);
        executorIsFull = true;
        delivery.offer(committed(1));
        delivery.offer(publication(Publication.UNLOGGED));
        executorIsFull = false;

        delivery.compare(0);

        assertThat(delivered).containsExactly(1L, 0L);
    }

    @Test
    void deliversWhatIsCompleteWhileAReadOfTheLogHangs() {
        TopicDelivery delivery = delivery(1);
        TopicDelivery other = new TopicDelivery(Topic.ofOrganization("globex", "machines"), at(6), environment);
        readsHang = true;
        delivery.catchUp();
        other.offer(publication(7));
        delivery.offer(committed(1));
        delivery.offer(unlogged("after 1"));

        assertThat(delivered).containsExactly(7L, 1L, 0L);

        hangingReads.forEach(Runnable::run);
        delivery.offer(committed(2));
        assertThat(delivered).containsExactly(7L, 1L, 0L, 2L);
    }

    @Test
    void oneReadOfATopicHangsAtATime() {
        TopicDelivery delivery = delivery(1);
        committed(1);
        readsHang = true;
        delivery.compare(1);
        delivery.compare(1);

        assertThat(hangingReads).hasSize(1);

        logFails = true;
        hangingReads.remove(0).run();
        logFails = false;
        // requested while the first one hung
        assertThat(hangingReads).hasSize(1);
        hangingReads.remove(0).run();
        assertThat(delivered).containsExactly(1L);
    }

    @Test
    void keepsWhatArrivesAfterAReadHasBegun() {
        TopicDelivery delivery = delivery(1);
        committed(1);
        delivery.offer(committed(2));
        readsHang = true;
        runGapTimeouts();
        List<Publication> snapshot = List.copyOf(log.values());
        delivery.offer(committed(4));
        delivery.offer(unlogged("after 4"));
        log.keySet().retainAll(snapshot.stream().map(Publication::seq).toList());
        hangingReads.remove(0).run();

        assertThat(delivered).containsExactly(1L, 2L);
        delivery.offer(committed(3));
        assertThat(delivered).containsExactly(1L, 2L, 3L, 4L, 0L);
    }

    @Test
    void ignoresAReadOfTheLogFromBeforeARewind() {
        TopicDelivery delivery = delivery(1);
        for (long seq = 1; seq <= 9; seq++) {
            delivery.offer(committed(seq));
        }
        committed(10);
        readsHang = true;
        delivery.compare(10);
        delivery.rewind(at(4));
        hangingReads.remove(0).run();

        assertThat(delivery.delivered()).isEqualTo(4);
        log.tailMap(5L).clear();
        hangingReads.remove(0).run();
        delivery.offer(committed(5));
        assertThat(delivered).endsWith(9L, 5L);
    }

    @Test
    void doesNotReadTheLogWhenTheGapClosesInTime() {
        TopicDelivery delivery = delivery(1);
        delivery.offer(committed(2));
        delivery.offer(committed(1));

        runGapTimeouts();

        assertThat(delivered).containsExactly(1L, 2L);
        assertThat(reads).isZero();
    }

    @Test
    void waitsAgainForASecondGap() {
        TopicDelivery delivery = delivery(1);
        delivery.offer(committed(2));
        delivery.offer(committed(1));
        runGapTimeouts();
        committed(3);

        delivery.offer(committed(4));
        runGapTimeouts();

        assertThat(delivered).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void deliversABurstInBatches() {
        TopicDelivery delivery = delivery(1);
        executorIsFull = true;
        for (long seq = 1; seq <= 12_000; seq++) {
            delivery.offer(committed(seq));
        }
        executorIsFull = false;

        delivery.compare(12_000);

        assertThat(delivered).hasSize(12_000).isSorted();
        assertThat(largestBatch).isLessThanOrEqualTo(500);
    }

    @Test
    void deliversUnloggedPublicationsAtOnce() {
        TopicDelivery delivery = delivery(1);

        delivery.offer(publication(Publication.UNLOGGED));
        delivery.offer(publication(Publication.UNLOGGED));

        assertThat(delivered).containsExactly(0L, 0L);
    }

    @Test
    void deliversInOrderForAnyShuffleWithLossesAndDuplicates() {
        for (int seed = 0; seed < 200; seed++) {
            log.clear();
            delivered.clear();
            Random random = new Random(seed);
            List<Publication> arrivals = new ArrayList<>();
            for (long seq = 1; seq <= 50; seq++) {
                Publication publication = committed(seq);
                for (int copies = random.nextInt(3); copies > 0; copies--) {
                    arrivals.add(publication);
                }
            }
            Collections.shuffle(arrivals, random);
            TopicDelivery delivery = delivery(1);

            arrivals.forEach(delivery::offer);
            runGapTimeouts();
            delivery.compare(50);

            assertThat(delivered).as("seed %s", seed).hasSize(50).isSorted().doesNotHaveDuplicates();
        }
    }
}
