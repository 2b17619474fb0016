package org.heliograph.uptime.host;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of hosts: without a port, in lower case. */
public final class HostName {
    private static final int LONGEST = 253;
    /** Two labels or more, the last of which is no number: neither an address nor the name of a machine in a local network. */
    private static final Pattern FORM =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private HostName() {}

    /** Whether a text is a name that a page can have. Names in other alphabets are written as DNS has them, with {@code xn--}. */
    public static boolean isName(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** The name in a {@code Host} header; empty without one, and for addresses. */
    public static Optional<String> ofHeader(String header) {
        if (header == null) {
            return Optional.empty();
        }
        String name = header.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
        // a name may end in the dot of the root
        return Optional.of(name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .filter(HostName::isName);
    }

    /** The name in an address, of whatever form; empty without one. */
    static Optional<String> ofUrl(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getRawAuthority()).flatMap(HostName::ofHeader);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
