package org.heliograph.uptime.subscriber;

import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.identity.SecureTokens;
import org.heliograph.mail.Mail;
import org.heliograph.mail.MailService;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.heliograph.uptime.page.Appearance;
import org.heliograph.uptime.page.PageView;

/** A page with subscribers in a database, and a mail server that is a method. */
final class SubscriberFixture {
    static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
    private static final PrivateKey KEY = key();

    final MovableClock clock = new MovableClock(START);
    final Map<String, String> settings = new HashMap<>(Map.of("heliograph.public.url", "https://fleet.acme.test/"));
    final PageView page = page("acme-" + UUID.randomUUID());
    final SqlTemplate sql;
    final SubscriberRepository subscribers;
    final NoticeMailOutbox outbox;
    final UnsubscribeTokens tokens = new UnsubscribeTokens(KEY);
    final SubscriberMailWriter writer = new SubscriberMailWriter(tokens, configuration());
    final MailService mail;

    /** What the mail server does with a mail. */
    interface Delivery {
        void send(Mail mail) throws IOException;
    }

    SubscriberFixture(TestDatabase database, Delivery server) {
        sql = database.sql();
        subscribers = new SubscriberRepository(sql, null, clock);
        mail = new MailService() {
            @Override
            public boolean isConfigured() {
                return true;
            }

            @Override
            public void send(Mail one, String sender) throws IOException {
                server.send(one);
            }

            @Override
            public void sendSubscribed(Mail one) throws IOException {
                server.send(one);
            }
        };
        outbox = new NoticeMailOutbox(sql, subscribers, mail, clock);
        // what other tests left is nothing that is due here
        sql.update("delete from notice_mail");
        sql.update(
                "insert into status_page (id, name, slug, created_at, updated_at) values (?, ?, ?, ?, ?)",
                page.id(),
                page.name(),
                page.slug(),
                START,
                START);
    }

    static PageView page(String id) {
        return new PageView(id, id, "Acme", false, false, List.of(), List.of(), Appearance.NONE, null, true);
    }

    Configuration configuration() {
        return new Configuration(name -> Optional.ofNullable(settings.get(name)));
    }

    /** A new one, who has not confirmed. */
    Subscriber pending(String email) {
        String hash = SecureTokens.hash(email + page.id());
        subscribers.request(
                new Subscriber(null, page.id(), email, "en", ZoneId.of("UTC")),
                hash,
                clock.instant().plus(Duration.ofHours(48)));
        return subscribers.findByToken(page.id(), hash).orElseThrow();
    }

    Subscriber confirmed(String email) {
        Subscriber subscriber = pending(email);
        subscribers.confirm(subscriber);
        return subscriber;
    }

    /** A mail about a new incident, with its deliveries. */
    void publish(String title) {
        add("incident", NoticeMail.Change.PUBLISHED, title);
    }

    void add(String notice, NoticeMail.Change change, String title) {
        outbox.add(
                page,
                new NoticeMail(
                        notice, change, title, "investigating", "We look.", "major", null, null, List.of("API")));
        outbox.address();
    }

    long count(String table) {
        return sql.query("select count(*) as rows_there from " + table, row -> row.bigint("rows_there"))
                .get(0);
    }

    private static PrivateKey key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair().getPrivate();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
