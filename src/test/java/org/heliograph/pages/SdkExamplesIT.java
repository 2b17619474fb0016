package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import jakarta.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.SdkDocument;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;
import org.heliograph.testing.Webjar;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.heliograph.testing.browser.TabBuilder;
import org.junit.jupiter.api.Test;

/** The examples of docs/sdk.md in a browser: on the server's own host, and on a page of another origin that a setting names. */
@BrowserTest
class SdkExamplesIT {
    private static final String OURS = TestSettings.CONFIGURED_ORIGIN;
    private static final String REACT = """
            <!doctype html>
            <script src="/react.js"></script>
            <script src="/react-dom.js"></script>
            <script type="importmap">{ "imports": { "react": "/react-module.js" } }</script>
            <div id="root"></div>
            <script type="module">
              import { createElement } from "react";
              import { createClient } from "https://fleet.example.org/sdk/index.js";
              import { useOpenAlerts } from "/use-open-alerts.js";

              const api = createClient({ baseUrl: "https://fleet.example.org" });
              function Room({ site }) {
                const { alerts, connection } = useOpenAlerts(api, site);
                return createElement("main", null, createElement("p", null, connection),
                  createElement("ul", null, alerts.map(({ id, message }) => createElement("li", { key: id }, message))));
              }
              window.api = api;
              window.root = ReactDOM.createRoot(document.getElementById("root"));
              window.show = (site) => root.render(createElement(Room, { site }));
              show("Kampala");
            </script>
            """;

    private final Server server = Server.shared();

    /** Serves a text at an address, whatever would answer there. Browsers ask before a page of the internet calls this machine. */
    private void serve(Page page, String url, String text) {
        page.context().grantPermissions(List.of("local-network-access"));
        String body = text.replace("https://fleet.example.org", server.uri("").toString());
        String type = url.endsWith(".js") ? "text/javascript" : "text/html";
        page.route(
                url,
                route -> route.fulfill(new FulfillOptions()
                        .setContentType(type)
                        .setHeaders(Map.of("Content-Type", type + ";charset=UTF-8"))
                        .setBody(body)));
    }

    private TabBuilder visit(Browser browser, String url, String text) {
        return browser.visit(server).withPreparation(page -> serve(page, url, text));
    }

    private static String resource(String path) {
        try (InputStream in = SdkExamplesIT.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aPlainPageShowsMachinesLive(Browser browser) {
        Agent machine = Fleet.acme().register();
        Tab tab = visit(browser, server.uri("/plain.html").toString(), SdkDocument.example("plain.html"))
                .signedInAs("alice@acme.test")
                .open("/plain.html");
        assertThat(tab.page().locator("#state")).hasText("SUBSCRIBED");
        String name = Fleet.acme().row(machine.id()).getString("name");
        assertThat(tab.page().locator("li").getByText(name)).hasText(name + ": pending");

        machine.heartbeat();

        assertThat(tab.page().locator("li").getByText(name)).hasText(name + ": online");
    }

    @Test
    void aSmallPageLoadsItsPartOnly(Browser browser) {
        Tab tab = visit(browser, server.uri("/small.html").toString(), SdkDocument.example("small.html"))
                .open("/small.html");

        assertThat(tab.page().locator("#state")).hasText("SUBSCRIBED");
        assertThat(tab.network().calls("/sdk/"))
                .hasSizeBetween(5, 25)
                .noneMatch(call -> call.url().contains("/sdk/channel.js"));
    }

    /** Which imports the modules, calls, follows the fleet and a status page, and checks its connection. */
    @Test
    void aPageOfANamedOriginUsesTheServer(Browser browser) {
        String session = Json.createObjectBuilder(server.api()
                        .login("alice@acme.test", TestSettings.PASSWORD)
                        .data())
                .add("expires_at", Long.MAX_VALUE >> 11)
                .build()
                .toString();
        Tab tab = visit(
                        browser,
                        OURS + "/",
                        SdkDocument.example("foreign.html").replace("checkMs: 10_000", "checkMs: 500"))
                .withPreparation(page -> page.addInitScript(
                        "localStorage.setItem('heliograph.session', " + Json.createValue(session) + ")"))
                .open(OURS + "/");
        assertThat(tab.page().locator("#machines")).hasText(Pattern.compile("\\d+ online"));
        assertThat(tab.page().locator("#page")).hasText("SUBSCRIBED");
        int before = online(tab);

        Agent machine = Fleet.acme().online();
        tab.until(() -> online(tab) > before);
        tab.until(() -> tab.network().calls("/health/live").size() > 1);
        machine.shutDown();
        tab.until(() -> online(tab) == before);

        assertThat(tab.page().evaluate("document.cookie")).isEqualTo("");
    }

    private static int online(Tab tab) {
        return Integer.parseInt(tab.page().locator("#machines").textContent().split(" ")[0]);
    }

    @Test
    void aPageOfAnotherOriginReadsNothing(Browser browser) {
        Tab tab = visit(browser, "https://evil.example/", "<!doctype html><title>Evil</title>")
                .open("https://evil.example/");
        Object outcome = tab.page()
                .evaluate(
                        """
                        async ({ url, token }) => {
                          const read = (path, options) => fetch(url + path, options).then(({ status }) => status, ({ name }) => name);
                          const headers = { Authorization: `Bearer ${token}` };
                          return [
                            await read("/v1/status/status"),
                            await read("/api/config"),
                            await read("/api/db/machines?org_id=acme", { headers }),
                            await read("/api/events?channel=machines&org_id=acme", { headers }),
                          ].join();
                        }""",
                        Map.of(
                                "url",
                                server.uri("").toString(),
                                "token",
                                server.as("alice@acme.test").token()));

        assertThat(outcome).isEqualTo("200,TypeError,TypeError,TypeError");
    }

    @Test
    void aReactHookShowsTheAlertsOfItsSite(Browser browser) {
        Alerts alerts = Alerts.of("alice@acme.test");
        String site = alerts.form("info", "m").getString("site");
        Tab tab = browser.visit(server)
                .withPreparation(page -> {
                    serve(page, OURS + "/", REACT.replace("Kampala", site));
                    serve(page, OURS + "/use-open-alerts.js", SdkDocument.example("use-open-alerts.js"));
                    serve(
                            page,
                            OURS + "/react.js",
                            resource(new Webjar("react").resource("umd/react.production.min.js")));
                    serve(
                            page,
                            OURS + "/react-dom.js",
                            resource(new Webjar("react-dom").resource("umd/react-dom.production.min.js")));
                    serve(page, OURS + "/react-module.js", resource("/stock-channels/react-module.js"));
                })
                .open(OURS + "/");
        assertThat(tab.page().locator("p")).hasText("live");

        String id = alerts.raise("warning", "Both uplinks lost").getString("id");
        assertThat(tab.page().locator("li")).hasText("Both uplinks lost");
        alerts.resolve(id);
        assertThat(tab.page().locator("li")).hasCount(0);

        tab.page().evaluate("show('Elsewhere')");
        tab.until(() -> tab.page().evaluate("api.getChannels().length").equals(1));
        tab.page().evaluate("root.unmount()");
        assertThat(tab.page().evaluate("api.getChannels().length")).isEqualTo(0);
    }
}
