package org.heliograph.machine.enrolment;

import java.time.Duration;
import org.heliograph.rest.Body;

/**
 * What an admin wants of a new auth key.
 *
 * @param life how long it is good for; null for ever
 */
public record CreateAuthKeyRequest(String description, boolean reusable, boolean ephemeral, Duration life) {
    private static final int LONGEST_LIFE_DAYS = 3650;

    /** @throws org.heliograph.rest.ApiException 400 for a field of the wrong form */
    static CreateAuthKeyRequest parse(Body body) {
        var days = body.optionalInteger("expires_in_days", 1, LONGEST_LIFE_DAYS);
        return new CreateAuthKeyRequest(
                body.optionalString("description", 200).orElse(""),
                body.bool("reusable", false),
                body.bool("ephemeral", false),
                days.isPresent() ? Duration.ofDays(days.getAsInt()) : null);
    }
}
