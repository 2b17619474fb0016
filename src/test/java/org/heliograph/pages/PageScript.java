package org.heliograph.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The functions and lists in {@code src/test/resources/browser}. */
final class PageScript {
    private PageScript() {}

    /** A function without parameters, as a page evaluates it. @param file such as {@code audit.js} */
    static String function(String file) {
        String text = text(file);
        return text.substring(text.indexOf("() =>")).strip().replaceAll(";$", "");
    }

    static String text(String file) {
        try (InputStream in = PageScript.class.getResourceAsStream("/browser/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
