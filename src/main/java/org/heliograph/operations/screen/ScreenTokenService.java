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
import org.heliograph.identity.account.AccountRightsChecker;
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
    private AccountRightsChecker rights;

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

    /** The tokens that one account created, newest first. They show alerts after its end too, until an administrator revokes them. */
    public List<ScreenToken> createdBy(String accountId) {
        return createdBy("t.creatorId", accountId);
    }

    /** The tokens that programs created with one API token, newest first. */
    public List<ScreenToken> createdByToken(String apiTokenId) {
        return createdBy("t.apiTokenId", apiTokenId);
    }

    private List<ScreenToken> createdBy(String field, String id) {
        return entities.createQuery(
                        "select t from ScreenToken t where " + field + " = :creator order by t.createdAt desc, t.id",
                        ScreenToken.class)
                .setParameter("creator", id)
                .setMaxResults(MAX_TOKENS)
                .getResultList();
    }

    /** Revokes those of an account, as {@link #revoke} does. @return the revoked ones */
    public List<ScreenToken> revokeAll(String accountId) {
        List<ScreenToken> tokens = createdBy(accountId);
        tokens.forEach(this::end);
        return tokens;
    }

    /** Revokes those of an API token, as {@link #revoke} does. @return the revoked ones */
    public List<ScreenToken> revokeAllOfToken(String apiTokenId) {
        List<ScreenToken> tokens = createdByToken(apiTokenId);
        tokens.forEach(this::end);
        return tokens;
    }

    /**
     * Creates a token. Only the returned instance has its {@link ScreenToken#secret()}.
     *
     * @throws ApiException 409 when there are {@value #MAX_TOKENS}, 403 when the creator is no longer an administrator
     */
    ScreenToken create(CreateScreenTokenRequest request, Caller creator) {
        rights.requireAdminUntilCommit(creator);
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
                creator,
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
        end(token);
    }

    private void end(ScreenToken token) {
        entities.remove(token);
        audit.record(AuditEntry.of(AuditAction.SCREEN_TOKEN_REVOKE).on(token.getId(), token.getName()));
        log.publish(
                Revocations.TOPIC,
                "screen",
                JsonText.object().add("screen_token_id", token.getId()).build());
    }
}
