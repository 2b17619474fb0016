package org.heliograph.uptime.monitor.admin;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.heliograph.rest.Form;

/** The ids that administrators may choose. */
public final class Ids {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private Ids() {}

    /** The id that something new shall have: the one that was sent, or one made of chance. */
    public static String ofNew(Form form) {
        return form.matching("id", FORM, "1 to 100 letters, digits, underscores, dots or hyphens")
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** Refuses to give another id to what has one: it is named by it. */
    public static void keep(Form form, String id) {
        Optional<String> sent = form.secret("id", 0, Integer.MAX_VALUE);
        if (form.cleared("id") || sent.filter(other -> !other.equals(id)).isPresent()) {
            form.wrong("id cannot be changed");
        }
    }
}
