package org.heliograph.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A program that a test needs and a machine may lack. */
public final class RequiredProgram {
    private RequiredProgram() {}

    /**
     * Skips the current test when a program is missing, and fails it when {@code CI=true}.
     *
     * @param install how to get the program
     */
    public static void require(boolean installed, String install) {
        if (!installed && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("a program is missing; " + install);
        }
        assumeTrue(installed, install);
    }
}
