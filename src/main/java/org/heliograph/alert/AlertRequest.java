package org.heliograph.alert;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The content of an alert, in the plain form {@code {"site","severity","message"}}. */
public record AlertRequest(
        @NotBlank @Size(max = LONGEST_SITE) String site,
        @NotNull Severity severity,
        @NotBlank @Size(max = LONGEST_MESSAGE) String message) {
    /** In characters. */
    public static final int LONGEST_SITE = 200;

    /** In characters. */
    public static final int LONGEST_MESSAGE = 2_000;
}
