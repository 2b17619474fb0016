package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/** Which subjects of the provider have which accounts, and who may be linked. */
@ApplicationScoped
public class IdentityRepository {
    private static final Duration PERMISSION_LIFE = Duration.ofDays(7);

    private SqlTemplate sql;
    private Clock clock;

    /** For the container's proxies. */
    protected IdentityRepository() {}

    @Inject
    IdentityRepository(SqlTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The link of an account.
     *
     * @param created whether the account was made for the subject: it has no password of a person, and its name and address follow the
     *     provider
     * @param role    the platform role that groups gave; null for none
     * @param previousRole the platform role that the account had before; null when groups gave none
     */
    public record Link(String accountId, String subject, boolean created, String role, String previousRole) {
        /** What the account had before groups gave it a role, when they give one now; null when they do not. @param before its role now */
        String previousRole(Optional<String> given, String before) {
            return given.map(role -> before.equals(this.role) ? previousRole : before)
                    .orElse(null);
        }
    }

    @Transactional
    Optional<Link> find(String issuer, String subject) {
        return sql
                .query(
                        "select account_id, subject, created, platform_role, previous_platform_role from oidc_identity where issuer = ? and subject = ?",
                        IdentityRepository::link,
                        issuer,
                        subject)
                .stream()
                .findFirst();
    }

    @Transactional
    public Optional<Link> ofAccount(String issuer, String accountId) {
        return sql
                .query(
                        "select account_id, subject, created, platform_role, previous_platform_role from oidc_identity where issuer = ? and account_id = ?",
                        IdentityRepository::link,
                        issuer,
                        accountId)
                .stream()
                .findFirst();
    }

    /** The links of an account, whatever their provider. */
    @Transactional
    List<Link> allOf(String accountId) {
        return sql.query(
                "select account_id, subject, created, platform_role, previous_platform_role from oidc_identity where account_id = ?",
                IdentityRepository::link,
                accountId);
    }

    private static Link link(SqlRow row) throws SQLException {
        return new Link(
                row.text("account_id"),
                row.text("subject"),
                row.bool("created"),
                row.text("platform_role"),
                row.text("previous_platform_role"));
    }

    /** Stores a link. Fails as a duplicate when the subject or the account has one. */
    @Transactional
    void insert(String issuer, String subject, String accountId, boolean created) {
        Instant now = Timestamps.now(clock);
        sql.update(
                "insert into oidc_identity (issuer, subject, account_id, created, created_at, last_used_at) values (?, ?, ?, ?, ?, ?)",
                issuer,
                subject,
                accountId,
                created,
                now,
                now);
        sql.update("delete from oidc_link_permission where account_id = ?", accountId);
    }

    /** Notes a sign-in. @param role the platform role that groups give; null for none @param previousRole as in {@link Link} */
    @Transactional
    void use(String issuer, String subject, String role, String previousRole) {
        sql.update(
                "update oidc_identity set last_used_at = ?, platform_role = ?, previous_platform_role = ? where issuer = ? and subject = ?",
                Timestamps.now(clock),
                role,
                previousRole,
                issuer,
                subject);
    }

    /** @return whether there was a link */
    @Transactional
    boolean delete(String issuer, String accountId) {
        return sql.update("delete from oidc_identity where issuer = ? and account_id = ?", issuer, accountId) > 0;
    }

    /** Ends every link of an account and the permission for another one. */
    @Transactional
    void deleteAll(String accountId) {
        sql.update("delete from oidc_identity where account_id = ?", accountId);
        sql.update("delete from oidc_link_permission where account_id = ?", accountId);
    }

    /** Lets an account be linked, within a week, to the subject that signs in with its verified address. */
    @Transactional
    public void permit(String accountId, String creator) {
        sql.update("delete from oidc_link_permission where account_id = ?", accountId);
        sql.update(
                "insert into oidc_link_permission (account_id, created_by, expires_at) values (?, ?, ?)",
                accountId,
                creator,
                Timestamps.now(clock).plus(PERMISSION_LIFE));
    }

    /** Ends the permission of {@link #permit}. */
    @Transactional
    public void forbid(String accountId) {
        sql.update("delete from oidc_link_permission where account_id = ?", accountId);
    }

    @Transactional
    boolean isPermitted(String accountId) {
        return !sql.query(
                        "select account_id from oidc_link_permission where account_id = ? and expires_at > ?",
                        row -> row.text("account_id"),
                        accountId,
                        Timestamps.now(clock))
                .isEmpty();
    }
}
