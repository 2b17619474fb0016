package org.heliograph.uptime.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.mail.Mail;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriberMailSenderTest {
    private final BlockingQueue<Mail> sent = new LinkedBlockingQueue<>();
    private final AtomicLong millis = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile SubscriberFixture.Delivery server = sent::add;
    private final SubscriberFixture world = new SubscriberFixture(TestDatabase.H2, mail -> server.send(mail));
    private SubscriberMailSender sender;

    private SubscriberMailSender sender() {
        StatusPageRepository pages = new StatusPageRepository() {
            @Override
            public Optional<PageView> findById(String id) {
                return Optional.of(world.page);
            }
        };
        sender = new SubscriberMailSender(
                world.configuration(), world.outbox, world.subscribers, pages, world.writer, world.mail, millis::get);
        sender.use(Thread::new);
        return sender;
    }

    @AfterEach
    void stop() {
        end.countDown();
        sender.end();
    }

    private Mail next() throws InterruptedException {
        Mail mail = sent.poll(30, TimeUnit.SECONDS);
        assertThat(mail).isNotNull();
        return mail;
    }

    private void awaitDeliveries(int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(world.count("notice_mail_delivery")).isEqualTo(count));
    }

    /** Waits until so many are due again, and no longer because a node has taken them. */
    private void awaitPostponed(int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(world.sql.query(
                                "select subscriber_id from notice_mail_delivery where due_at < ?",
                                row -> row.text("subscriber_id"),
                                world.clock.instant().plusSeconds(60)))
                        .hasSize(count));
    }

    @Test
    void aMailHasTheHeadersToUnsubscribeAndTheSameIdEachTime() throws InterruptedException {
        Subscriber alice = world.confirmed("alice@acme.test");
        world.publish("Slow");
        server = mail -> {
            sent.add(mail);
            throw new IOException("the connection was lost");
        };
        sender().sendDue();
        Mail first = next();
        awaitPostponed(1);
        server = sent::add;
        millis.addAndGet(5_000);
        world.clock.move(Duration.ofSeconds(10));
        sender.sendDue();
        Mail again = next();
        awaitDeliveries(0);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.to()).isEqualTo("alice@acme.test");
        assertThat(again.sender()).isEqualTo("Acme");
        assertThat(again.subject()).isEqualTo("New incident: Slow");
        assertThat(again.headers()).containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        String address = again.headers().get("List-Unsubscribe");
        assertThat(address)
                .startsWith("<https://fleet.acme.test/v1/status/" + world.page.slug() + "/subscribers/unsubscribe/")
                .endsWith(">");
        String token = address.replaceFirst("^.*/", "").replace(">", "");
        assertThat(world.tokens.read(token)).contains(alice.id());
        assertThat(again.text())
                .contains("Severity: Major", "Affects API", "We look.")
                .contains("https://fleet.acme.test/status/" + world.page.slug() + "/subscription#unsubscribe=" + token);
    }

    @Test
    void aMailServerThatIsAwayOrHangsHoldsNothingUpAndIsLeftAloneForAWhile() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            world.confirmed(i + "@acme.test");
        }
        world.publish("Slow");
        world.settings.put("heliograph.mail.subscribers.rate", "6000");
        AtomicLong attempts = new AtomicLong();
        server = mail -> {
            attempts.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("the mail server is too slow");
        };
        sender().sendDue();
        await().atMost(Duration.ofSeconds(30)).until(() -> attempts.get() == 4);
        sender.sendDue();

        end.countDown();

        // four were on their way; the others see the pause and wait
        awaitPostponed(8);
        assertThat(attempts).hasValue(4);
        server = sent::add;
        world.clock.move(Duration.ofSeconds(6));
        sender.sendDue();
        assertThat(attempts).hasValue(4);
        millis.addAndGet(5_000);
        sender.sendDue();
        for (int i = 0; i < 8; i++) {
            next();
        }
        awaitDeliveries(0);
    }

    @Test
    void theRateBoundsWhatIsSent() throws InterruptedException {
        world.settings.put("heliograph.mail.subscribers.rate", "30");
        for (int i = 0; i < 3; i++) {
            world.confirmed(i + "@acme.test");
        }
        world.publish("Slow");
        sender();

        for (int seconds = 0; seconds < 4; seconds++) {
            sender.sendDue();
        }

        next();
        next();
        awaitDeliveries(1);
    }

    @Test
    void waitsGrowUpToABound() {
        assertThat(List.of(1, 2, 3, 60))
                .extracting(attempts ->
                        SubscriberMailSender.backoff(Duration.ofSeconds(5), attempts, Duration.ofMinutes(5)))
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(5));
        sender();
    }
}
