package org.heliograph.identity.account;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.function.Supplier;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Password hashes: PBKDF2 with HMAC-SHA-512 and, unless set otherwise, 210,000 iterations, as OWASP recommends. One hash takes a core
 * about a tenth of a second, so one core stays free for other work. A hash states its own iterations, so that it stays valid when the
 * setting changes. The queue is short, because waiting requests hold threads that all other calls
 * need, and fair among clients ({@link HashQueue}).
 */
@ApplicationScoped
public class PasswordHasher {
    private static final long MAX_WAIT_MILLIS = 15_000;
    private static final long RETRY_SECONDS = 1;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int CONCURRENT = Math.max(1, CORES - 1);
    private static final int WAITING = Math.max(12, 6 * CORES);
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";

    /** Random salt and hash, for unknown accounts, so that timing does not differ. */
    private static final String DUMMY = "MXS7DVRav/zBa1tUwNv0mw==:"
            + "fzxy5rdE281t19549EY0+R6GM23pTsUfmCiqNQkU7gxAJh4pDeA2luvco7p+fTU+j/dTaQK3uzUbbL1SL5PTBg==";

    private final HashQueue queue = new HashQueue(CONCURRENT, WAITING);

    private Pbkdf2PasswordHash pbkdf2;
    private int iterations;

    /** For the container's proxies. */
    protected PasswordHasher() {}

    @Inject
    PasswordHasher(Pbkdf2PasswordHash pbkdf2, Configuration configuration) {
        this.pbkdf2 = pbkdf2;
        iterations = configuration.get(SignInSettings.HASH_ITERATIONS);
    }

    @PostConstruct
    void prepare() {
        pbkdf2.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm",
                ALGORITHM,
                "Pbkdf2PasswordHash.Iterations",
                "" + iterations,
                "Pbkdf2PasswordHash.SaltSizeBytes",
                "16",
                "Pbkdf2PasswordHash.KeySizeBytes",
                "64"));
    }

    /** As {@link #hash(String, HashLane)}, for the server's own work. */
    public String hash(String password) {
        return hash(password, HashLane.SERVER);
    }

    /** @throws ApiException 429 RATE_LIMITED when the queue is full */
    public String hash(String password, HashLane lane) {
        return queued(lane, () -> pbkdf2.generate(password.toCharArray()));
    }

    /** As {@link #matches(String, String, HashLane)}, for readers of status pages. */
    public boolean matches(String password, String hash) {
        return matches(password, hash, HashLane.PAGES);
    }

    /**
     * Whether the hash is that of the password; takes as long as {@link #hash}.
     *
     * @throws ApiException 429 RATE_LIMITED when the queue is full
     */
    public boolean matches(String password, String hash, HashLane lane) {
        return queued(lane, () -> pbkdf2.verify(password.toCharArray(), hash));
    }

    /** False, after as long as {@link #matches} takes, so that timing does not reveal whether an address is known. */
    public boolean matchesNothing(String password, HashLane lane) {
        matches(password, ALGORITHM + ":" + iterations + ":" + DUMMY, lane);
        return false;
    }

    private <T> T queued(HashLane lane, Supplier<T> work) {
        try {
            if (!queue.enter(lane, MAX_WAIT_MILLIS)) {
                throw busy();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            queue.leave();
        }
    }

    private static ApiException busy() {
        return new ApiException(429, "RATE_LIMITED", "Too many sign-ins at the moment; try again shortly.")
                .retryAfter(RETRY_SECONDS);
    }
}
