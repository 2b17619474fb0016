package org.heliograph.operations.announcement;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The body of a call that announces something.
 *
 * @param severity absent for info
 * @param since    when it begins to hold, as ISO-8601; absent for now
 * @param until    when it ends; absent for no end
 */
record AnnouncementRequest(
        @NotBlank @Size(max = 2_000) String text, Severity severity, Optional<String> since, Optional<String> until) {
    /** How much it matters to readers. */
    enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }
}
