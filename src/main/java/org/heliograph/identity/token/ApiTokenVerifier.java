package org.heliograph.identity.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.Claims;
import org.heliograph.event.RestoreListener;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.ApiTokenChecker;
import org.heliograph.identity.ApiTokenGrant;
import org.heliograph.identity.Caller;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ExceptionTranslator;

/**
 * Verifies API tokens. One query reads a token together with the present rights of its maker, as seldom as {@link StoredTokenCache} says.
 * The last use is recorded at most once a minute. Nothing of a token is logged, and a refused one is not counted against anybody: 256
 * random bits cannot be guessed.
 */
@ApplicationScoped
public class ApiTokenVerifier implements ApiTokenChecker, RestoreListener {
    private static final Pattern FORM = Pattern.compile(PREFIX + "[\\w-]{43}");
    private static final String SELECT = "select t.id, t.name, t.scopes, t.org_id, t.creator_id, t.expires_at,"
            + " t.last_used_at, a.email, a.role, a.disabled from api_token t join account a on a.id = t.creator_id"
            + " where t.token_hash = ?";
    private static final String USED = "update api_token set last_used_at = ? where id = ?";

    private StoredTokenCache<Stored> cache;
    private SqlTemplate sql;
    private Clock clock;

    /** A token and its maker as they were read. @param lastUsed null when it was never used */
    private record Stored(
            ApiTokenGrant grant,
            Set<ApiScope> scopes,
            String accountId,
            String email,
            String role,
            boolean disabled,
            Instant expiresAt,
            Instant lastUsed) {}

    /** For the container's proxy. */
    protected ApiTokenVerifier() {}

    @Inject
    public ApiTokenVerifier(SqlTemplate sql, Clock clock) {
        this(sql, clock, MonotonicTime::millis);
    }

    /** @param millis see {@link MonotonicTime#millis} */
    public ApiTokenVerifier(SqlTemplate sql, Clock clock, LongSupplier millis) {
        this.sql = sql;
        this.clock = clock;
        cache = new StoredTokenCache<>(millis);
    }

    @Override
    public Caller check(String token, HttpServletRequest request) throws InvalidTokenException {
        Stored stored =
                find(token).orElseThrow(() -> new InvalidTokenException("This API token is unknown or was revoked."));
        if (!stored.expiresAt().isAfter(clock.instant())) {
            throw new InvalidTokenException("This API token has expired.");
        }
        if (stored.disabled()) {
            throw new InvalidTokenException("The account of this API token has been disabled.");
        }
        requireScope(stored, RouteScopes.of(request));
        return caller(stored);
    }

    private Optional<Stored> find(String token) {
        if (!FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            return cache.find(token, this::read);
        } catch (DatabaseException away) {
            throw ExceptionTranslator.of(away);
        }
    }

    /** @param route empty for one that API tokens may not call */
    private static void requireScope(Stored stored, Optional<RouteScope> route) {
        RouteScope known = route.orElseThrow(() -> refusal("No API token may do this."));
        if (!known.isFor(stored.grant())) {
            throw refusal(
                    stored.grant().organization() == null
                            ? "This belongs to organisations, and the API token is for the installation."
                            : "This belongs to the installation, and the API token is for an organisation.");
        }
        if (!known.allows(stored.scopes())) {
            throw refusal("The API token lacks the scope " + known.names() + ".");
        }
    }

    private static ApiException refusal(String message) {
        return ApiException.forbidden(message).header("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
    }

    private static Caller caller(Stored stored) {
        // an organisation's token has no platform role, whatever its maker is
        Set<String> roles = stored.grant().organization() == null ? Set.of(stored.role()) : Set.of();
        return new Caller(
                stored.accountId(),
                stored.email(),
                roles,
                stored.expiresAt(),
                Map.of(),
                Map.of(Claims.email.name(), stored.email()),
                stored.grant());
    }

    /** Discards what is cached of a token, because it was revoked. */
    public void invalidate(String tokenId) {
        cache.invalidate(stored -> stored.grant().id().equals(tokenId));
    }

    /** Discards what is cached of the tokens of an account, because its rights have changed. */
    public void invalidateAccount(String accountId) {
        cache.invalidate(stored -> stored.accountId().equals(accountId));
    }

    @Override
    public void discard() {
        cache.discard();
    }

    private Optional<Stored> read(String hash) {
        Optional<Stored> found =
                sql.query(SELECT, ApiTokenVerifier::stored, hash).stream().findFirst();
        found.filter(stored -> StoredTokenCache.isUseOld(stored.lastUsed(), clock.instant()))
                .ifPresent(stored ->
                        sql.update(USED, Timestamps.now(clock), stored.grant().id()));
        return found;
    }

    private static Stored stored(SqlRow row) throws SQLException {
        Set<ApiScope> scopes = ApiScope.split(row.text("scopes"));
        boolean administers = scopes.contains(ApiScope.ADMINISTER);
        return new Stored(
                new ApiTokenGrant(row.text("id"), row.text("name"), row.text("org_id"), administers),
                scopes,
                row.text("creator_id"),
                row.text("email"),
                row.text("role"),
                row.bool("disabled"),
                row.time("expires_at"),
                row.time("last_used_at"));
    }
}
