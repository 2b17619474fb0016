package org.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class TopicDeliveryTest {
    private static final Topic TOPIC = Topic.ofOrganization("acme", "machines");

    private final TreeMap<Long, Publication> log = new TreeMap<>();
    private final List<Long> delivered = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private boolean logFails;
    private boolean executorIsFull;
    private boolean noThreads;
    private int reads;
    private int largestBatch;

    private final TopicDelivery.Environment environment = new TopicDelivery.Environment() {
        @Override
        public void execute(Runnable work) {
            if (executorIsFull) {
                throw new RejectedExecutionException("full");
            }
            if (noThreads) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            work.run();
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
        public void deliver(Topic topic, List<Publication> publications) {
            largestBatch = Math.max(largestBatch, publications.size());
            publications.forEach(publication -> delivered.add(publication.seq()));
        }

        @Override
        public void later(TopicDelivery lane) {
            later.add(lane::gapWaited);
        }
    };

    private Publication publication(long seq) {
        return new Publication(TOPIC, seq, "UPDATE", "{}", Instant.EPOCH);
    }

    private Publication committed(long seq) {
        log.put(seq, publication(seq));
        return log.get(seq);
    }

    private void passTheGapTime() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    private Publication unlogged(String event) {
        return new Publication(TOPIC, Publication.UNLOGGED, event, "{}", Instant.EPOCH);
    }

    @Test
    void lateComersAreNotOvertakenByWhatWasToldAfterThem() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);

        lane.offer(committed(2));
        lane.offer(unlogged("after 2"));
        assertThat(delivered).isEmpty();
        lane.offer(committed(1));
        lane.offer(unlogged("after 1"));

        assertThat(delivered).containsExactly(1L, 2L, 0L, 0L);
    }

    @Test
    void tellsWhatIsUnloggedAlsoWhenThePredecessorComesFromTheLog() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        committed(1);

        lane.offer(committed(2));
        lane.offer(unlogged("after 2"));
        passTheGapTime();

        assertThat(delivered).containsExactly(1L, 2L, 0L);
    }

    @Test
    void deliversByPositionWhateverTheOrderOfArrival() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);

        lane.offer(committed(2));
        lane.offer(committed(3));
        assertThat(delivered).isEmpty();
        lane.offer(committed(1));

        assertThat(delivered).containsExactly(1L, 2L, 3L);
    }

    @Test
    void goesOnAfterTheServerCouldMakeNoThread() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        noThreads = true;
        lane.offer(committed(1));
        noThreads = false;

        lane.compare(1);

        assertThat(delivered).containsExactly(1L);
    }

    @Test
    void deliversNothingAfterItsEnd() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        lane.end();

        lane.offer(committed(1));
        lane.catchUp();

        assertThat(delivered).isEmpty();
    }

    @Test
    void deliversOnceWhatComesTwice() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);

        lane.offer(committed(1));
        lane.offer(committed(1));
        lane.catchUp();

        assertThat(delivered).containsExactly(1L);
    }

    @Test
    void readsFromTheLogWhatDoesNotComeInTime() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        committed(1);

        lane.offer(committed(2));
        assertThat(delivered).isEmpty();
        passTheGapTime();

        assertThat(delivered).containsExactly(1L, 2L);
    }

    @Test
    void findsOutByThePositionThatNothingCame() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        for (long seq = 1; seq <= 1_234; seq++) {
            committed(seq);
        }

        lane.compare(1_234);

        assertThat(delivered).hasSize(1_234).isSorted();
    }

    @Test
    void startsWhereItIsTold() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 5, environment);

        lane.offer(committed(4));
        lane.offer(committed(5));

        assertThat(delivered).containsExactly(5L);
    }

    @Test
    void believesNoPositionThatTheLogDoesNotKnow() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);

        lane.offer(publication(99));
        passTheGapTime();
        for (long seq = 1; seq <= 99; seq++) {
            lane.offer(committed(seq));
        }

        assertThat(delivered).hasSize(99).isSorted();
    }

    @Test
    void goesOnAfterTheLogCouldNotBeRead() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        committed(1);
        logFails = true;
        lane.catchUp();
        logFails = false;

        lane.compare(1);

        assertThat(delivered).containsExactly(1L);
    }

    @Test
    void goesOnAfterTheExecutorTookNothing() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        executorIsFull = true;
        lane.offer(committed(1));
        lane.offer(publication(Publication.UNLOGGED));
        executorIsFull = false;

        lane.compare(0);

        assertThat(delivered).containsExactly(1L, 0L);
    }

    @Test
    void doesNotReadTheLogForANumberThatCameInTime() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        lane.offer(committed(2));
        lane.offer(committed(1));

        passTheGapTime();

        assertThat(delivered).containsExactly(1L, 2L);
        assertThat(reads).isZero();
    }

    @Test
    void waitsAnewForASecondGap() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        lane.offer(committed(2));
        lane.offer(committed(1));
        passTheGapTime();
        committed(3);

        lane.offer(committed(4));
        passTheGapTime();

        assertThat(delivered).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void leavesAStormInBatches() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);
        executorIsFull = true;
        for (long seq = 1; seq <= 12_000; seq++) {
            lane.offer(committed(seq));
        }
        executorIsFull = false;

        lane.compare(12_000);

        assertThat(delivered).hasSize(12_000).isSorted();
        assertThat(largestBatch).isLessThanOrEqualTo(500);
    }

    @Test
    void tellsUnloggedOnesAtOnce() {
        TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);

        lane.offer(publication(Publication.UNLOGGED));
        lane.offer(publication(Publication.UNLOGGED));

        assertThat(delivered).containsExactly(0L, 0L);
    }

    @Test
    void isInOrderForAnyShuffleWithLossesAndDoubles() {
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
            TopicDelivery lane = new TopicDelivery(TOPIC, 1, environment);

            arrivals.forEach(lane::offer);
            passTheGapTime();
            lane.compare(50);

            assertThat(delivered).as("seed %s", seed).hasSize(50).isSorted().doesNotHaveDuplicates();
        }
    }
}
