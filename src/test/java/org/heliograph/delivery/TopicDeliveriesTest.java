package org.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.broker.ChannelSubscriptions;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class TopicDeliveriesTest {
    private static final Topic ACME = Topic.ofOrganization("acme", "machines");
    private static final Topic GLOBEX = Topic.ofOrganization("globex", "machines");

    private final List<Publication> delivered = new ArrayList<>();
    private final List<String> followed = new ArrayList<>();
    private long now;
    private long position;

    private final TopicDeliveries lanes =
            new TopicDeliveries(new Recording(), topic -> position, new Wishes(), () -> now);

    /** Writes down + and - before each space, and when it is waited for. */
    private final class Wishes implements ChannelSubscriptions {
        @Override
        public void follow(String space) {
            followed.add("+" + space);
        }

        @Override
        public void unfollow(String space) {
            followed.add("-" + space);
        }

        @Override
        public void awaitFollowing(String space) {
            followed.add("await " + space);
        }
    }

    private final class Recording implements TopicDelivery.Environment {
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
        public void later(TopicDelivery lane) {
            // nothing of these tests comes early
        }
    }

    private static Publication publication(long seq) {
        return new Publication(ACME, seq, "UPDATE", "{}", Instant.EPOCH);
    }

    @Test
    void beginsBehindThePositionThatTheTopicHasNow() {
        position = 7;

        lanes.open(List.of(ACME));
        lanes.get(ACME).offer(publication(7));
        lanes.get(ACME).offer(publication(8));

        assertThat(delivered).extracting(Publication::seq).containsExactly(8L);
    }

    @Test
    void letsGoOfATopicThatNobodyUsedForAWhile() {
        lanes.open(List.of(ACME));
        lanes.open(List.of(GLOBEX));
        now = TopicDeliveries.LINGER_MILLIS + 1;

        lanes.forgetUnless(GLOBEX::equals);

        assertThat(lanes.topics()).containsExactly(GLOBEX);
        assertThat(followed).endsWith("-org:acme");
    }

    @Test
    void keepsATopicForAWhileAfterItsLastUse() {
        lanes.open(List.of(ACME));
        now = 60_000;
        lanes.forgetUnless(topic -> true);
        now += TopicDeliveries.LINGER_MILLIS;

        lanes.forgetUnless(topic -> false);

        assertThat(lanes.topics()).containsExactly(ACME);
    }

    @Test
    void keepsATopicThatIsAskedForWhileItIsAboutToBeForgotten() {
        lanes.open(List.of(ACME));
        now = TopicDeliveries.LINGER_MILLIS + 1;

        lanes.forgetUnless(topic -> {
            lanes.open(List.of(topic));
            return false;
        });

        assertThat(lanes.get(ACME)).isNotNull();
        assertThat(followed).containsExactly("+org:acme", "await org:acme");
    }

    @Test
    void forgetsATopicWhosePositionCouldNotBeRead() {
        TopicDeliveries broken = new TopicDeliveries(
                new Recording(),
                topic -> {
                    throw new IllegalStateException("database away");
                },
                new Wishes(),
                () -> now);
        try {
            broken.open(List.of(ACME));
        } catch (IllegalStateException away) {
            now = TopicDeliveries.LINGER_MILLIS + 1;
        }

        broken.forgetUnless(topic -> false);

        assertThat(followed).endsWith("-org:acme");
    }

    @Test
    void asksForEachSpaceOnceHoweverManyAreOpen() {
        List<Topic> channels = IntStream.range(0, 20_000)
                .mapToObj(i -> Topic.ofChannel("apps:" + i))
                .toList();

        channels.forEach(channel -> lanes.open(List.of(channel)));

        assertThat(followed.stream().filter(wish -> wish.startsWith("+"))).hasSize(20_000);
    }

    @Test
    void asksForAllThatIsOpenedTogetherBeforeItWaitsForAny() {
        lanes.open(List.of(ACME, GLOBEX));

        assertThat(followed).containsExactly("+org:acme", "+org:globex", "await org:acme", "await org:globex");
    }

    @Test
    void keepsASpaceWhileAnyTopicOfItIsUsed() {
        Topic members = Topic.ofOrganization("acme", "members");
        lanes.open(List.of(ACME, members));
        now = TopicDeliveries.LINGER_MILLIS + 1;

        lanes.forgetUnless(members::equals);

        assertThat(followed).doesNotContain("-org:acme").containsOnlyOnce("+org:acme");
    }
}
