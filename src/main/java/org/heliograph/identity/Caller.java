package org.heliograph.identity;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The caller of a request or the user of a socket, as a verified token states it: the principal on both servers.
 *
 * @param userId        the token's subject
 * @param email         the address, or null when the token has none
 * @param roles         platform roles ({@code admin}, {@code operator}, {@code service}, {@code user}); never roles in an organisation
 * @param expiresAt     when the token ends
 * @param organizations organisation roles that another issuer's token maps, by organisation id; usually empty
 * @param claims        the token's claims by name as they were parsed, with {@code raw_token}
 * @param apiToken      the API token that a program sent instead of signing in; null for none
 */
public record Caller(
        String userId,
        String email,
        Set<String> roles,
        Instant expiresAt,
        Map<String, String> organizations,
        Map<String, Serializable> claims,
        ApiTokenGrant apiToken)
        implements JsonWebToken, Serializable {
    /** The platform role that administers the installation. */
    public static final String ADMIN = "admin";

    /** The platform role that opens, acknowledges and resolves alerts, as {@code admin} and {@code service} do unless a setting says else. */
    public static final String OPERATOR = "operator";

    /** Begins the id of a wall screen, which no user has. */
    public static final String SCREEN_PREFIX = "screen:";

    public Caller {
        if (userId == null || userId.isBlank()) {
            throw new IllegalArgumentException("a caller must have an id");
        }
        roles = Set.copyOf(roles);
        organizations = Map.copyOf(organizations);
        claims = Map.copyOf(claims);
    }

    /** A caller without a token of its own. */
    public Caller(
            String userId, String email, Set<String> roles, Instant expiresAt, Map<String, String> organizations) {
        this(userId, email, roles, expiresAt, organizations, Map.of());
    }

    /** A caller with a JWT. */
    public Caller(
            String userId,
            String email,
            Set<String> roles,
            Instant expiresAt,
            Map<String, String> organizations,
            Map<String, Serializable> claims) {
        this(userId, email, roles, expiresAt, organizations, claims, null);
    }

    /** The same caller with other platform roles. */
    public Caller withRoles(Set<String> others) {
        return new Caller(userId, email, others, expiresAt, organizations, claims, apiToken);
    }

    /** The same caller without an address. */
    Caller withoutEmail() {
        Map<String, Serializable> others = new HashMap<>(claims);
        others.remove(Claims.email.name());
        return new Caller(userId, null, roles, expiresAt, organizations, others, apiToken);
    }

    /** The same caller with another text of its token; without one for null. */
    Caller withRawToken(String token) {
        Map<String, Serializable> others = new HashMap<>(claims);
        if (token == null) {
            others.remove(Claims.raw_token.name());
        } else {
            others.put(Claims.raw_token.name(), token);
        }
        return new Caller(userId, email, roles, expiresAt, organizations, others, apiToken);
    }

    public boolean isPlatformAdmin() {
        return roles.contains(ADMIN);
    }

    /** The id of the API token by which the caller is known; null for none. */
    public String apiTokenId() {
        return apiToken == null ? null : apiToken.id();
    }

    /** Whether the caller may act in an organisation at all: those of an API token act in that of the token only. */
    public boolean reaches(String organization) {
        return apiToken == null || organization != null && organization.equals(apiToken.organization());
    }

    /** Whether the caller may send to others on a socket that it may open: an API token that only reads may not. */
    public boolean maySend() {
        return apiToken == null || apiToken.administers();
    }

    /** {@code upn}, else {@code preferred_username}, else the subject. */
    @Override
    public String getName() {
        String name = this.<String>claim(Claims.upn).orElseGet(() -> getClaim(Claims.preferred_username));
        return name == null ? userId : name;
    }

    @Override
    public Set<String> getClaimNames() {
        Set<String> names = new LinkedHashSet<>(claims.keySet());
        names.add(Claims.sub.name());
        names.add(Claims.groups.name());
        return names;
    }

    /**
     * A claim in the type that {@link Claims} gives for it; of other claims text as {@code String}, and everything else as it
     * was parsed. {@code groups} are the roles that the caller has now, which for our own tokens are those of the account.
     */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
        return (T) value(name);
    }

    private Object value(String name) {
        if (name.equals(Claims.sub.name())) {
            return userId;
        }
        if (name.equals(Claims.groups.name())) {
            return roles;
        }
        Object value = claims.get(name);
        if (name.equals(Claims.aud.name()) && value != null) {
            return value instanceof Collection<?> list ? new LinkedHashSet<>(list) : Set.of(value);
        }
        return value;
    }

    /** Without the claims, which hold the token. */
    @Override
    public String toString() {
        return "Caller[" + userId + "]";
    }

    /** The claims that can be kept: a JSON {@code null} is no value. None can be changed, since calls with one token share them. */
    static Map<String, Serializable> claims(Map<String, Object> parsed, String rawToken) {
        Map<String, Serializable> claims = new HashMap<>();
        parsed.forEach((name, value) -> {
            if (fixed(value) instanceof Serializable kept) {
                claims.put(name, kept);
            }
        });
        claims.put(Claims.raw_token.name(), rawToken);
        return claims;
    }

    private static Object fixed(Object value) {
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(one -> copy.add(fixed(one)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Map<?, ?> entries) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            entries.forEach((key, one) -> copy.put(key, fixed(one)));
            return Collections.unmodifiableMap(copy);
        }
        return value;
    }
}
