package org.heliograph.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** What the claims of a verified token say about its bearer. */
final class Claims {
    private static final int LONGEST_ID = 200;

    private Claims() {}

    /** @param organizations the claim that maps organisations to roles, for tokens whose maker may say so */
    static Caller toCaller(JwtClaims claims, Optional<String> organizations)
            throws InvalidTokenException, MalformedClaimException {
        String userId = subject(claims);
        if (userId == null || userId.isBlank() || userId.length() > LONGEST_ID) {
            throw new InvalidTokenException("The token does not say whom it is for.");
        }
        Set<String> roles = new HashSet<>(strings(claims, "role"));
        roles.addAll(strings(claims, "groups"));
        return new Caller(
                userId,
                claims.getStringClaimValue("email"),
                roles,
                java.time.Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()),
                organizations.isPresent() ? mapping(claims, organizations.get()) : Map.of());
    }

    /** The subject; in its absence {@code userId}, which some makers write as a number. */
    private static String subject(JwtClaims claims) throws MalformedClaimException {
        String subject = claims.getSubject();
        if (subject != null) {
            return subject;
        }
        Object userId = claims.getClaimValue("userId");
        return userId instanceof Long number ? number.toString() : claims.getStringClaimValue("userId");
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
