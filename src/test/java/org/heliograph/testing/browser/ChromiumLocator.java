package org.heliograph.testing.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Finds a Chromium by {@code HELIOGRAPH_CHROMIUM} or in the {@code PATH}. */
final class ChromiumLocator {
    static final String MISSING =
            "No Chromium here, so the browser tests cannot run; it comes with: apt-get install chromium-headless-shell";

    /** The headless shell comes first because it takes half of the processor time. */
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final AtomicBoolean REPORTED = new AtomicBoolean();

    private ChromiumLocator() {}

    static Optional<Path> executable() {
        String chosen = System.getenv("HELIOGRAPH_CHROMIUM");
        if (chosen != null && !chosen.isBlank()) {
            return Optional.of(Path.of(chosen)).filter(Files::isExecutable);
        }
        List<String> folders = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .filter(folder -> !folder.isBlank())
                .toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static void reportMissingOnce() {
        if (REPORTED.compareAndSet(false, true)) {
            System.out.println(MISSING); // the reason belongs beside the "skipped" on the console
        }
    }
}
