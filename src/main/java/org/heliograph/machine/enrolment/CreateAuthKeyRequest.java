package org.heliograph.machine.enrolment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.heliograph.rest.ApiException;

/**
 * The body of a call that creates an auth key.
 *
 * @param mayReplace    whether a machine under a name that is taken replaces the machine of that name
 * @param maxUses       how many machines a reusable key registers at most; absent for any number
 * @param expiresInDays absent for a key that does not expire
 */
public record CreateAuthKeyRequest(
        @NotBlank @Size(max = 64) String orgId,
        @Size(max = 200) String description,
        boolean reusable,
        boolean ephemeral,
        boolean mayReplace,
        @Min(1) @Max(1_000_000) Integer maxUses,
        @Min(1) @Max(3650) Integer expiresInDays) {

    public CreateAuthKeyRequest {
        description = description == null ? "" : description;
    }

    /** @throws ApiException 400 when a key for one machine is to register several */
    void requireConsistency() {
        if (maxUses != null && !reusable) {
            throw ApiException.invalid(List.of("max_uses is for reusable keys; others register one machine."));
        }
    }

    /** Null for a key that does not expire. */
    Duration lifetime() {
        return expiresInDays == null ? null : Duration.ofDays(expiresInDays);
    }
}
