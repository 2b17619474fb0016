package org.heliograph.identity.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.heliograph.identity.SecureTokens;
import org.heliograph.persistence.DatabaseException;

/**
 * What the database says of random tokens, by their hashes. A token is read at most twice a second on each node, and again after its
 * revocation was published, so that a revoked one is refused everywhere within that time. While the database is away, what was read last
 * counts for {@value #STALE_MILLIS} ms. That there is no such token is remembered apart, so that forged ones displace none.
 *
 * @param <T> what is known of a token
 */
public final class StoredTokenCache<T> {
    public static final long FRESH_MILLIS = 500;
    static final long STALE_MILLIS = 30_000;
    private static final Duration USE_RECORDED = Duration.ofMinutes(1);
    private static final int MAX_TOKENS = 10_000;

    private final Map<String, Entry<T>> known;
    private final Map<String, Entry<T>> unknown;
    private final AtomicLong revocations = new AtomicLong();
    private final LongSupplier millis;

    /** A token as it was read. @param token null when there is no such token */
    private record Entry<T>(T token, long readMillis) {}

    /** @param millis see {@link org.heliograph.platform.MonotonicTime#millis} */
    public StoredTokenCache(LongSupplier millis) {
        this.millis = millis;
        known = bounded();
        unknown = bounded();
    }

    /** Evicts on the caller's thread: the common pool does not belong to the application. */
    private static <T> Map<String, Entry<T>> bounded() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_TOKENS)
                .executor(Runnable::run)
                .<String, Entry<T>>build()
                .asMap();
    }

    /**
     * What is known of a token.
     *
     * @param read looks a hash up in the database
     * @return empty when there is no such token
     * @throws DatabaseException when the token cannot be read, and was not read lately
     */
    public Optional<T> find(String token, Function<String, Optional<T>> read) {
        String hash = SecureTokens.hash(token);
        long now = millis.getAsLong();
        Entry<T> last = known.containsKey(hash) ? known.get(hash) : unknown.get(hash);
        if (last != null && now - last.readMillis() < FRESH_MILLIS) {
            return Optional.ofNullable(last.token());
        }
        long before = revocations.get();
        Entry<T> entry;
        try {
            entry = new Entry<>(read.apply(hash).orElse(null), now);
        } catch (DatabaseException away) {
            if (last == null || now - last.readMillis() >= STALE_MILLIS) {
                throw away;
            }
            return Optional.ofNullable(last.token());
        }
        retain(hash, entry, before);
        return Optional.ofNullable(entry.token());
    }

    /** Discards what is cached of some tokens, because they changed. A read in progress may have seen their rows, and is not cached. */
    public void invalidate(Predicate<T> concerned) {
        revocations.incrementAndGet();
        known.values().removeIf(entry -> concerned.test(entry.token()));
    }

    /** Discards everything. */
    public void discard() {
        revocations.incrementAndGet();
        known.clear();
        unknown.clear();
    }

    /** Whether the use of a token is recorded again: once a minute. It is a date, which other nodes record as well. @param lastUsed null for never */
    public static boolean isUseOld(Instant lastUsed, Instant now) {
        return lastUsed == null || !lastUsed.plus(USE_RECORDED).isAfter(now);
    }

    /** @param before the number of revocations when the read began */
    private void retain(String hash, Entry<T> entry, long before) {
        Map<String, Entry<T>> kept = entry.token() == null ? unknown : known;
        (kept == known ? unknown : known).remove(hash);
        if (revocations.get() == before) {
            kept.put(hash, entry);
        }
        if (revocations.get() != before) {
            kept.remove(hash, entry);
        }
    }
}
