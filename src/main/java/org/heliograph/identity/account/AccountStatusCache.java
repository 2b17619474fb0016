package org.heliograph.identity.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.identity.AccountStatus;
import org.heliograph.identity.Caller;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.rest.ApiException;

/**
 * Asks the database about an account at most twice a second on each node, and at once after the node has heard of a change.
 * While the database is away, what was known last goes on to count for {@value #COUNTS_FOR_MILLIS} ms: it may be away for this
 * node only, and an account disabled by another one.
 */
@ApplicationScoped
public class AccountStatusCache implements AccountStatus {
    static final long GOOD_FOR_MILLIS = 500;
    /** How long that counts which cannot be asked about again. */
    static final long COUNTS_FOR_MILLIS = 30_000;

    private static final int MOST = 20_000;

    private final Map<String, Known> known;
    private final AtomicLong changes = new AtomicLong();
    private AccountStatusQuery rows;
    private Clock clock;

    /** What was read of an account, and when. */
    record Known(Optional<AccountStatusQuery.Row> row, long readMillis) {
        private boolean isWithin(long millis, long now) {
            return now >= readMillis && now - readMillis < millis;
        }
    }

    /** For the container's proxies. */
    protected AccountStatusCache() {
        known = Map.of();
    }

    @Inject
    AccountStatusCache(AccountStatusQuery rows, Clock clock) {
        this(rows, clock, new ConcurrentHashMap<>());
    }

    /** @param known where to keep what was read */
    AccountStatusCache(AccountStatusQuery rows, Clock clock, Map<String, Known> known) {
        this.rows = rows;
        this.clock = clock;
        this.known = known;
    }

    @Override
    public Caller now(Caller caller, boolean ours) throws InvalidTokenException {
        Optional<AccountStatusQuery.Row> account = find(caller.userId(), ours);
        if (account.isPresent() && account.get().disabled()) {
            throw new InvalidTokenException("The account of this token has been disabled.");
        }
        if (!ours) {
            return caller;
        }
        String role = account.orElseThrow(() -> new InvalidTokenException("The account of this token is gone."))
                .role();
        return new Caller(caller.userId(), caller.email(), Set.of(role), caller.expiresAt(), caller.organizations());
    }

    @Override
    public void forget(String accountId) {
        // whoever is reading at this moment may have read too early, and must not keep it
        changes.incrementAndGet();
        known.remove(accountId);
    }

    private Optional<AccountStatusQuery.Row> find(String id, boolean ours) {
        long now = clock.millis();
        Known last = known.get(id);
        if (last != null && last.isWithin(GOOD_FOR_MILLIS, now)) {
            return last.row();
        }
        long before = changes.get();
        try {
            Known read = new Known(rows.find(id), now);
            if (changes.get() == before) {
                keep(id, read);
            }
            if (changes.get() != before) {
                known.remove(id, read);
            }
            return read.row();
        } catch (IllegalStateException away) {
            // another issuer vouches for its own tokens: for them what is old can only shut out
            if (last != null && (!ours || last.isWithin(COUNTS_FOR_MILLIS, now))) {
                return last.row();
            }
            if (ours) {
                throw new ApiException(503, "BUSY", "The database is busy; try again in a moment.");
            }
            return Optional.empty();
        }
    }

    private void keep(String id, Known read) {
        if (known.size() >= MOST) {
            known.values().removeIf(one -> read.readMillis() - one.readMillis() >= GOOD_FOR_MILLIS);
        }
        if (known.size() < MOST) {
            known.put(id, read);
        }
    }
}
