package org.heliograph.identity.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.heliograph.event.RestoreListener;
import org.heliograph.identity.AccessTokenFactory;
import org.heliograph.identity.AccountStatusChecker;
import org.heliograph.identity.Caller;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;

/**
 * Reads the state of an account and a session of it at most twice a second on each node, and again after a change was published. A
 * session lives as long as its refresh tokens are stored. While the database
 * is away, the last known state counts for {@value #STALE_MILLIS} ms: the database may be away for this node only, and another
 * node may disable the account.
 */
@ApplicationScoped
public class AccountStatusCache implements AccountStatusChecker, RestoreListener {
    static final long FRESH_MILLIS = 500;
    /** How long a state counts that cannot be read again. */
    static final long STALE_MILLIS = 30_000;

    private static final int RETRY_SECONDS = 2;
    private static final int MAX_SESSIONS = 20_000;
    private static final String SELECT =
            "select a.role, a.disabled, a.token_version, exists (select 1 from refresh_token t"
                    + " where t.family = ? and t.account_id = a.id) as goes_on from account a where a.id = ?";

    private final Map<Key, State> states;
    private final AtomicLong changes = new AtomicLong();
    private LongSupplier millis;

    private SqlTemplate sql;

    /** An account and one of its sessions. @param session empty for callers of other issuers */
    record Key(String account, String session) {}

    /**
     * An account as it was read.
     *
     * @param role         null when there is no such account
     * @param tokenVersion the version of its valid access tokens
     * @param session      whether the session goes on
     */
    record State(String role, boolean disabled, long tokenVersion, boolean session, long readMillis) {
        private boolean isWithin(long millis, long now) {
            return now - readMillis < millis;
        }
    }

    /** For the container's proxies. */
    protected AccountStatusCache() {
        states = Map.of();
    }

    @Inject
    AccountStatusCache(SqlTemplate sql) {
        // eviction on the caller's thread: the common pool does not belong to the application
        this(
                MonotonicTime::millis,
                Caffeine.newBuilder()
                        .maximumSize(MAX_SESSIONS)
                        .executor(Runnable::run)
                        .<Key, State>build()
                        .asMap());
        this.sql = sql;
    }

    /** @param millis see {@link MonotonicTime#millis} @param states the cache */
    AccountStatusCache(LongSupplier millis, Map<Key, State> states) {
        this.millis = millis;
        this.states = states;
    }

    @Override
    public Caller current(Caller caller, boolean ours) throws InvalidTokenException {
        Key key = new Key(caller.userId(), ours ? AccessTokenFactory.session(caller) : "");
        Optional<State> account = find(key, ours).filter(state -> state.role() != null);
        if (!ours) {
            if (account.isPresent()) {
                throw new InvalidTokenException(
                        "The subject of this token belongs to an account of this installation.");
            }
            return caller;
        }
        if (account.filter(State::disabled).isPresent()) {
            throw new InvalidTokenException("The account of this token has been disabled.");
        }
        State own = account.orElseThrow(() -> new InvalidTokenException("The account of this token does not exist."));
        // a newer version than that of the cached row is no contradiction: the row was read before the change
        if (AccessTokenFactory.version(caller) < own.tokenVersion() || !own.session()) {
            throw new InvalidTokenException("The session of this token has ended.");
        }
        return caller.withRoles(Set.of(own.role()));
    }

    @Override
    public void invalidate(String accountId) {
        // a read in progress may have seen the old row, and must not be cached
        changes.incrementAndGet();
        states.keySet().removeIf(key -> key.account().equals(accountId));
    }

    @Override
    public void invalidateSession(String accountId, String session) {
        changes.incrementAndGet();
        states.remove(new Key(accountId, session));
    }

    @Override
    public void discard() {
        changes.incrementAndGet();
        states.clear();
    }

    /** Empty when the state is unknown and the token's issuer vouches for its bearer. */
    private Optional<State> find(Key key, boolean ours) {
        long now = millis.getAsLong();
        State last = states.get(key);
        if (last != null && last.isWithin(FRESH_MILLIS, now)) {
            return Optional.of(last);
        }
        long before = changes.get();
        try {
            State state = read(key, now);
            if (changes.get() == before) {
                states.put(key, state);
            }
            if (changes.get() != before) {
                states.remove(key, state);
            }
            return Optional.of(state);
        } catch (DatabaseException away) {
            // another issuer vouches for its own tokens: for them an old state can only shut out
            if (last != null && (!ours || last.isWithin(STALE_MILLIS, now))) {
                return Optional.of(last);
            }
            if (ours) {
                throw new ApiException(503, "BUSY", "The database is busy; try again in a moment.")
                        .retryAfter(RETRY_SECONDS);
            }
            return Optional.empty();
        }
    }

    /** One indexed query without an entity or a transaction. */
    State read(Key key, long now) {
        return sql
                .query(
                        SELECT,
                        row -> new State(
                                row.text("role"),
                                row.bool("disabled"),
                                row.integer("token_version"),
                                row.bool("goes_on"),
                                now),
                        key.session(),
                        key.account())
                .stream()
                .findFirst()
                .orElse(new State(null, false, 0, false, now));
    }
}
