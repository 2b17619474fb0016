package org.heliograph.testing.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;

/** Builds a tab: account, viewport, proxy and clock. */
public final class TabBuilder {
    private static final int MILLIS = 1000;

    private static final String OUTAGE = """
            (part, error) => {
              const reach = window.fetch;
              let over = false;
              document.addEventListener("click", ({ target }) => {
                over ||= target.closest("button")?.textContent.trim() === "Retry";
              }, true);
              window.fetch = (url, options) => over || !String(url).includes(part)
                ? reach(url, options)
                : Promise.resolve(new Response(JSON.stringify({ error }), { status: 503 }));
            }""";

    private final Browser browser;
    private final Server server;
    /** Without motion, because endless animations take processor time from other tests. */
    private final NewContextOptions options = new NewContextOptions()
            .setLocale("en-GB")
            .setTimezoneId("UTC")
            .setViewportSize(1280, 900)
            .setReducedMotion(ReducedMotion.REDUCE);

    private final Map<String, String> storage = new LinkedHashMap<>();
    private String origin;
    private boolean controlledClock;
    private Consumer<Page> preparation = page -> {};

    TabBuilder(Browser browser, Server server) {
        this.browser = browser;
        this.server = server;
        this.origin = server.uri("").toString();
    }

    /** Signed in with a demo account. */
    public TabBuilder signedInAs(String email) {
        return signedInAs(email, TestSettings.PASSWORD);
    }

    public TabBuilder signedInAs(String email, String password) {
        JsonObject answer = server.api().login(email, password).data();
        long end = System.currentTimeMillis() + MILLIS * (long) answer.getInt("expires_in");
        storage.put(
                "heliograph.session",
                Json.createObjectBuilder(answer).add("expires_at", end).build().toString());
        return this;
    }

    public TabBuilder inOrganization(String organization) {
        storage.put("heliograph.org", organization);
        return this;
    }

    /** Connected through a proxy whose WebSockets the test can cut. */
    public TabBuilder through(WebSocketProxy proxy) {
        origin = proxy.origin();
        return this;
    }

    /** Without event streams, so that events arrive by WebSocket only. */
    public TabBuilder withoutStreams() {
        return withPreparation(page -> page.route("**/events?*", Route::abort));
    }

    /**
     * Requests fail with 503 until Retry is pressed. The page also retries automatically and would often be faster than
     * the test, so only the press ends the failures.
     *
     * @param part of the addresses of these requests
     * @param error the error message of the responses
     */
    public TabBuilder failingUntilRetry(String part, String error) {
        String arguments =
                Json.createArrayBuilder().add(part).add(error).build().toString();
        return withPreparation(page -> page.addInitScript("(" + OUTAGE + ")(..." + arguments + ")"));
    }

    public TabBuilder withViewport(int width, int height) {
        options.setViewportSize(width, height);
        return this;
    }

    public TabBuilder preferring(ColorScheme scheme) {
        options.setColorScheme(scheme);
        return this;
    }

    public TabBuilder withoutScripts() {
        options.setJavaScriptEnabled(false);
        return this;
    }

    /** With a clock that the test can stop and move. */
    public TabBuilder withControlledClock() {
        controlledClock = true;
        return this;
    }

    /** Prepares the page before its first navigation, such as by routes that replace the server. */
    public TabBuilder withPreparation(Consumer<Page> step) {
        preparation = preparation.andThen(step);
        return this;
    }

    /** Opens a tab at a path. */
    public Tab open(String path) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        storage.forEach((name, value) ->
                items.add(Json.createObjectBuilder().add("name", name).add("value", value)));
        JsonObject state = Json.createObjectBuilder()
                .add("cookies", Json.createArrayBuilder())
                .add(
                        "origins",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("origin", origin)
                                        .add("localStorage", items)))
                .build();
        BrowserContext context = browser.open(options.setBaseURL(origin).setStorageState(state.toString()));
        context.addInitScript(PageRecorder.SCRIPT);
        if (controlledClock) {
            context.clock().install();
            // random delays take their maximum
            context.addInitScript("Math.random = () => 1");
        }
        Tab tab = new Tab(context.newPage());
        preparation.accept(tab.page());
        tab.page().navigate(path);
        return tab;
    }
}
