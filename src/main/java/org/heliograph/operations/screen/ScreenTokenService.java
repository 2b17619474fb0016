package org.heliograph.operations.screen;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.screen.ScreenToken;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;

/** Lists, creates and revokes screen tokens. Callers check permissions. */
@ApplicationScoped
@Transactional
public class ScreenTokenService {
    static final int MAX_TOKENS = 1_000;
    private static final int MAX_CREATOR_LENGTH = 254;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private EventLog log;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** All tokens, newest first. */
    public List<ScreenToken> list() {
        return entities.createQuery("select t from ScreenToken t order by t.createdAt desc, t.id", ScreenToken.class)
                .setMaxResults(MAX_TOKENS)
                .getResultList();
    }

    /**
     * Creates a token. Only the returned instance has its {@link ScreenToken#secret()}.
     *
     * @throws ApiException 409 when there are {@value #MAX_TOKENS}
     */
    ScreenToken create(CreateScreenTokenRequest request, Caller creator) {
        Long existing = entities.createQuery("select count(t) from ScreenToken t", Long.class)
                .getSingleResult();
        if (existing >= MAX_TOKENS) {
            throw ApiException.conflict("There are " + MAX_TOKENS + " screen tokens; revoke those that are not used.");
        }
        String by = creator.email() == null ? creator.userId() : creator.email();
        ScreenToken token = new ScreenToken(
                UUID.randomUUID().toString(),
                request.name(),
                by.substring(0, Math.min(by.length(), MAX_CREATOR_LENGTH)),
                Timestamps.now(clock));
        entities.persist(token);
        audit.record(AuditEntry.of(AuditAction.SCREEN_TOKEN_CREATE).on(token.getId(), token.getName()));
        return token;
    }

    /** Deletes a token, and closes the sockets of its screens on every node. @throws ApiException 404 when there is no such token */
    void revoke(String id) {
        ScreenToken token = entities.find(ScreenToken.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (token == null) {
            throw ApiException.notFound("There is no such screen token.");
        }
        entities.remove(token);
        audit.record(AuditEntry.of(AuditAction.SCREEN_TOKEN_REVOKE).on(id, token.getName()));
        log.publish(
                Revocations.TOPIC,
                "screen",
                JsonText.object().add("screen_token_id", id).build());
    }
}
