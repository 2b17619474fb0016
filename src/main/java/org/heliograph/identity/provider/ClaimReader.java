package org.heliograph.identity.provider;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.text.TextCleaner;

/** Reads claims by their names, or by paths such as {@code realm_access.roles}. A claim of another type than expected counts as absent. */
final class ClaimReader {
    private static final int MOST_VALUES = 5_000;
    private static final int MOST_ORGANIZATIONS = 500;
    private static final int LONGEST_ID = 64;
    private static final String LEAST_ROLE = "member";

    private final Map<String, Object> claims;

    ClaimReader(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** The value of a claim. A name that contains a dot itself, as those with a URL do, has precedence over a path. */
    private Object value(String path) {
        if (path.isEmpty() || claims.containsKey(path)) {
            return claims.get(path);
        }
        Object value = claims;
        for (String step : path.split("\\.")) {
            value = value instanceof Map<?, ?> members ? members.get(step) : null;
        }
        return value;
    }

    Optional<String> text(String path) {
        return value(path) instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }

    boolean isTrue(String name) {
        Object value = value(name);
        // some providers write it as a text
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    /** The texts of a list, or a single one. */
    Set<String> texts(String path) {
        Object value = value(path);
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof Collection<?> list) {
            list.stream().filter(String.class::isInstance).limit(MOST_VALUES).forEach(item -> texts.add((String) item));
        }
        return texts;
    }

    /** Roles by organisation: those of an object, whose members are roles or anything else; or a list of ids. */
    Map<String, String> roles(String path) {
        Map<String, String> roles = new HashMap<>();
        if (value(path) instanceof Map<?, ?> members) {
            members.forEach((id, role) -> put(roles, id.toString(), role instanceof String text ? text : LEAST_ROLE));
        } else {
            texts(path).forEach(id -> put(roles, id, LEAST_ROLE));
        }
        return roles;
    }

    private static void put(Map<String, String> roles, String id, String role) {
        // each is looked up
        if (roles.size() < MOST_ORGANIZATIONS && id.equals(TextCleaner.line(id, LONGEST_ID))) {
            roles.put(id, role);
        }
    }
}
