package org.heliograph.identity.token;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.persistence.EnumText;

/** What an API token may be used for. Its maker must have the right to it as well, at each call. */
public enum ApiScope {
    /** Read over REST, sockets and streams, and the metrics. */
    READ,
    /** Publish on channels. */
    PUBLISH,
    /** Push pulses to any monitor by its id. */
    PULSES,
    /** Open, acknowledge and resolve alerts, by the webhook as well; read them. */
    ALERTS,
    /** Change what administrators change; everything that {@link #READ} is. */
    ADMINISTER;

    /** What organisations have. Channels, alerts and status pages belong to the installation. */
    private static final Set<ApiScope> OF_ORGANIZATIONS = EnumSet.of(READ, ADMINISTER);

    /** The word on the wire, in the database and in the table of routes. */
    public String text() {
        return EnumText.of(this);
    }

    /** Empty for any other text and for null. */
    public static Optional<ApiScope> parse(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }

    public boolean isOfOrganizations() {
        return OF_ORGANIZATIONS.contains(this);
    }

    /** Whether a token with these scopes may what this one allows. */
    boolean isGranted(Set<ApiScope> scopes) {
        return scopes.contains(this) || this == READ && scopes.contains(ADMINISTER);
    }

    /** The stored form, in a fixed order. */
    static String join(Collection<ApiScope> scopes) {
        return EnumSet.copyOf(scopes).stream().map(ApiScope::text).collect(Collectors.joining(" "));
    }

    /** Reads the stored form; words that this version does not know allow nothing. */
    static Set<ApiScope> split(String stored) {
        Set<ApiScope> scopes = EnumSet.noneOf(ApiScope.class);
        for (String word : stored.split(" ")) {
            parse(word).ifPresent(scopes::add);
        }
        return scopes;
    }
}
