package org.heliograph.identity.screen;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.heliograph.event.RestoreListener;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.token.StoredTokenCache;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;

/** Verifies screen tokens, which are read from the database as {@link StoredTokenCache} says. The last use is recorded at most once a minute. */
@ApplicationScoped
public class ScreenTokenVerifier implements RestoreListener {
    private static final Pattern FORM = Pattern.compile(Pattern.quote(ScreenToken.PREFIX) + "[\\w-]{43}");
    private static final String SELECT = "select id, last_used_at from screen_token where token_hash = ?";
    private static final String USED = "update screen_token set last_used_at = ? where id = ?";
    private static final Instant NEVER_EXPIRES = Instant.ofEpochMilli(Long.MAX_VALUE);

    private StoredTokenCache<Screen> cache;
    private SqlTemplate sql;
    private Clock clock;

    /** @param lastUsed null when it was never used */
    private record Screen(String id, Instant lastUsed) {}

    /** For the container's proxy. */
    protected ScreenTokenVerifier() {}

    @Inject
    public ScreenTokenVerifier(SqlTemplate sql, Clock clock) {
        this(sql, clock, MonotonicTime::millis);
    }

    /** @param millis see {@link MonotonicTime#millis} */
    public ScreenTokenVerifier(SqlTemplate sql, Clock clock, LongSupplier millis) {
        this.sql = sql;
        this.clock = clock;
        cache = new StoredTokenCache<>(millis);
    }

    /** The user id of a screen's caller, which no account has. @param tokenId the id of its token */
    public static String callerId(String tokenId) {
        return Caller.SCREEN_PREFIX + tokenId;
    }

    /**
     * Verifies a token.
     *
     * @return a caller without any role, which never expires
     * @throws ApiException 401 when there is no such token, or it was revoked
     */
    public Caller verify(String token) {
        if (!FORM.matcher(token).matches()) {
            throw refusal();
        }
        Screen screen = cache.find(token, this::read).orElseThrow(ScreenTokenVerifier::refusal);
        return new Caller(callerId(screen.id()), null, Set.of(), NEVER_EXPIRES, Map.of());
    }

    /** Discards what is cached of a token, because it was revoked. */
    public void invalidate(String tokenId) {
        cache.invalidate(screen -> tokenId.equals(screen.id()));
    }

    @Override
    public void discard() {
        cache.discard();
    }

    private Optional<Screen> read(String hash) {
        Optional<Screen> found =
                sql.query(SELECT, row -> new Screen(row.text("id"), row.time("last_used_at")), hash).stream()
                        .findFirst();
        found.filter(screen -> StoredTokenCache.isUseOld(screen.lastUsed(), clock.instant()))
                .ifPresent(screen -> sql.update(USED, Timestamps.now(clock), screen.id()));
        return found;
    }

    private static ApiException refusal() {
        return ApiException.unauthorized("This screen token is unknown or was revoked.");
    }
}
