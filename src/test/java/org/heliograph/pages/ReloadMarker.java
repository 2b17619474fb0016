package org.heliograph.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.testing.browser.Tab;

/** Shows that a page was not loaded anew: a mark on it would be gone. */
final class ReloadMarker {
    private ReloadMarker() {}

    static void set(Tab tab) {
        tab.page().evaluate("window.marked = true");
    }

    static void notReloaded(Tab tab) {
        assertThat(tab.page().evaluate("window.marked === true")).isEqualTo(true);
    }
}
