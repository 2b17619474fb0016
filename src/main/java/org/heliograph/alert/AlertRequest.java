package org.heliograph.alert;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The content of an alert, in the plain form {@code {"site","severity","message"}}.
 *
 * @param link where its source shows it
 */
public record AlertRequest(
        @NotBlank @Size(max = LONGEST_SITE) String site,
        @NotNull Severity severity,
        @NotBlank @Size(max = LONGEST_MESSAGE) String message,

        Optional<
                        @Size(max = AlertLink.LONGEST)
                        @Pattern(
                                regexp = AlertLink.FORM,
                                message = "must be an http or https address without a password")
                        String>
                link) {
    /** In characters. */
    public static final int LONGEST_SITE = 200;

    /** In characters. */
    public static final int LONGEST_MESSAGE = 2_000;

    /** An alert without a link. */
    public AlertRequest(String site, Severity severity, String message) {
        this(site, severity, message, Optional.empty());
    }
}
