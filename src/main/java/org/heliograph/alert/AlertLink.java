package org.heliograph.alert;

import java.util.Optional;

/** The address at which the source of an alert shows it to people. */
public final class AlertLink {
    /** In characters. */
    public static final int LONGEST = 2_000;

    /** Other schemes could run a script; with a name or password before the host, everyone who reads the alert would get these. */
    public static final String FORM = "(?i:https?)://[^\\s/?#@\\\\\"<>]+(?:[/?#][^\\s\"<>]*)?";

    private AlertLink() {}

    /** The link that a source sends; empty for anything else, since a wrong link is no reason to lose an alert. */
    public static Optional<String> find(String text) {
        return Optional.of(text).filter(link -> link.length() <= LONGEST && link.matches(FORM));
    }
}
