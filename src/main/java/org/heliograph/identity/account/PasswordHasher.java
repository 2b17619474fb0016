package org.heliograph.identity.account;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.heliograph.rest.ApiException;

/**
 * Password hashes: PBKDF2 with HMAC-SHA-512 and 210,000 iterations, as OWASP recommends. One hash takes a core about a tenth of
 * a second, so one core stays free for other work. The queue is short and refuses when it is full, because waiting requests
 * hold threads that all other calls need.
 */
@ApplicationScoped
public class PasswordHasher {
    private static final int MIN_LENGTH = 10;
    private static final long MAX_WAIT_SECONDS = 10;
    private static final long RETRY_SECONDS = 1;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int CONCURRENT = Math.max(1, CORES - 1);
    private static final int WAITING = 2 * CORES;
    private static final Map<String, String> PARAMETERS = Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", "210000",
            "Pbkdf2PasswordHash.SaltSizeBytes", "16",
            "Pbkdf2PasswordHash.KeySizeBytes", "64");

    /** A random hash with our parameters, for unknown accounts, so that timing does not differ. */
    private static final String DUMMY_HASH = "PBKDF2WithHmacSHA512:210000:MXS7DVRav/zBa1tUwNv0mw==:"
            + "fzxy5rdE281t19549EY0+R6GM23pTsUfmCiqNQkU7gxAJh4pDeA2luvco7p+fTU+j/dTaQK3uzUbbL1SL5PTBg==";

    private final Semaphore queue = new Semaphore(CONCURRENT + WAITING);
    private final Semaphore cores = new Semaphore(CONCURRENT, true);

    private Pbkdf2PasswordHash pbkdf2;

    /** For the container's proxies. */
    protected PasswordHasher() {}

    @Inject
    PasswordHasher(Pbkdf2PasswordHash pbkdf2) {
        this.pbkdf2 = pbkdf2;
    }

    @PostConstruct
    void prepare() {
        pbkdf2.initialize(PARAMETERS);
    }

    /** @throws ApiException 400 WEAK_PASSWORD when the password is too short */
    public static void requireStrong(String password) {
        if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
            throw new ApiException(400, "WEAK_PASSWORD", "A password needs " + MIN_LENGTH + " characters or more.");
        }
    }

    /** @throws ApiException 429 RATE_LIMITED when the queue is full */
    public String hash(String password) {
        return queued(() -> pbkdf2.generate(password.toCharArray()));
    }

    /**
     * Whether the hash is that of the password; takes as long as {@link #hash}.
     *
     * @throws ApiException 429 RATE_LIMITED when the queue is full
     */
    public boolean matches(String password, String hash) {
        return queued(() -> pbkdf2.verify(password.toCharArray(), hash));
    }

    /** Takes as long as {@link #matches}, so that timing does not reveal whether an address is known. */
    public void matchesDummy(String password) {
        matches(password, DUMMY_HASH);
    }

    private <T> T queued(Supplier<T> work) {
        if (!queue.tryAcquire()) {
            throw busy();
        }
        try {
            if (!cores.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
            try {
                return work.get();
            } finally {
                cores.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            queue.release();
        }
    }

    private static ApiException busy() {
        return new ApiException(429, "RATE_LIMITED", "Too many sign-ins at the moment; try again shortly.")
                .retryAfter(RETRY_SECONDS);
    }
}
