package org.heliograph.operations.system;

/**
 * A trouble as it is seen at one moment.
 *
 * @param critical whether clients are affected, and not only the margin for further failures
 * @param message  what is wrong, in words
 */
record Symptom(boolean critical, String message) {
    String severity() {
        return critical ? "critical" : "warning";
    }
}
