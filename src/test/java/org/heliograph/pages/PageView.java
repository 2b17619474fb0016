package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.heliograph.testing.browser.Tab;

/**
 * A page or a dialog of the product, as {@code views.json} lists them.
 *
 * @param path    with names of ids in braces
 * @param guest   without a session
 * @param press   selectors of what is pressed, in order, until it is shown; with {@code :=} and a text after one that is filled in
 * @param dialog  the name of the dialog; empty: it is a page
 * @param answers what this server would not answer: by glob of the address, a pattern, its replacement in the answer's text, and a
 *     status other than 200
 */
record PageView(String path, boolean guest, List<String> press, String dialog, Map<String, List<String>> answers) {

    /** All of them. */
    static List<PageView> all() {
        try (JsonReader reader = Json.createReader(new StringReader(PageScript.text("views.json")))) {
            return reader.readArray().getValuesAs(PageView::of);
        }
    }

    private static PageView of(JsonValue value) {
        JsonObject view = value.asJsonObject();
        Map<String, List<String>> answers = new LinkedHashMap<>();
        if (view.containsKey("answers")) {
            view.getJsonObject("answers").forEach((glob, change) -> answers.put(glob, texts(change.asJsonArray())));
        }
        return new PageView(
                view.getString("path"),
                view.getBoolean("guest", false),
                view.containsKey("press") ? texts(view.getJsonArray("press")) : List.of(),
                view.getString("dialog", ""),
                answers);
    }

    private static List<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString::getString);
    }

    boolean isDialog() {
        return !dialog.isEmpty();
    }

    /**
     * Shows it in a tab, and waits until it is filled.
     *
     * @param ids    puts ids in the place of their names
     * @param before what the tab shows, whose page is used again if it is the same under a dialog; null: none
     */
    void open(Tab tab, UnaryOperator<String> ids, PageView before) {
        Set<String> unchanged = ConcurrentHashMap.newKeySet();
        if (before != null
                && before.isDialog()
                && before.path.equals(path)
                && before.press.size() == 1 // more may have changed the page
                && before.answers.isEmpty()
                && answers.isEmpty()) {
            tab.page().keyboard().press("Escape");
            assertThat(tab.page().locator("dialog[open]")).hasCount(0);
        } else {
            load(tab, ids, unchanged);
        }
        press.forEach(step -> press(tab, ids.apply(step)));
        if (isDialog()) {
            assertThat(tab.page().locator("dialog[open]")).hasAttribute("data-dialog", dialog);
            tab.until(tab.network()::quiet);
        }
        if (!unchanged.isEmpty()) {
            throw new AssertionError(this + ": no answer was changed of " + unchanged);
        }
    }

    private static void press(Tab tab, String step) {
        String[] parts = step.split(" := ", 2);
        Locator target = tab.page().locator(parts[0]).first();
        if (parts.length > 1) {
            target.fill(parts[1]);
        } else {
            target.click();
        }
    }

    private void load(Tab tab, UnaryOperator<String> ids, Set<String> unchanged) {
        tab.page().unrouteAll();
        answers.forEach((glob, change) -> {
            unchanged.add(glob);
            tab.page().route(glob, route -> {
                if (answer(route, change, ids)) {
                    unchanged.remove(glob);
                }
            });
        });
        tab.page().navigate("about:blank");
        tab.page().navigate(ids.apply(path));
        assertThat(tab.page().locator("h1, hg-status-widget > *").first()).isVisible();
        assertThat(tab.page().locator(".skeleton")).hasCount(0);
        tab.until(tab.network()::quiet);
    }

    /** @return whether the answer is another one than that of the server */
    private static boolean answer(Route route, List<String> change, UnaryOperator<String> ids) {
        String text = route.fetch().text();
        String changed = text.replaceAll("(?s)" + change.get(0), Matcher.quoteReplacement(ids.apply(change.get(1))));
        route.fulfill(new Route.FulfillOptions()
                .setStatus(change.size() > 2 ? Integer.parseInt(change.get(2)) : 200)
                .setContentType("application/json")
                .setBody(changed));
        return !changed.equals(text);
    }

    @Override
    public String toString() {
        return path + (press.isEmpty() ? "" : " " + String.join(" > ", press));
    }

    /** A file name. */
    String fileName() {
        String name = toString().replaceAll("[^A-Za-z0-9]+", "-");
        return name.substring(0, Math.min(90, name.length()));
    }
}
