package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.heliograph.testing.browser.Tab;

/**
 * A page or a dialog of the product, as {@code views.json} lists them.
 *
 * @param path    with names of ids in braces
 * @param guest   without a session
 * @param press   selectors of what is pressed, in order, until it is shown
 * @param dialog  the module of {@code webapp/app} that opens the dialog; empty: it is a page
 * @param answers what this server would not answer: by glob of the address, a pattern and its replacement in the answer's text
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
        if (before != null
                && before.isDialog()
                && before.path.equals(path)
                && before.answers.isEmpty()
                && answers.isEmpty()) {
            tab.page().keyboard().press("Escape");
            assertThat(tab.page().locator("dialog[open]")).hasCount(0);
        } else {
            load(tab, ids);
        }
        press.forEach(selector -> tab.page().locator(selector).first().click());
        if (isDialog()) {
            assertThat(tab.page().locator("dialog[open]")).isVisible();
        }
    }

    private void load(Tab tab, UnaryOperator<String> ids) {
        tab.page().unrouteAll();
        answers.forEach((glob, change) ->
                tab.page().route(glob, route -> answer(route, change.get(0), ids.apply(change.get(1)))));
        tab.page().navigate("about:blank");
        tab.page().navigate(ids.apply(path));
        assertThat(tab.page().locator("h1, hg-status-widget > *").first()).isVisible();
        assertThat(tab.page().locator(".skeleton")).hasCount(0);
        tab.until(tab.network()::quiet);
    }

    private static void answer(Route route, String pattern, String replacement) {
        String text = route.fetch().text();
        route.fulfill(new Route.FulfillOptions()
                .setStatus(200)
                .setContentType("application/json")
                .setBody(text.replaceAll("(?s)" + pattern, Matcher.quoteReplacement(replacement))));
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
