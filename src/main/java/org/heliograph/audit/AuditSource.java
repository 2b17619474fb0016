package org.heliograph.audit;

import java.util.Optional;

/** The request that is being served, as far as the audit trail needs it. Implemented by the {@code identity} package. */
public interface AuditSource {
    /**
     * Who acts.
     *
     * @param id   of an account, or of another thing that acts, such as {@code auth-key/5b3c…}
     * @param name an e-mail address, or what people call it; may be null
     */
    record Actor(String id, String name) {}

    /**
     * What a request tries to do something to, noted before it is known whether it may.
     *
     * @param orgId  the organisation; may be null
     * @param target its name; may be null
     * @param email  the e-mail address of the account whose organisations see the failure; may be null
     */
    record Attempt(String orgId, String target, String email) {}

    /** The caller; empty for an anonymous request, and outside of a request. */
    Optional<Actor> actor();

    /** The client's address; null outside of a request. */
    String address();

    /** Notes what the request tries; without effect outside of a request. */
    void note(Attempt attempt);

    /** What was noted last. */
    Attempt attempt();
}
