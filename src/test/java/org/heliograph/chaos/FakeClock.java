package org.heliograph.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The clock of the second node, when it is to differ: {@code -Dchaos.clock=-25h}, by Debian's libfaketime. The monotonic clock stays, as
 * it does when a real clock is set.
 */
final class FakeClock {
    /** As libfaketime reads it, such as {@code +10m}; empty for the true time. */
    static final String OFFSET = System.getProperty("chaos.clock", "");

    private FakeClock() {}

    /** What makes a process see that clock. */
    static Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME",
                OFFSET,
                "DONT_FAKE_MONOTONIC",
                "1",
                // otherwise waits end at once
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static Path library() {
        try (DirectoryStream<Path> architectures = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            for (Path architecture : architectures) {
                Path library = architecture.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return library;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("chaos.clock needs libfaketime: apt-get install faketime");
    }
}
