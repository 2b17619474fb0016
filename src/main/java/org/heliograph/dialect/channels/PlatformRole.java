package org.heliograph.dialect.channels;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.heliograph.identity.Caller;

/** The platform role as one word; a token may carry several. */
final class PlatformRole {
    /** The role of programs that publish. */
    static final String SERVICE = "service";

    private static final String USER = "user";
    private static final List<String> HIGHEST_FIRST = List.of(Caller.ADMIN, SERVICE, USER);

    private PlatformRole() {}

    /** The highest that we know, else the first in the alphabet of those that the token's maker knows. */
    static String of(Caller caller) {
        Set<String> roles = new TreeSet<>(caller.roles());
        return HIGHEST_FIRST.stream()
                .filter(roles::contains)
                .findFirst()
                .orElseGet(() -> roles.isEmpty() ? USER : roles.iterator().next());
    }
}
