package org.heliograph.uptime.subscriber;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ListPage;
import org.heliograph.uptime.page.PageView;

/** The subscribers of pages, those included who have not confirmed yet. */
@ApplicationScoped
public class SubscriberRepository {
    /** Mails in a row that the mail server refuses for good, before it counts as an address that does not exist. */
    private static final int MOST_REJECTIONS = 5;

    private static final String CONFIRMED =
            "select count(*) as subscribers from page_subscriber" + " where page_id = ? and confirmed_at is not null";

    private SqlTemplate sql;
    private AuditTrail audit;
    private Clock clock;

    /** For the container's proxies. */
    protected SubscriberRepository() {}

    @Inject
    SubscriberRepository(SqlTemplate sql, AuditTrail audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** As administrators see one. @param confirmedAt null for one who has not confirmed yet */
    record Listed(String id, String email, String language, Instant createdAt, Instant confirmedAt) {}

    /** How many have confirmed. */
    @Transactional
    public long countConfirmed(String pageId) {
        return sql.query(CONFIRMED, row -> row.bigint("subscribers"), pageId).get(0);
    }

    /** How many have not confirmed yet. */
    @Transactional
    long countPending(String pageId) {
        return sql.query(
                        "select count(*) as subscribers from page_subscriber where page_id = ? and confirmed_at is null and expires_at > ?",
                        row -> row.bigint("subscribers"),
                        pageId,
                        Timestamps.now(clock))
                .get(0);
    }

    /** Whether an address has confirmed, or has got a confirmation link after a moment. */
    @Transactional
    boolean isKnown(String pageId, String email, Instant moment) {
        return !sql.query(
                        "select id from page_subscriber where page_id = ? and email = ?"
                                + " and (confirmed_at is not null or created_at > ?)",
                        row -> row.text("id"),
                        pageId,
                        email,
                        moment)
                .isEmpty();
    }

    /** Stores one who has not confirmed yet, in the place of an earlier request of the address. Leaves those who have confirmed as they are. */
    @Transactional
    public void request(Subscriber subscriber, String tokenHash, Instant expiresAt) {
        Instant now = Timestamps.now(clock);
        int renewed = sql.update(
                "update page_subscriber set language = ?, time_zone = ?, token_hash = ?, expires_at = ?, created_at = ?"
                        + " where page_id = ? and email = ? and confirmed_at is null",
                subscriber.language(),
                subscriber.zone().getId(),
                tokenHash,
                expiresAt,
                now,
                subscriber.pageId(),
                subscriber.email());
        if (renewed == 0) {
            sql.update(
                    "insert into page_subscriber (id, page_id, email, language, time_zone, token_hash, expires_at, created_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    subscriber.pageId(),
                    subscriber.email(),
                    subscriber.language(),
                    subscriber.zone().getId(),
                    tokenHash,
                    expiresAt,
                    now);
        }
    }

    /** The subscriber of a confirmation link, which is valid until it expires, and afterwards for who has used it. */
    @Transactional
    Optional<Subscriber> findByToken(String pageId, String tokenHash) {
        return sql
                .query(
                        "select * from page_subscriber where page_id = ? and token_hash = ?"
                                + " and (confirmed_at is not null or expires_at > ?)",
                        SubscriberRepository::read,
                        pageId,
                        tokenHash,
                        Timestamps.now(clock))
                .stream()
                .findFirst();
    }

    /** @return whether this is new */
    @Transactional
    boolean confirm(Subscriber subscriber) {
        return sql.update(
                        "update page_subscriber set confirmed_at = ? where id = ? and confirmed_at is null",
                        Timestamps.now(clock),
                        subscriber.id())
                > 0;
    }

    /** With it end the mails that are waiting. @return whether there was one */
    @Transactional
    public boolean remove(String id) {
        return sql.update("delete from page_subscriber where id = ?", id) > 0;
    }

    /** Removes one of a page, by an administrator. @throws ApiException 404 without such a subscriber */
    @Transactional
    public void remove(PageView page, String id) {
        String email = find(page.id(), id)
                .filter(found -> remove(found.id()))
                .orElseThrow(() -> ApiException.notFound("There is no such subscriber."))
                .email();
        audit.record(AuditEntry.of(AuditAction.SUBSCRIBER_REMOVE)
                .on("status page/" + page.id(), page.name())
                .change("subscriber", email, null));
    }

    /** Removes all of a page, in the caller's transaction: they may not be allowed to read it any more. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void removeAll(String pageId) {
        sql.update("delete from page_subscriber where page_id = ?", pageId);
    }

    /** Notes that the mail server has taken a mail. */
    void accepted(String id) {
        sql.update("update page_subscriber set rejections = 0 where id = ? and rejections > 0", id);
    }

    /** Notes that the mail server has refused a mail for good; removes who was refused too often. */
    void rejected(String id) {
        sql.update("update page_subscriber set rejections = rejections + 1 where id = ?", id);
        sql.update("delete from page_subscriber where id = ? and rejections >= ?", id, MOST_REJECTIONS);
    }

    /** Deletes those who did not confirm in time. */
    @Transactional
    public void purge() {
        sql.update("delete from page_subscriber where confirmed_at is null and expires_at <= ?", Timestamps.now(clock));
    }

    /** Those of a page, by address. */
    @Transactional
    List<Listed> list(String pageId, ListPage page) {
        return sql.query(
                "select id, email, language, created_at, confirmed_at from page_subscriber where page_id = ? and email > ?"
                        + " and (confirmed_at is not null or expires_at > ?)"
                        + " order by email fetch first " + page.readLimit() + " rows only",
                row -> new Listed(
                        row.text("id"),
                        row.text("email"),
                        row.text("language"),
                        row.time("created_at"),
                        row.time("confirmed_at")),
                pageId,
                page.after(0, 1).orElse(""),
                Timestamps.now(clock));
    }

    private Optional<Subscriber> find(String pageId, String id) {
        return sql
                .query(
                        "select * from page_subscriber where page_id = ? and id = ?",
                        SubscriberRepository::read,
                        pageId,
                        id)
                .stream()
                .findFirst();
    }

    static Subscriber read(SqlRow row) throws SQLException {
        return new Subscriber(
                row.text("id"),
                row.text("page_id"),
                row.text("email"),
                row.text("language"),
                zone(row.text("time_zone")));
    }

    /** A zone may be gone with another version of Java. */
    private static ZoneId zone(String id) {
        return ZoneId.getAvailableZoneIds().contains(id) ? ZoneId.of(id) : ZoneId.of("UTC");
    }
}
