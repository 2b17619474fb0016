package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;

/**
 * The sessions of accounts: a session goes on while it has refresh tokens; a row of its own says for people since when and from where. The
 * account's row is locked by who changes one.
 */
@ApplicationScoped
public class SessionRepository {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 64;

    private static final String LIST = "select t.family, s.client, s.address, s.started_at, s.last_used_at"
            + " from (select family, max(expires_at) as expires_at from refresh_token where account_id = ?"
            + " group by family) t left join sign_in_session s on s.id = t.family where t.expires_at > ?"
            + " order by s.last_used_at desc nulls last, t.family";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SqlTemplate sql;

    @Inject
    private RevocationPublisher revocations;

    @Inject
    private Clock clock;

    /**
     * A session as people see it. All but the id are empty for one that an earlier version began.
     *
     * @param client   a name of the browser or program
     * @param lastUsed the time of its sign-in or newest renewal
     */
    public record Session(
            String id,
            Optional<String> client,
            Optional<String> address,
            Optional<Instant> started,
            Optional<Instant> lastUsed) {}

    /** The sessions of an account that go on, the last used first. */
    @Transactional
    public List<Session> list(String accountId) {
        return sql.query(
                LIST,
                row -> new Session(
                        row.text("family"),
                        Optional.ofNullable(row.text("client")),
                        Optional.ofNullable(row.text("address")),
                        Optional.ofNullable(row.time("started_at")),
                        Optional.ofNullable(row.time("last_used_at"))),
                accountId,
                Timestamps.now(clock));
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void begin(String session, String accountId, SignInClient client) {
        Instant now = Timestamps.now(clock);
        sql.update(
                "insert into sign_in_session (id, account_id, client, address, started_at, last_used_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                session,
                accountId,
                name(client),
                address(client),
                now,
                now);
    }

    /** Lets a session take the place of another, which a provider may have begun: it ends as that would have. @return the new one */
    @Transactional(Transactional.TxType.MANDATORY)
    RefreshTokenService.Started replace(String earlier, RefreshTokenService.Started next) {
        sql.update(
                "update oidc_session set session_id = ? where session_id = ? and account_id = ?",
                next.session(),
                earlier,
                next.account().getId());
        return next;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void noteUse(String session, SignInClient client) {
        sql.update(
                "update sign_in_session set client = ?, address = ?, last_used_at = ? where id = ?",
                name(client),
                address(client),
                Timestamps.now(clock),
                session);
    }

    /** Ends a session on every node. @return whether it was going on and the account's */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean end(String accountId, String session) {
        int tokens = entities.createQuery(
                        "delete from RefreshToken t where t.family = :family and t.accountId = :account")
                .setParameter("family", session)
                .setParameter("account", accountId)
                .executeUpdate();
        if (tokens > 0) {
            sql.update("delete from sign_in_session where id = ?", session);
            revocations.sessionEnded(accountId, session);
        }
        return tokens > 0;
    }

    /** Ends every session of an account but one. @return how many */
    @Transactional(Transactional.TxType.MANDATORY)
    public int endOthers(String accountId, String kept) {
        List<String> others = entities.createQuery(
                        "select distinct t.family from RefreshToken t where t.accountId = :account and t.family <> :kept",
                        String.class)
                .setParameter("account", accountId)
                .setParameter("kept", kept)
                .getResultList();
        others.forEach(session -> end(accountId, session));
        return others.size();
    }

    @Produces
    static ScheduledJob job(SessionRepository sessions) {
        return new ScheduledJob("session-purge", Duration.ofMinutes(10), sessions::purge);
    }

    /** Deletes what is left of ended sessions. */
    @Transactional
    public void purge() {
        sql.update("delete from sign_in_session where not exists (select 1 from refresh_token t where t.family = id)");
    }

    private static String name(SignInClient client) {
        return client.name().substring(0, Math.min(client.name().length(), LONGEST_NAME));
    }

    private static String address(SignInClient client) {
        return client.address().substring(0, Math.min(client.address().length(), LONGEST_ADDRESS));
    }
}
