package org.heliograph.uptime.subscriber;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.event.Timestamps;
import org.heliograph.mail.MailService;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.page.PageView;

/**
 * Mails to subscribers that are waiting. One is added in the transaction of its notice; any node gives it a delivery for each subscriber,
 * and any node takes deliveries for a time: if it ends meanwhile, another tries them again. So each is sent at least once, and twice only
 * when a node ends between the mail server's answer and the next statement.
 */
@ApplicationScoped
public class NoticeMailOutbox {
    /** News that are older are none. */
    static final Duration LONGEST_AGE = Duration.ofHours(6);

    private static final String NEW = "select id, page_id, created_at from notice_mail where addressed = false"
            + " order by created_at fetch first 20 rows only for update skip locked";
    private static final String DUE =
            "select mail_id, subscriber_id, attempts from notice_mail_delivery where due_at <= ?"
                    + " order by due_at fetch first ";
    private static final String LETTER = "select s.*, n.content, n.created_at as published_at"
            + " from notice_mail_delivery d join notice_mail n on n.id = d.mail_id"
            + " join page_subscriber s on s.id = d.subscriber_id where d.mail_id = ? and d.subscriber_id = ?";

    private SqlTemplate sql;
    private SubscriberRepository subscribers;
    private MailService mail;
    private Clock clock;

    /** For the container's proxies. */
    protected NoticeMailOutbox() {}

    @Inject
    NoticeMailOutbox(SqlTemplate sql, SubscriberRepository subscribers, MailService mail, Clock clock) {
        this.sql = sql;
        this.subscribers = subscribers;
        this.mail = mail;
        this.clock = clock;
    }

    /** One mail to one subscriber. @param attempts how often it was taken, this time included */
    record Delivery(String mailId, String subscriberId, int attempts) {}

    /** What a delivery says. */
    record Letter(NoticeMail content, Subscriber subscriber) {}

    private record Mailing(String id, String pageId, Instant createdAt) {}

    /** Whether a page has subscribers who get mail. */
    @Transactional
    public boolean isNeeded(PageView page) {
        return page.mail() && mail.isConfigured() && subscribers.countConfirmed(page.id()) > 0;
    }

    /**
     * Adds a mail to all subscribers of a page, in the caller's transaction. One about a notice that was withdrawn replaces what still waits
     * about it, which would come later when a mailbox has refused it for now.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(PageView page, NoticeMail content) {
        if (content.change() == NoticeMail.Change.WITHDRAWN) {
            sql.update(
                    "delete from notice_mail where page_id = ? and content like ? escape '!'",
                    page.id(),
                    "%\"noticeId\":\"" + content.noticeId() + "\"%");
        }
        sql.update(
                "insert into notice_mail (id, page_id, content, created_at) values (?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                page.id(),
                content.stored(),
                Timestamps.now(clock));
    }

    /** Gives new mails their deliveries, to those who had confirmed when the notice was published. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void address() {
        for (Mailing added :
                sql.query(NEW, row -> new Mailing(row.text("id"), row.text("page_id"), row.time("created_at")))) {
            sql.update(
                    "insert into notice_mail_delivery (mail_id, subscriber_id, due_at)"
                            + " select cast(? as varchar(64)), id, cast(? as timestamp(3) with time zone)"
                            + " from page_subscriber where page_id = ? and confirmed_at <= ?",
                    added.id(),
                    added.createdAt(),
                    added.pageId(),
                    added.createdAt());
            sql.update("update notice_mail set addressed = true where id = ?", added.id());
        }
    }

    /** Takes deliveries that are due and that no other node has. @param lease for how long no other node takes them */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Delivery> take(int most, Duration lease) {
        Instant now = Timestamps.now(clock);
        List<Delivery> due = sql.query(
                DUE + most + " rows only for update skip locked",
                row -> new Delivery(row.text("mail_id"), row.text("subscriber_id"), row.integer("attempts") + 1),
                now);
        sql.batch(
                "update notice_mail_delivery set attempts = attempts + 1, due_at = ? where mail_id = ? and subscriber_id = ?",
                due.stream()
                        .map(one -> new Object[] {now.plus(lease), one.mailId(), one.subscriberId()})
                        .toList());
        return due;
    }

    /** What a delivery says now; empty when its subscriber or its page is gone, or when it is too old. */
    @Transactional
    public Optional<Letter> read(Delivery delivery) {
        Instant oldest = Timestamps.now(clock).minus(LONGEST_AGE);
        return sql
                .query(
                        LETTER + " and n.created_at > ?",
                        row -> new Letter(NoticeMail.parse(row.text("content")), SubscriberRepository.read(row)),
                        delivery.mailId(),
                        delivery.subscriberId(),
                        oldest)
                .stream()
                .findFirst();
    }

    /** The mail server has taken it. */
    @Transactional
    public void sent(Delivery delivery) {
        delete(delivery);
        subscribers.accepted(delivery.subscriberId());
    }

    /** The mail server has refused it for good. */
    @Transactional
    public void rejected(Delivery delivery) {
        delete(delivery);
        subscribers.rejected(delivery.subscriberId());
    }

    /** Its subscriber, or its page, is to get it no more. */
    @Transactional
    public void delete(Delivery delivery) {
        sql.update(
                "delete from notice_mail_delivery where mail_id = ? and subscriber_id = ?",
                delivery.mailId(),
                delivery.subscriberId());
    }

    /** It is tried again. */
    @Transactional
    public void postpone(Delivery delivery, Duration wait) {
        sql.update(
                "update notice_mail_delivery set due_at = ? where mail_id = ? and subscriber_id = ?",
                Timestamps.now(clock).plus(wait),
                delivery.mailId(),
                delivery.subscriberId());
    }

    /** Deletes mails that are too old or have no delivery left. @return how many deliveries were too old */
    @Transactional
    public long purge() {
        Instant oldest = Timestamps.now(clock).minus(LONGEST_AGE);
        long expired = sql.query(
                        "select count(*) as expired from notice_mail_delivery d join notice_mail n on n.id = d.mail_id"
                                + " where n.created_at <= ?",
                        row -> row.bigint("expired"),
                        oldest)
                .get(0);
        sql.update("delete from notice_mail where created_at <= ?", oldest);
        sql.update("delete from notice_mail where addressed = true"
                + " and not exists (select 1 from notice_mail_delivery d where d.mail_id = notice_mail.id)");
        return expired;
    }
}
