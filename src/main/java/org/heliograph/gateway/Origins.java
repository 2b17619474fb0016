package org.heliograph.gateway;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which pages may open a socket: those of this host, whatever their port, and configured ones (docs/protocols.md). */
public final class Origins {
    private final Set<String> configured;

    /** @param list origins such as {@code https://ops.example}, comma separated; {@code *} is every origin */
    public Origins(String list) {
        configured = Stream.of(list.split(","))
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a page of that origin may.
     *
     * @param origin the Origin header; null when there is none, as with every client that is not a browser
     * @param host   the Host header
     */
    public boolean allows(String origin, String host) {
        if (origin == null || configured.contains("*") || configured.contains(origin.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String from = hostOf(origin);
        return from != null && host != null && from.equalsIgnoreCase(hostOf("any://" + host));
    }

    /** The authority without its port; {@link URI#getHost} knows no names with an underscore, which hosts in containers have. */
    private static String hostOf(String url) {
        try {
            String authority = URI.create(url).getRawAuthority();
            return authority == null || authority.contains("@") ? null : authority.replaceFirst(":\\d*$", "");
        } catch (IllegalArgumentException malformed) {
            // what is no URL is no origin of ours
            return null;
        }
    }
}
