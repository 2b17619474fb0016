package org.heliograph.identity.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.mail.MailService;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResetRequestServiceTest {
    private final Map<String, String> settings = new HashMap<>(Map.of("heliograph.login.reset.requests", "20"));
    private final BlockingQueue<String> mailed = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean hangs;
    private ResetRequestService service;

    private ResetRequestService service() {
        Configuration configuration = new Configuration(name -> Optional.ofNullable(settings.get(name)));
        MailService mail = new MailService() {
            @Override
            public boolean isConfigured() {
                return !settings.isEmpty();
            }
        };
        ResetLinkMailer mailer = new ResetLinkMailer() {
            @Override
            void mail(String email, SignInClient client) {
                mailed.add(email + " " + client.address());
                if (hangs) {
                    try {
                        end.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }
                if (email.startsWith("broken")) {
                    throw new IllegalStateException("the database is away");
                }
            }
        };
        AuditTrail audit = new AuditTrail() {
            @Override
            public void attemptWith(String email) {
                // there is no request
            }
        };
        service = new ResetRequestService(configuration, mail, mailer, audit);
        service.use(Thread::new);
        return service;
    }

    @AfterEach
    void stop() {
        end.countDown();
        service.end();
    }

    private static SignInClient from(String address) {
        return new SignInClient(address, "Firefox", List.of(), true, true);
    }

    private String next() throws InterruptedException {
        return mailed.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void anAnswerWaitsForNoWorkAndAFailureEndsNoThread() throws InterruptedException {
        service();
        for (int i = 0; i < 5; i++) {
            service.accept("broken" + i + "@acme.test", from("192.0.2.1"));
        }
        service.accept("alice@acme.test", from("192.0.2.1"));

        // two threads work: what was asked for later may be done before
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            done.add(next());
        }
        assertThat(done)
                .contains("broken0@acme.test 192.0.2.1", "broken4@acme.test 192.0.2.1", "alice@acme.test 192.0.2.1")
                .doesNotHaveDuplicates();
    }

    @Test
    void anAddressAsksForABoundedNumberOfLinksAndOthersGoOn() {
        settings.put("heliograph.login.reset.requests", "3");
        service();
        for (int i = 0; i < 3; i++) {
            service.accept(i + "@acme.test", from("2001:db8::" + i));
        }

        assertThatThrownBy(() -> service.accept("alice@acme.test", from("2001:db8::9")))
                .isInstanceOfSatisfying(ApiException.class, limited -> {
                    assertThat(limited.code()).isEqualTo("RATE_LIMITED");
                    assertThat(limited.retryAfterSeconds()).isBetween(3000L, 3601L);
                });
        service.accept("alice@acme.test", from("2001:db8:0:1::9"));
    }

    @Test
    void aBoundedNumberOfRequestsWaitsForAMailServerThatHangs() {
        settings.put("heliograph.login.reset.requests", "10000");
        hangs = true;
        service();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 300; i++) {
                        service.accept(i + "@acme.test", from("192.0.2.1"));
                    }
                })
                .isInstanceOfSatisfying(
                        ApiException.class, busy -> assertThat(busy.status()).isEqualTo(503));
    }

    @Test
    void withoutAMailServerTheAnswerSaysSo() {
        settings.clear();
        service();

        assertThatThrownBy(() -> service.accept("alice@acme.test", from("192.0.2.1")))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo("NO_MAIL_SERVER"));
        assertThat(mailed).isEmpty();
    }
}
