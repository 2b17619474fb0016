package org.heliograph.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Maps the claims of a verified token to its {@link Caller}. */
final class ClaimsMapper {
    private static final int MAX_ID_LENGTH = 200;

    private ClaimsMapper() {}

    /**
     * @param maxAge        how long after {@code iat} the token ends at the latest, if that is limited
     * @param organizations the claim that maps organisations to roles, for tokens whose issuer may state them
     */
    static Caller toCaller(String token, JwtClaims claims, Optional<Duration> maxAge, Optional<String> organizations)
            throws InvalidTokenException, MalformedClaimException {
        String userId = userId(claims);
        if (userId == null || userId.isBlank() || userId.length() > MAX_ID_LENGTH) {
            throw new InvalidTokenException("The token has no subject.");
        }
        for (Claims name : new Claims[] {Claims.upn, Claims.preferred_username}) {
            claims.getStringClaimValue(name.name());
        }
        Set<String> roles = new HashSet<>(strings(claims, "role"));
        roles.addAll(strings(claims, Claims.groups.name()));
        return new Caller(
                userId,
                claims.getStringClaimValue(Claims.email.name()),
                roles,
                end(claims, maxAge),
                organizations.isPresent() ? mapping(claims, organizations.get()) : Map.of(),
                Caller.claims(claims.getClaimsMap(), token));
    }

    private static Instant end(JwtClaims claims, Optional<Duration> maxAge) throws MalformedClaimException {
        Instant end = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
        if (maxAge.isPresent()) {
            Instant tooOld = Instant.ofEpochMilli(claims.getIssuedAt().getValueInMillis())
                    .plus(maxAge.get());
            return tooOld.isBefore(end) ? tooOld : end;
        }
        return end;
    }

    /**
     * The subject; in its absence {@code userId}, which some issuers write as a number, and then the names that MicroProfile JWT
     * knows.
     */
    private static String userId(JwtClaims claims) throws MalformedClaimException {
        if (claims.hasClaim(Claims.sub.name())) {
            return claims.getSubject();
        }
        if (claims.getClaimValue("userId") instanceof Long number) {
            return number.toString();
        }
        for (String name : new String[] {"userId", Claims.upn.name(), Claims.preferred_username.name()}) {
            if (claims.hasClaim(name)) {
                return claims.getStringClaimValue(name);
            }
        }
        return null;
    }

    private static Set<String> strings(JwtClaims claims, String name) throws InvalidTokenException {
        Object value = claims.getClaimValue(name);
        Collection<?> all = value == null ? Set.of() : value instanceof Collection<?> list ? list : Set.of(value);
        Set<String> strings = new HashSet<>();
        for (Object one : all) {
            if (!(one instanceof String text)) {
                throw new InvalidTokenException("The token's " + name + " must be text or a list of texts.");
            }
            strings.add(text);
        }
        return strings;
    }

    private static Map<String, String> mapping(JwtClaims claims, String name) throws InvalidTokenException {
        Object value = claims.getClaimValue(name);
        if (value == null) {
            return Map.of();
        }
        Map<String, String> mapping = new HashMap<>();
        if (value instanceof Map<?, ?> entries) {
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                if (entry.getValue() instanceof String role) {
                    mapping.put((String) entry.getKey(), role);
                }
            }
            return mapping;
        }
        throw new InvalidTokenException("The token's organisations must be an object.");
    }
}
