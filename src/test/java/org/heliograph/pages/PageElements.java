package org.heliograph.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.heliograph.testing.browser.Tab;

/** Finds elements by their accessible names. */
final class PageElements {
    private PageElements() {}

    static Locator button(Tab tab, String name) {
        return tab.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator link(Tab tab, String name) {
        return tab.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator dialog(Tab tab) {
        return tab.page().getByRole(AriaRole.DIALOG);
    }

    static Locator heading(Tab tab) {
        return tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** The table row that contains a text. */
    static Locator row(Tab tab, String text) {
        return tab.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }
}
