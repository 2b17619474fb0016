package org.heliograph.uptime.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.rest.ApiException;

/**
 * Hashes and verifies the passwords of status pages. A reader sends the BLAKE2b-512 of a password, the proof, with every request;
 * the database holds a slow hash of the proof. Results are cached by a fast hash of the proof, a right one until the page's password
 * changes. Single flight: concurrent checks of one proof share one slow hash. The number of slow hashes at a time is bounded, so
 * that guessing does not starve sign-ins.
 */
@ApplicationScoped
public class PagePasswordVerifier {
    private static final Pattern PROOF = Pattern.compile("[0-9a-f]{128}");

    private static final int MOST_CHECKS = Runtime.getRuntime().availableProcessors();
    private static final int MOST_CHECKED = 1000;

    /** The last right proof of each page. */
    private final Map<String, Claim> right = new ConcurrentHashMap<>();

    /** Results of checks, and checks that are running. */
    private final Cache<Claim, CompletableFuture<Boolean>> checks = Caffeine.newBuilder()
            .maximumSize(MOST_CHECKED)
            .executor(Runnable::run)
            .build();

    private final Semaphore permits = new Semaphore(MOST_CHECKS);

    @PersistenceContext
    private EntityManager entities;

    private PasswordHasher hasher;

    /** For the container's proxies. */
    protected PagePasswordVerifier() {}

    @Inject
    PagePasswordVerifier(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /** A proof, by its fast hash, of the password with this slow hash. */
    private record Claim(String pageId, String passwordHash, String proofHash) {}

    /** The hash to store of a password. */
    public String hash(String password) {
        return hasher.hash(Blake2b.hex(password));
    }

    /** The stored hash of a page's password; null without a password or a page. */
    @Transactional
    String stored(String pageId) {
        StatusPage page = entities.find(StatusPage.class, pageId);
        return page == null ? null : page.getPasswordHash();
    }

    /**
     * Whether a proof is that of a page's password. Takes up to a tenth of a second.
     *
     * @param stored the hash from {@link #stored}; for null the result is false
     * @throws ApiException 429 when too many checks are running
     */
    boolean verify(String pageId, String stored, String proof) {
        String lowerCase = proof.toLowerCase(Locale.ROOT);
        if (stored == null || !PROOF.matcher(lowerCase).matches()) {
            return false;
        }
        Claim claim = new Claim(pageId, stored, SecureTokens.hash(lowerCase));
        if (claim.equals(right.get(pageId))) {
            return true;
        }
        boolean matches = check(claim, lowerCase);
        if (matches) {
            right.put(pageId, claim);
        }
        return matches;
    }

    /** The outcome of one check, also its failure, is that of every caller with the same proof; a failed check is not kept. */
    private boolean check(Claim claim, String proof) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> running = checks.asMap().putIfAbsent(claim, mine);
        if (running == null) {
            try {
                mine.complete(matches(proof, claim.passwordHash()));
            } catch (RuntimeException | Error failed) {
                checks.asMap().remove(claim, mine);
                mine.completeExceptionally(failed);
            }
            running = mine;
        }
        try {
            return running.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw failed;
        }
    }

    private boolean matches(String proof, String stored) {
        if (!permits.tryAcquire()) {
            throw new ApiException(429, "RATE_LIMITED", "Too many password checks at the moment; try again shortly.")
                    .retryAfter(1);
        }
        try {
            return hasher.matches(proof, stored);
        } finally {
            permits.release();
        }
    }
}
