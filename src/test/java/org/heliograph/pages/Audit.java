package org.heliograph.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.heliograph.testing.browser.Tab;

/** What must hold on every page, whatever it shows. */
final class Audit {
    private static final String SCRIPT = script();

    private Audit() {}

    /** Names, landmarks, headings and contrast. */
    static void accessible(Tab tab, String where) {
        List<?> wrong = (List<?>) tab.page().evaluate(SCRIPT);
        assertThat(wrong).as("what is wrong on " + where).isEmpty();
    }

    /** Nothing sticks out to the right. */
    static void fitsItsWidth(Tab tab, String where) {
        List<?> wide = (List<?>) tab.page().evaluate("""
                        () => document.documentElement.scrollWidth <= innerWidth ? [] :
                          [...document.querySelectorAll("body *")]
                            .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
                            .map((element) => `${element.localName}.${element.className?.baseVal ?? element.className}`)
                            .concat(`${document.documentElement.scrollWidth} px wide`)
                        """);
        assertThat(wide).as("what sticks out on " + where).isEmpty();
    }

    /** No error, warning or policy violation in the console. */
    static void quiet(Tab tab, String where) {
        assertThat(tab.complaints()).as("the console on " + where).isEmpty();
    }

    private static String script() {
        try (InputStream in = Audit.class.getResourceAsStream("/browser/audit.js")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("() =>")).strip().replaceAll(";$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
