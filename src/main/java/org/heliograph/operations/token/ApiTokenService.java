package org.heliograph.operations.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.ApiTokenChecker;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.AccountRightsChecker;
import org.heliograph.identity.token.ApiScope;
import org.heliograph.identity.token.ApiToken;
import org.heliograph.identity.token.ApiTokenRepository;
import org.heliograph.json.JsonText;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.members.MemberTokens;
import org.heliograph.rest.ApiException;

/** Lists, creates and revokes API tokens. Callers check permissions. */
@ApplicationScoped
@Transactional
public class ApiTokenService implements MemberTokens {
    /** Of one organisation, and of the installation. */
    static final int MAX_TOKENS = 1_000;

    private static final int DISPLAYED_LENGTH = ApiTokenChecker.PREFIX.length() + 5;

    @Inject
    private ApiTokenRepository tokens;

    @Inject
    private AccountRightsChecker accounts;

    @Inject
    private OrganizationAccess organizations;

    @Inject
    private EventLog log;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** A new token. @param secret the token itself, which is never stored or logged */
    record Created(ApiToken token, String secret) {}

    /** The tokens of an organisation, or of the installation for null, newest first. */
    List<ApiToken> list(String orgId) {
        return tokens.list(orgId);
    }

    /**
     * Creates a token. Only the returned value has its secret.
     *
     * @throws ApiException 409 when there are {@value #MAX_TOKENS}, 403 when the creator no longer administers what it is for
     */
    Created create(CreateApiTokenRequest request, Caller creator) {
        Set<ApiScope> scopes = request.parsedScopes();
        if (request.orgId() == null) {
            accounts.requireAdminUntilCommit(creator);
        } else {
            organizations.requireAdminUntilCommit(creator, request.orgId());
        }
        if (tokens.list(request.orgId()).size() >= MAX_TOKENS) {
            throw ApiException.conflict("There are " + MAX_TOKENS + " API tokens; revoke those that are not used.");
        }
        Instant now = Timestamps.now(clock);
        String secret = SecureTokens.newToken(ApiTokenChecker.PREFIX);
        ApiToken token = new ApiToken(
                UUID.randomUUID().toString(),
                request.name(),
                secret.substring(0, DISPLAYED_LENGTH),
                scopes,
                request.orgId(),
                creator.email(),
                creator.userId(),
                now,
                now.plus(Duration.ofDays(request.expiresInDays())),
                null);
        tokens.insert(token, secret);
        audit.record(AuditEntry.of(AuditAction.API_TOKEN_CREATE)
                .in(token.orgId())
                .on(token.id(), token.name())
                .change("scopes", null, words(scopes)));
        return new Created(token, secret);
    }

    private static String words(Set<ApiScope> scopes) {
        return scopes.stream().sorted().map(ApiScope::text).collect(Collectors.joining(", "));
    }

    /**
     * Deletes a token of an organisation, or of the installation for null, and closes its connections on every node.
     *
     * @throws ApiException 404 when there is no such token
     */
    void revoke(String id, String orgId) {
        ApiToken token = tokens.find(id, orgId).orElseThrow(() -> ApiException.notFound("There is no such API token."));
        if (!end(token)) {
            throw ApiException.notFound("There is no such API token.");
        }
    }

    /** Revokes the tokens of an account everywhere, because it was disabled. */
    public void endOf(String accountId) {
        tokens.createdBy(accountId, null).forEach(this::end);
    }

    /** Revokes the tokens of an organisation, because it was deleted. */
    public void endOfOrganization(String orgId) {
        tokens.list(orgId).forEach(this::end);
    }

    @Override
    public void endOf(String orgId, String accountId) {
        tokens.createdBy(accountId, orgId).forEach(this::end);
    }

    /** @return false when another call has just revoked it */
    private boolean end(ApiToken token) {
        if (!tokens.delete(token.id())) {
            return false;
        }
        audit.record(
                AuditEntry.of(AuditAction.API_TOKEN_REVOKE).in(token.orgId()).on(token.id(), token.name()));
        log.publish(
                Revocations.TOPIC,
                "api-token",
                JsonText.object().add("api_token_id", token.id()).build());
        return true;
    }
}
