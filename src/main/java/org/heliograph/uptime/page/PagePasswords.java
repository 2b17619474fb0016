package org.heliograph.uptime.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.rest.ApiException;

/**
 * The passwords of pages. Readers prove to know one by its BLAKE2b-512, since they ask again and again; what is stored is a slow
 * hash of that. A proof that held is remembered as its quick hash, for as long as the page keeps the password. Of the same proof
 * one at a time is looked at, for all who bring it, and of all proofs no more than leave room for people who sign in.
 */
@ApplicationScoped
public class PagePasswords {
    private static final Pattern PROOF = Pattern.compile("[0-9a-f]{128}");

    private static final int AT_ONCE = Runtime.getRuntime().availableProcessors();
    private static final int WRONG_REMEMBERED = 1000;

    private final Map<String, Claim> held = new ConcurrentHashMap<>();
    private final Map<Claim, CompletableFuture<Boolean>> looking = new ConcurrentHashMap<>();
    private final Set<Claim> wrong = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Claim, Boolean> eldest) {
            return size() > WRONG_REMEMBERED;
        }
    }));
    private final Semaphore places = new Semaphore(AT_ONCE);

    @PersistenceContext
    private EntityManager entities;

    private PasswordHasher passwords;

    /** For the container's proxies. */
    protected PagePasswords() {}

    @Inject
    PagePasswords(PasswordHasher passwords) {
        this.passwords = passwords;
    }

    private record Claim(String pageId, String passwordHash, String proofHash) {}

    /** What is stored of a password. */
    String hash(String password) {
        return passwords.hash(Blake2b.hex(password));
    }

    /** The hash that is stored of a page's password; null when there is none. */
    @Transactional
    String stored(String pageId) {
        StatusPage page = entities.find(StatusPage.class, pageId);
        return page == null ? null : page.getPasswordHash();
    }

    /** Outside any transaction, if possible: it may take a tenth of a second. */
    boolean prove(String pageId, String stored, String proof) {
        String lower = proof.toLowerCase(Locale.ROOT);
        if (stored == null || !PROOF.matcher(lower).matches()) {
            return false;
        }
        Claim claim = new Claim(pageId, stored, SecureTokens.hash(lower));
        if (claim.equals(held.get(pageId))) {
            return true;
        }
        return !wrong.contains(claim) && look(claim, lower);
    }

    /** Whoever comes first looks, the others wait for what he finds. */
    private boolean look(Claim claim, String proof) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> first = looking.putIfAbsent(claim, mine);
        if (first != null) {
            return found(first);
        }
        try {
            boolean holds = matches(proof, claim.passwordHash());
            if (holds) {
                held.put(claim.pageId(), claim);
            } else {
                wrong.add(claim);
            }
            mine.complete(holds);
        } catch (RuntimeException failed) {
            mine.completeExceptionally(failed);
        } finally {
            looking.remove(claim);
        }
        return found(mine);
    }

    private boolean matches(String proof, String stored) {
        if (!places.tryAcquire()) {
            throw new ApiException(
                            429, "RATE_LIMITED", "Too many passwords are tried at this moment; try again shortly.")
                    .retryAfter(1);
        }
        try {
            return passwords.matches(proof, stored);
        } finally {
            places.release();
        }
    }

    private static boolean found(CompletableFuture<Boolean> look) {
        try {
            return look.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
    }
}
