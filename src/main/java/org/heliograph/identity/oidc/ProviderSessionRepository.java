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
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.provider.LogoutNotice;
import org.heliograph.identity.provider.ProviderIdentity;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.OidcSettings;

/** The sessions that began at the provider, and the logout tokens that were used. */
@ApplicationScoped
public class ProviderSessionRepository {
    private static final int LONGEST_TOKEN = 16_384;
    /** The most expired sessions of one answer. */
    private static final int MOST_EXPIRED = 100;

    private SqlTemplate sql;
    private Clock clock;
    private Duration life = Duration.ZERO;

    /** For the container's proxies. */
    protected ProviderSessionRepository() {}

    @Inject
    ProviderSessionRepository(SqlTemplate sql, Configuration configuration, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        life = configuration.get(OidcSettings.SESSION_LIFE);
    }

    /** A session here that began at the provider. */
    record Session(String id, String accountId) {}

    @Transactional
    void insert(String session, String accountId, ProviderIdentity identity) {
        String token = identity.idToken().length() > LONGEST_TOKEN ? null : identity.idToken();
        sql.update(
                "insert into oidc_session (session_id, account_id, issuer, subject, provider_session, id_token, ends_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                session,
                accountId,
                identity.issuer(),
                identity.subject(),
                identity.session(),
                token,
                Timestamps.now(clock).plus(life));
    }

    /** The ID token of the session of a refresh token, an empty text when it was too long; empty for a session of a password. */
    @Transactional
    Optional<String> idTokenOf(String refreshToken) {
        return sql
                .query(
                        "select s.id_token from oidc_session s join refresh_token t on t.family = s.session_id where t.token_hash = ?",
                        row -> row.text("id_token") == null ? "" : row.text("id_token"),
                        SecureTokens.hash(refreshToken))
                .stream()
                .findFirst();
    }

    /** The sessions that a notice ends, by account. */
    @Transactional
    List<Session> endedBy(LogoutNotice notice) {
        String condition = notice.session() == null ? "" : " and provider_session = ?";
        if (notice.subject() == null) {
            return select("issuer = ?" + condition, notice.issuer(), notice.session());
        }
        return notice.session() == null
                ? select("issuer = ? and subject = ?", notice.issuer(), notice.subject())
                : select("issuer = ? and subject = ?" + condition, notice.issuer(), notice.subject(), notice.session());
    }

    /** The sessions of an account that one provider began. */
    @Transactional
    List<Session> ofAccount(String issuer, String accountId) {
        return select("issuer = ? and account_id = ?", issuer, accountId);
    }

    /** The sessions that have lasted long enough, the first of them by their end. */
    @Transactional
    List<Session> expired() {
        return sql.query(
                "select session_id, account_id from oidc_session where ends_at <= ? order by ends_at, session_id fetch first "
                        + MOST_EXPIRED + " rows only",
                ProviderSessionRepository::session,
                Timestamps.now(clock));
    }

    private static Session session(SqlRow row) throws SQLException {
        return new Session(row.text("session_id"), row.text("account_id"));
    }

    private List<Session> select(String condition, Object... parameters) {
        return sql.query(
                "select session_id, account_id from oidc_session where " + condition
                        + " order by account_id, session_id",
                ProviderSessionRepository::session,
                parameters);
    }

    /** @return false when another call has just deleted it */
    @Transactional
    boolean delete(Session session) {
        return sql.update("delete from oidc_session where session_id = ?", session.id()) > 0;
    }

    /** Uses a logout token up. Fails as a duplicate when it was used before. */
    @Transactional
    void use(LogoutNotice notice) {
        sql.update(
                "insert into oidc_logout_token (id, expires_at) values (?, ?)",
                SecureTokens.hash(notice.issuer() + " " + notice.id()),
                notice.expiresAt());
    }

    /** Deletes what sessions that have ended otherwise left, used tokens that have expired, and permissions. */
    @Transactional
    void purge() {
        Instant now = Timestamps.now(clock);
        sql.update(
                "delete from oidc_session where not exists (select 1 from refresh_token t where t.family = oidc_session.session_id)");
        sql.update("delete from oidc_logout_token where expires_at <= ?", now);
        sql.update("delete from oidc_link_permission where expires_at <= ?", now);
    }
}
