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

    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    boolean prove(String pageId, String proof) {
        String lower = proof.toLowerCase(Locale.ROOT);
        if (!PROOF.matcher(lower).matches()) {
            return false;
        }
        String stored = stored(pageId);
        if (stored == null) {
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

    private String stored(String pageId) {
        return entities.createQuery("select p.passwordHash from StatusPage p where p.id = :id", String.class)
                .setParameter("id", pageId)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }
}
