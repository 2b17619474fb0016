package org.heliograph.identity.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.Account;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Challenges: sign-ins whose password was right and that wait for a code. A challenge is bound to its account as it was then: another
 * password, or the end of all sessions, ends it. It leads to one session.
 */
@ApplicationScoped
public class FactorChallengeService {
    private static final String PREFIX = "hgc-";
    /** Of one account; further ones end the oldest. */
    private static final int MOST = 20;

    private static final String VALID =
            "select account_id from sign_in_challenge where token_hash = ? and expires_at > ?";

    private static final String SURPLUS = "select token_hash from sign_in_challenge where account_id = ?"
            + " order by expires_at desc, token_hash offset ? rows";

    private SqlTemplate sql;
    private Clock clock;
    private Configuration configuration;

    /** For the container's proxies. */
    protected FactorChallengeService() {}

    @Inject
    FactorChallengeService(SqlTemplate sql, Clock clock, Configuration configuration) {
        this.sql = sql;
        this.clock = clock;
        this.configuration = configuration;
    }

    /** A new challenge. @param life how long it is valid */
    public record Challenge(String token, Duration life) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Challenge[" + life + "]";
        }
    }

    /** Creates a challenge for an account whose password was right. */
    @Transactional
    public Challenge issue(Account proved) {
        Duration life = configuration.get(SignInSettings.FACTOR_TIME);
        Challenge challenge = new Challenge(SecureTokens.newToken(PREFIX), life);
        for (String surplus : sql.query(SURPLUS, row -> row.text("token_hash"), proved.getId(), MOST - 1)) {
            sql.update("delete from sign_in_challenge where token_hash = ?", surplus);
        }
        sql.update(
                "insert into sign_in_challenge (token_hash, account_id, proof, expires_at) values (?, ?, ?, ?)",
                SecureTokens.hash(challenge.token()),
                proved.getId(),
                proof(proved),
                Timestamps.now(clock).plus(life));
        return challenge;
    }

    /** The id of the account of a challenge; empty when it is unknown, used or expired. */
    @Transactional
    public Optional<String> account(String token) {
        return sql.query(VALID, row -> row.text("account_id"), SecureTokens.hash(token), Timestamps.now(clock)).stream()
                .findFirst();
    }

    /** Whether a challenge is valid and its account unchanged. @param account with a locked row */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean isFor(String token, Account account) {
        return !sql.query(
                        VALID + " and account_id = ? and proof = ?",
                        row -> row.text("account_id"),
                        SecureTokens.hash(token),
                        Timestamps.now(clock),
                        account.getId(),
                        proof(account))
                .isEmpty();
    }

    /** Uses a challenge up. @param account with a locked row @return false when it is used, or its account has changed */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean redeem(String token, Account account) {
        boolean valid = isFor(token, account);
        sql.update("delete from sign_in_challenge where token_hash = ?", SecureTokens.hash(token));
        return valid;
    }

    @Produces
    static ScheduledJob job(FactorChallengeService challenges) {
        return new ScheduledJob("sign-in-challenge-purge", Duration.ofMinutes(10), challenges::purge);
    }

    /** Deletes expired challenges. */
    @Transactional
    public void purge() {
        sql.update("delete from sign_in_challenge where expires_at <= ?", Timestamps.now(clock));
    }

    private static String proof(Account account) {
        return SecureTokens.hash(account.getTokenVersion() + ":" + account.getPasswordHash());
    }
}
