package org.heliograph.machine.enrolment;

import java.time.Duration;
import org.heliograph.rest.Body;

/**
 * The body of a call that creates an auth key.
 *
 * @param lifetime null for a key that does not expire
 */
public record CreateAuthKeyRequest(String description, boolean reusable, boolean ephemeral, Duration lifetime) {
    private static final int MAX_LIFETIME_DAYS = 3650;

    /** @throws org.heliograph.rest.ApiException 400 for an invalid field */
    static CreateAuthKeyRequest parse(Body body) {
        var days = body.optionalInteger("expires_in_days", 1, MAX_LIFETIME_DAYS);
        return new CreateAuthKeyRequest(
                body.optionalString("description", 200).orElse(""),
                body.bool("reusable", false),
                body.bool("ephemeral", false),
                days.isPresent() ? Duration.ofDays(days.getAsInt()) : null);
    }
}
