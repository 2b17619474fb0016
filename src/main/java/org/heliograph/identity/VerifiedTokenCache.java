package org.heliograph.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.identity.TokenVerifier.Verified;

/**
 * Verifies a token once, and remembers it by its SHA-256 until it expires: a signature costs more than the rest of a short call. What
 * is remembered is that the issuer signed these claims, never that their account may call: its state is asked each time
 * ({@link AccountStatusChecker}). A change of another issuer's keys makes its tokens unverified again; every other key and rule is
 * read at the start of the node, and the cache does not outlive it. A refused token is not remembered, so that forged ones displace none.
 */
@ApplicationScoped
public class VerifiedTokenCache {
    /** About how much heap the cache takes; some ten thousand usual tokens. */
    static final int MAX_BYTES = 32 << 20;

    /** The digest, the objects of an entry, and the least that a caller takes. */
    private static final int ENTRY_BYTES = 1024;
    /** Claims as objects take a few times the bytes of their text; no token is longer than 16 KiB. */
    private static final int BYTES_PER_CHARACTER = 4;

    private final Cache<String, Entry> entries;

    private TokenVerifier verifier;
    private Clock clock;

    /**
     * @param verified   without the token
     * @param fromMillis when it was verified: before that it may not have been valid yet
     * @param bytes      about how much heap the entry takes
     */
    private record Entry(Verified verified, long fromMillis, int bytes) {}

    /** For the container's proxies. */
    protected VerifiedTokenCache() {
        entries = null;
    }

    @Inject
    VerifiedTokenCache(TokenVerifier verifier, Clock clock) {
        this(verifier, clock, MAX_BYTES);
    }

    VerifiedTokenCache(TokenVerifier verifier, Clock clock, int maxBytes) {
        this.verifier = verifier;
        this.clock = clock;
        // eviction on the caller's thread: the common pool does not belong to the application
        entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String digest, Entry entry) -> entry.bytes())
                .executor(Runnable::run)
                .build();
    }

    /**
     * As {@link TokenVerifier#verify}. Calls that bring a new token at the same moment verify it each: that takes as many milliseconds as
     * threads serve calls, once in the life of a token, and none of them waits for another.
     */
    Verified verify(String token) throws InvalidTokenException {
        if (!TokenVerifier.isPlausible(token)) {
            return verifier.verify(token);
        }
        String digest = SecureTokens.hash(token);
        Verified known = find(digest);
        if (known != null) {
            return known.withToken(token);
        }
        long now = clock.millis();
        Verified verified = verifier.verify(token);
        int bytes = ENTRY_BYTES + BYTES_PER_CHARACTER * token.length();
        entries.put(digest, new Entry(verified.withToken(null), now, bytes));
        return verified;
    }

    /** The number of remembered tokens. */
    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }

    private Verified find(String digest) {
        Entry entry = entries.getIfPresent(digest);
        if (entry == null) {
            return null;
        }
        long now = clock.millis();
        if (now >= entry.verified().endMillis() || !verifier.isCurrent(entry.verified())) {
            entries.asMap().remove(digest, entry);
            return null;
        }
        // after the clock was set back, only the verifier knows whether the token is valid already
        return now < entry.fromMillis() ? null : entry.verified();
    }
}
