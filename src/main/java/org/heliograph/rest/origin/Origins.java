package org.heliograph.rest.origin;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The origins whose pages may connect: those of the same host, on any port, and configured ones (docs/protocols.md). */
public final class Origins {
    private final Set<String> configured;

    /** @param list comma-separated origins such as {@code https://ops.example}; {@code *} is every origin */
    public Origins(String list) {
        configured = Stream.of(list.split(","))
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether pages of every origin may connect. */
    public boolean areAll() {
        return configured.contains("*");
    }

    /**
     * Whether a page of this origin may connect.
     *
     * @param origin the Origin header; null without one: such a client is not a browser, and passes
     * @param host   the Host header
     */
    public boolean allows(String origin, String host) {
        if (origin == null || areAll() || configured.contains(origin.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String originHost = hostOf(origin);
        return originHost != null && host != null && originHost.equalsIgnoreCase(hostOf("any://" + host));
    }

    /** The authority without its port. {@link URI#getHost} returns null for underscores, which host names of containers have. */
    private static String hostOf(String url) {
        try {
            String authority = URI.create(url).getRawAuthority();
            return authority == null || authority.contains("@") ? null : authority.replaceFirst(":\\d*$", "");
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
