package org.heliograph.identity.screen;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.heliograph.event.RestoreListener;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.SecureTokens;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;

/**
 * Verifies screen tokens. A token is read from the database at most twice a second on each node, and again after its revocation was
 * published, so that a revoked one is refused everywhere within that time. Its last use is recorded at most once a minute.
 */
@ApplicationScoped
public class ScreenTokenVerifier implements RestoreListener {
    static final long FRESH_MILLIS = 500;
    static final long USE_RECORDED_MILLIS = 60_000;
    private static final int MAX_TOKENS = 10_000;
    private static final Pattern FORM = Pattern.compile(Pattern.quote(ScreenToken.PREFIX) + "[\\w-]{43}");
    private static final String SELECT = "select id, last_used_at from screen_token where token_hash = ?";
    private static final String USED = "update screen_token set last_used_at = ? where id = ?";
    private static final Instant NEVER_EXPIRES = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final Map<String, Entry> entries;
    private final AtomicLong revocations = new AtomicLong();
    private SqlTemplate sql;
    private Clock clock;
    private LongSupplier millis;

    /** A token as it was read. @param id null when there is no such token @param lastUsed null when it was never used */
    private record Entry(String id, Instant lastUsed, long readMillis) {}

    /** For the container's proxy. */
    protected ScreenTokenVerifier() {
        entries = Map.of();
    }

    @Inject
    public ScreenTokenVerifier(SqlTemplate sql, Clock clock) {
        this(sql, clock, MonotonicTime::millis);
    }

    /** @param millis see {@link MonotonicTime#millis} */
    public ScreenTokenVerifier(SqlTemplate sql, Clock clock, LongSupplier millis) {
        this.sql = sql;
        this.clock = clock;
        this.millis = millis;
        // eviction on the caller's thread: the common pool does not belong to the application
        entries = Caffeine.newBuilder()
                .maximumSize(MAX_TOKENS)
                .executor(Runnable::run)
                .<String, Entry>build()
                .asMap();
    }

    /** The user id of a screen's caller, which no account has. @param tokenId the id of its token */
    public static String callerId(String tokenId) {
        return Caller.SCREEN_PREFIX + tokenId;
    }

    /**
     * Verifies a token.
     *
     * @return a caller without any role, which never expires
     * @throws ApiException 401 when there is no such token, or it was revoked
     */
    public Caller verify(String token) {
        if (!FORM.matcher(token).matches()) {
            throw refusal();
        }
        String hash = SecureTokens.hash(token);
        long now = millis.getAsLong();
        Entry entry = entries.get(hash);
        if (entry == null || now - entry.readMillis() >= FRESH_MILLIS) {
            long before = revocations.get();
            entry = read(hash, now);
            retain(hash, entry, before);
        }
        if (entry.id() == null) {
            throw refusal();
        }
        return new Caller(callerId(entry.id()), null, Set.of(), NEVER_EXPIRES, Map.of());
    }

    /** Discards what is cached of a token, because it was revoked. A read in progress may have seen its row, and is not cached. */
    public void invalidate(String tokenId) {
        revocations.incrementAndGet();
        entries.values().removeIf(entry -> tokenId.equals(entry.id()));
    }

    @Override
    public void discard() {
        revocations.incrementAndGet();
        entries.clear();
    }

    /** @param before the number of revocations when the read began */
    private void retain(String hash, Entry entry, long before) {
        if (revocations.get() == before) {
            entries.put(hash, entry);
        }
        if (revocations.get() != before) {
            entries.remove(hash, entry);
        }
    }

    /** A date, which other nodes record as well. */
    private boolean isOld(Instant lastUsed) {
        return !lastUsed.plusMillis(USE_RECORDED_MILLIS).isAfter(clock.instant());
    }

    private Entry read(String hash, long now) {
        Entry entry = sql.query(SELECT, row -> new Entry(row.text("id"), row.time("last_used_at"), now), hash).stream()
                .findFirst()
                .orElse(new Entry(null, null, now));
        if (entry.id() != null && (entry.lastUsed() == null || isOld(entry.lastUsed()))) {
            sql.update(USED, Timestamps.now(clock), entry.id());
        }
        return entry;
    }

    private static ApiException refusal() {
        return ApiException.unauthorized("This screen token is unknown or was revoked.");
    }
}
