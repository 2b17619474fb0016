package org.heliograph.uptime.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.heliograph.identity.Secrets;
import org.heliograph.identity.account.Passwords;

/**
 * The passwords of pages. Readers prove to know one by its BLAKE2b-512, since they ask again and again; what is stored is a slow
 * hash of that. A proof that held is remembered as its quick hash, for as long as the page keeps the password.
 */
@ApplicationScoped
public class PagePasswords {
    private static final Pattern PROOF = Pattern.compile("[0-9a-f]{128}");

    private final Map<String, Held> held = new ConcurrentHashMap<>();

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Passwords passwords;

    private record Held(String passwordHash, String proofHash) {}

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
        Held claim = new Held(stored, Secrets.hash(lower));
        if (claim.equals(held.get(pageId))) {
            return true;
        }
        boolean holds = passwords.matches(lower, stored);
        if (holds) {
            held.put(pageId, claim);
        }
        return holds;
    }
}
