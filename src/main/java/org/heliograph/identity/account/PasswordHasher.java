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
 * Password hashes: PBKDF2 with HMAC-SHA-512 and 210,000 rounds, as OWASP advises. One costs a core some tenth of a second,
 * so one core is left to everything else, and few may wait: whoever comes to a full queue is told to come back, for the
 * threads that wait here serve all other calls too.
 */
@ApplicationScoped
public class PasswordHasher {
    private static final int SHORTEST = 10;
    private static final long PATIENCE_SECONDS = 10;
    private static final long RETRY_SECONDS = 1;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int AT_ONCE = Math.max(1, CORES - 1);
    private static final int WAITING = 2 * CORES;
    private static final Map<String, String> PARAMETERS = Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", "210000",
            "Pbkdf2PasswordHash.SaltSizeBytes", "16",
            "Pbkdf2PasswordHash.KeySizeBytes", "64");

    /** A hash made of chance, with the parameters of ours and the password of nobody. */
    private static final String NOBODYS = "PBKDF2WithHmacSHA512:210000:MXS7DVRav/zBa1tUwNv0mw==:"
            + "fzxy5rdE281t19549EY0+R6GM23pTsUfmCiqNQkU7gxAJh4pDeA2luvco7p+fTU+j/dTaQK3uzUbbL1SL5PTBg==";

    private final Semaphore queue = new Semaphore(AT_ONCE + WAITING);
    private final Semaphore cores = new Semaphore(AT_ONCE, true);

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

    /** @throws ApiException 400 WEAK_PASSWORD when people should not use it */
    public static void requireStrong(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new ApiException(400, "WEAK_PASSWORD", "A password needs " + SHORTEST + " characters or more.");
        }
    }

    /** @throws ApiException 429 RATE_LIMITED when too many others wait already */
    public String hash(String password) {
        return inTurn(() -> pbkdf2.generate(password.toCharArray()));
    }

    /**
     * Whether a hash was made of this password; takes as long as {@link #hash}.
     *
     * @throws ApiException 429 RATE_LIMITED when too many others wait already
     */
    public boolean matches(String password, String hash) {
        return inTurn(() -> pbkdf2.verify(password.toCharArray(), hash));
    }

    /** Takes as long as {@link #matches}, so that nobody learns from the time whether an address is known. */
    public void matchesNobody(String password) {
        matches(password, NOBODYS);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!queue.tryAcquire()) {
            throw busy();
        }
        try {
            if (!cores.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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
        return new ApiException(429, "RATE_LIMITED", "Too many people sign in at this moment; try again shortly.")
                .retryAfter(RETRY_SECONDS);
    }
}
