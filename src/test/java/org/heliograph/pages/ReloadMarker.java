package org.heliograph.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.testing.browser.Tab;

/** Detects a reload by a mark on the page, which a reload removes. */
final class ReloadMarker {
    private ReloadMarker() {}

    static void set(Tab tab) {
        tab.page().evaluate("window.marked = true");
    }

    static void notReloaded(Tab tab) {
        assertThat(tab.page().evaluate("window.marked === true")).isEqualTo(true);
    }
}
