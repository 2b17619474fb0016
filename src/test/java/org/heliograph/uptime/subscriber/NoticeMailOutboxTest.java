package org.heliograph.uptime.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeMailOutboxTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static SubscriberFixture on(TestDatabase database) {
        return new SubscriberFixture(database, mail -> {});
    }

    @ParameterizedTest
    @EnumSource
    void eachSubscriberWhoHadConfirmedIsWrittenToOnceByOneNode(TestDatabase database) {
        SubscriberFixture world = on(database);
        Subscriber alice = world.confirmed("alice@acme.test");
        Subscriber bob = world.confirmed("bob@globex.test");
        world.pending("carol@acme.test");
        world.publish("Slow");
        world.outbox.address();
        world.clock.move(Duration.ofSeconds(1));
        world.confirmed("dave@acme.test");

        List<NoticeMailOutbox.Delivery> first = world.outbox.take(1, LEASE);
        List<NoticeMailOutbox.Delivery> second = world.outbox.take(10, LEASE);

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
        assertThat(List.of(first.get(0).subscriberId(), second.get(0).subscriberId()))
                .containsExactlyInAnyOrder(alice.id(), bob.id());
        assertThat(world.outbox.take(10, LEASE)).isEmpty();
        world.outbox.sent(first.get(0));
        world.clock.move(LEASE);
        assertThat(world.outbox.take(10, LEASE))
                .as("the node that took it has ended")
                .containsExactly(new NoticeMailOutbox.Delivery(
                        second.get(0).mailId(), second.get(0).subscriberId(), 2));
    }

    @ParameterizedTest
    @EnumSource
    void whoUnsubscribesOrIsRefusedTooOftenGetsNothingMore(TestDatabase database) {
        SubscriberFixture world = on(database);
        Subscriber alice = world.confirmed("alice@acme.test");
        Subscriber bob = world.confirmed("bob@globex.test");
        world.publish("Slow");
        world.subscribers.remove(alice.id());
        NoticeMailOutbox.Delivery delivery = world.outbox.take(10, LEASE).get(0);
        assertThat(delivery.subscriberId()).isEqualTo(bob.id());
        for (int refusals = 1; refusals < 5; refusals++) {
            world.outbox.rejected(delivery);
        }
        world.outbox.sent(delivery);
        for (int refusals = 1; refusals < 5; refusals++) {
            world.outbox.rejected(delivery);
            assertThat(world.subscribers.countConfirmed(world.page.id())).isEqualTo(1);
        }

        world.outbox.rejected(delivery);

        assertThat(world.subscribers.countConfirmed(world.page.id())).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTooOldIsDroppedAndWhatWasSentLeavesNothing(TestDatabase database) {
        SubscriberFixture world = on(database);
        world.confirmed("alice@acme.test");
        world.publish("Slow");
        NoticeMailOutbox.Delivery old = world.outbox.take(10, LEASE).get(0);
        world.clock.move(NoticeMailOutbox.LONGEST_AGE);
        world.publish("Slow again");

        assertThat(world.outbox.read(old)).isEmpty();
        assertThat(world.outbox.purge()).isEqualTo(1);
        assertThat(world.count("notice_mail")).isEqualTo(1);
        world.outbox.sent(world.outbox.take(10, LEASE).get(0));
        assertThat(world.outbox.purge()).isZero();
        assertThat(world.count("notice_mail")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aMailAboutAWithdrawnNoticeReplacesThoseThatWait(TestDatabase database) {
        SubscriberFixture world = on(database);
        world.confirmed("alice@acme.test");
        world.publish("Slow");
        NoticeMailOutbox.Delivery waiting = world.outbox.take(1, LEASE).get(0);
        world.add("another", NoticeMail.Change.PUBLISHED, "Down");

        world.add("incident", NoticeMail.Change.WITHDRAWN, "Slow");

        assertThat(world.outbox.read(waiting)).isEmpty();
        world.clock.move(LEASE);
        assertThat(world.outbox.take(10, LEASE))
                .extracting(one -> world.outbox.read(one).orElseThrow().content())
                .extracting(mail -> mail.change() + " " + mail.noticeId())
                .containsExactlyInAnyOrder("PUBLISHED another", "WITHDRAWN incident");
    }

    @ParameterizedTest
    @EnumSource
    void aNewRequestReplacesOneThatIsNotConfirmedAndChangesNoConfirmedOne(TestDatabase database) {
        SubscriberFixture world = on(database);
        Subscriber pending = world.pending("alice@acme.test");
        assertThat(world.pending("alice@acme.test").id()).isEqualTo(pending.id());
        assertThat(world.subscribers.confirm(pending)).isTrue();
        assertThat(world.subscribers.confirm(pending)).isFalse();
        world.pending("bob@globex.test");
        assertThat(world.subscribers.countPending(world.page.id())).isEqualTo(1);

        world.clock.move(Duration.ofHours(49));
        assertThat(world.subscribers.countPending(world.page.id())).isZero();
        world.subscribers.purge();

        assertThat(world.sql.query(
                        "select email from page_subscriber where page_id = ?",
                        row -> row.text("email"),
                        world.page.id()))
                .containsExactly("alice@acme.test");
    }
}
