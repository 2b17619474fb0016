package org.heliograph.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Topic ACME = Topic.ofOrganization("acme", "machines");
    private static final Topic GLOBEX = Topic.ofOrganization("globex", "machines");

    private final List<Publication> delivered = new ArrayList<>();
    private final List<Collection<String>> followed = new ArrayList<>();
    private long now;
    private long position;

    private final Lanes lanes = new Lanes(new Recording(), topic -> position, followed::add, space -> {}, () -> now);

    private final class Recording implements Lane.Surroundings {
        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public List<Publication> read(Topic topic, long after, int limit) {
            return List.of();
        }

        @Override
        public void deliver(Topic topic, List<Publication> publications) {
            delivered.addAll(publications);
        }

        @Override
        public void later(Lane lane) {
            // nothing of these tests comes early
        }
    }

    private static Publication publication(long seq) {
        return new Publication(ACME, seq, "UPDATE", "{}", Instant.EPOCH);
    }

    @Test
    void beginsBehindThePositionThatTheTopicHasNow() {
        position = 7;

        lanes.open(ACME);
        lanes.get(ACME).offer(publication(7));
        lanes.get(ACME).offer(publication(8));

        assertThat(delivered).extracting(Publication::seq).containsExactly(8L);
    }

    @Test
    void letsGoOfATopicThatNobodyUsedForAWhile() {
        lanes.open(ACME);
        lanes.open(GLOBEX);
        now = Lanes.LINGER_MILLIS + 1;

        lanes.forgetUnless(GLOBEX::equals);

        assertThat(lanes.topics()).containsExactly(GLOBEX);
        assertThat(followed.get(followed.size() - 1)).containsExactly("org:globex");
    }

    @Test
    void keepsATopicForAWhileAfterItsLastUse() {
        lanes.open(ACME);
        now = 60_000;
        lanes.forgetUnless(topic -> true);
        now += Lanes.LINGER_MILLIS;

        lanes.forgetUnless(topic -> false);

        assertThat(lanes.topics()).containsExactly(ACME);
    }

    @Test
    void keepsATopicThatIsAskedForWhileItIsAboutToBeForgotten() {
        lanes.open(ACME);
        now = Lanes.LINGER_MILLIS + 1;

        lanes.forgetUnless(topic -> {
            lanes.open(topic);
            return false;
        });

        assertThat(lanes.get(ACME)).isNotNull();
        assertThat(followed.get(followed.size() - 1)).containsExactly("org:acme");
    }

    @Test
    void forgetsATopicWhosePositionCouldNotBeRead() {
        Lanes broken = new Lanes(
                new Recording(),
                topic -> {
                    throw new IllegalStateException("database away");
                },
                followed::add,
                space -> {},
                () -> now);
        try {
            broken.open(ACME);
        } catch (IllegalStateException away) {
            now = Lanes.LINGER_MILLIS + 1;
        }

        broken.forgetUnless(topic -> false);

        assertThat(followed.get(followed.size() - 1)).isEmpty();
    }

    @Test
    void neverReplacesTheWantedSpacesByOlderOnes() throws InterruptedException {
        CountDownLatch firstIsSlow = new CountDownLatch(1);
        CountDownLatch firstHasBegun = new CountDownLatch(1);
        Lanes slow = new Lanes(
                new Recording(),
                topic -> 0,
                spaces -> {
                    if (firstHasBegun.getCount() > 0) {
                        firstHasBegun.countDown();
                        await(firstIsSlow);
                    }
                    followed.add(spaces);
                },
                space -> {},
                () -> now);
        Thread first = new Thread(() -> slow.open(ACME));
        Thread second = new Thread(() -> slow.open(GLOBEX));

        first.start();
        await(firstHasBegun);
        second.start();
        firstIsSlow.countDown();
        first.join();
        second.join();

        assertThat(followed.get(followed.size() - 1)).containsExactlyInAnyOrder("org:acme", "org:globex");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
