package org.heliograph.pages;

import java.util.List;
import java.util.stream.Stream;
import org.heliograph.testing.browser.Tab;

/** Checks that apply to every page. */
final class PageAudit {
    private static final String SCRIPT = PageScript.function("audit.js");
    private static final String WIDE = """
            () => document.documentElement.scrollWidth <= innerWidth ? [] :
              [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
                .map((element) => `${element.localName}.${element.className?.baseVal ?? element.className} sticks out`)
                .concat(`the page is ${document.documentElement.scrollWidth} px wide`)
            """;

    private PageAudit() {}

    /** Problems with names, landmarks, headings, contrast, width or the console. */
    static List<String> of(Tab tab, String where) {
        return Stream.of(
                        (List<?>) tab.page().evaluate(SCRIPT),
                        (List<?>) tab.page().evaluate(WIDE),
                        tab.consoleMessages())
                .flatMap(List::stream)
                .map(finding -> where + ": " + finding)
                .toList();
    }
}
