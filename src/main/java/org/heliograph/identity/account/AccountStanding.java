package org.heliograph.identity.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.identity.Caller;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.identity.Standing;
import org.heliograph.rest.ApiException;

/**
 * Asks the database about an account at most twice a second on each node, and at once after the node has heard of a change.
 * While the database is away, what was known last goes on to count: nobody can change anything then either.
 */
@ApplicationScoped
public class AccountStanding implements Standing {
    static final long GOOD_FOR_MILLIS = 500;
    private static final int MOST = 20_000;

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private AccountRows rows;
    private Clock clock;

    private record Known(Optional<AccountRows.Row> row, long readMillis) {}

    /** For the container's proxies. */
    protected AccountStanding() {}

    @Inject
    AccountStanding(AccountRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public Caller now(Caller caller, boolean ours) throws InvalidTokenException {
        Optional<AccountRows.Row> account = find(caller.userId(), ours);
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

    private Optional<AccountRows.Row> find(String id, boolean ours) {
        long now = clock.millis();
        Known last = known.get(id);
        if (last != null && now - last.readMillis() < GOOD_FOR_MILLIS && now >= last.readMillis()) {
            return last.row();
        }
        long before = changes.get();
        try {
            Known read = new Known(rows.find(id), now);
            if (changes.get() == before) {
                keep(id, read);
            }
            return read.row();
        } catch (IllegalStateException away) {
            if (last != null) {
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
