package org.heliograph.uptime.admin;

import java.util.Optional;
import java.util.UUID;
import org.heliograph.rest.Form;
import org.heliograph.uptime.monitor.IdList;

/** The ids that administrators may choose. */
public final class Ids {
    private Ids() {}

    /** The id that something new shall have: the one that was sent, or one made of chance. */
    public static String ofNew(Form form) {
        return form.matching("id", IdList::isId, "1 to 100 letters, digits, underscores, dots or hyphens")
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
