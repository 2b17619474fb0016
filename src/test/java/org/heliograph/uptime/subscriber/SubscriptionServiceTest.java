package org.heliograph.uptime.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.heliograph.mail.Mail;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionServiceTest {
    private final BlockingQueue<Mail> sent = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile SubscriberFixture.Delivery server = sent::add;
    private final SubscriberFixture world = new SubscriberFixture(TestDatabase.H2, mail -> server.send(mail));
    private SubscriptionService service;

    private void service() {
        service = new SubscriptionService(
                world.configuration(), world.mail, world.writer, world.subscribers, world.tokens, world.clock);
        service.use(Thread::new);
    }

    @AfterEach
    void stop() {
        end.countDown();
        service.end();
    }

    private void request(String email, String client) {
        service.request(
                new Subscriber(null, world.page.id(), email, "fr", ZoneId.of("Europe/Paris")), world.page, client);
    }

    private String token() throws InterruptedException {
        return sent.poll(30, TimeUnit.SECONDS).text().replaceFirst("(?s)^.*#confirm=(\\S+).*$", "$1");
    }

    private void confirm(String token) {
        // the link is stored a moment after the mail
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(service.confirm(world.page, token)).isEqualTo("alice@acme.test"));
    }

    @Test
    void anAnswerWaitsForNoMailAndAnAddressThatIsKnownGetsNone() throws InterruptedException {
        service();
        request("alice@acme.test", "192.0.2.1");
        confirm(token());

        request("alice@acme.test", "192.0.2.1");
        server = mail -> {
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            sent.add(mail);
        };
        for (int i = 0; i < 5; i++) {
            request("bob" + i + "@globex.test", "192.0.2.1");
        }
        assertThat(sent).isEmpty();
        end.countDown();

        for (int i = 0; i < 5; i++) {
            assertThat(sent.poll(30, TimeUnit.SECONDS).to()).startsWith("bob");
        }
        assertThat(sent).isEmpty();
    }

    @Test
    void aLinkHoldsForTwoDaysAndAMailThatIsNotTakenStoresNone() throws InterruptedException {
        service();
        request("alice@acme.test", "192.0.2.1");
        String token = token();
        await().atMost(Duration.ofSeconds(30)).until(() -> world.subscribers.countPending(world.page.id()) == 1);
        world.clock.move(Duration.ofHours(48));
        assertThatThrownBy(() -> service.confirm(world.page, token)).isInstanceOf(ApiException.class);
        world.subscribers.purge();

        server = mail -> {
            sent.add(mail);
            throw new IOException("the mail server answered 451");
        };
        request("alice@acme.test", "192.0.2.1");
        String refused = token();
        server = sent::add;
        request("alice@acme.test", "192.0.2.1");
        confirm(token());
        assertThatThrownBy(() -> service.confirm(world.page, refused)).isInstanceOf(ApiException.class);
    }

    @Test
    void aClientAndAllOfThemAskForABoundedNumberOfLinksAndAPageHasABoundedNumberOfSubscribers() {
        world.settings.put("heliograph.mail.subscribers.requests", "2");
        world.settings.put("heliograph.mail.subscribers.confirmations", "3");
        world.settings.put("heliograph.mail.subscribers.limit", "1");
        service();
        request("a@acme.test", "192.0.2.1");
        request("b@acme.test", "192.0.2.1");
        assertThatThrownBy(() -> request("c@acme.test", "192.0.2.1"))
                .isInstanceOfSatisfying(ApiException.class, limited -> {
                    assertThat(limited.status()).isEqualTo(429);
                    assertThat(limited.retryAfterSeconds()).isBetween(3000L, 3601L);
                });
        request("d@acme.test", "192.0.2.2");
        assertThatThrownBy(() -> request("e@acme.test", "192.0.2.3"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        limited -> assertThat(limited.status()).isEqualTo(429));
        world.confirmed("f@acme.test");
        assertThatThrownBy(() -> request("g@acme.test", "192.0.2.4"))
                .isInstanceOfSatisfying(
                        ApiException.class, full -> assertThat(full.status()).isEqualTo(409));
    }

    @Test
    void aTokenOfAMailEndsASubscriptionAndOthersDoNot() {
        service();
        Subscriber alice = world.confirmed("alice@acme.test");
        assertThatThrownBy(() -> service.unsubscribe(alice.id())).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> service.unsubscribe("v1:AAAA")).isInstanceOf(ApiException.class);
        assertThat(world.subscribers.countConfirmed(world.page.id())).isEqualTo(1);
        String token = world.tokens.create(alice.id());

        service.unsubscribe(token);
        service.unsubscribe(token);

        assertThat(world.subscribers.countConfirmed(world.page.id())).isZero();
    }
}
