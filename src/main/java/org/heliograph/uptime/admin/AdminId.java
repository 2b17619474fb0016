package org.heliograph.uptime.admin;

import java.util.Optional;
import java.util.UUID;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.monitor.IdList;

/** The field {@code id} of a body. */
final class AdminId {
    private AdminId() {}

    /** The id of a new entity: that of the body, or else a random one. */
    static String read(FieldReader form) {
        return form.matching(
                        "id",
                        IdList::isId,
                        "1 to 100 letters, digits, underscores, dots or hyphens, and not of dots alone")
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** Reports a problem when the body has another id than the entity. */
    static void requireSame(FieldReader form, String id) {
        Optional<String> sent = form.secret("id", 0, Integer.MAX_VALUE);
        if (sent.filter(other -> !other.equals(id)).isPresent()) {
            form.wrong("id cannot be changed");
        }
    }
}
