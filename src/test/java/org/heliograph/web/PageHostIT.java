package org.heliograph.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.heliograph.testing.RawHttp;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

class PageHostIT {
    private final Server server = Server.shared();
    private final StatusAdmin admin = StatusAdmin.shared();
    private final RawHttp http = new RawHttp(server);
    private final String page = admin.page();
    private final String host = page + ".acme.test";

    private RawHttp.Response get(String path, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Host";
        all[1] = host + ":" + server.port();
        System.arraycopy(headers, 0, all, 2, headers.length);
        return http.send("GET", path, null, all);
    }

    private void assign() {
        assertThat(admin.put("status-pages/" + page, "{'host':'" + host.toUpperCase() + "'}")
                        .status())
                .isEqualTo(200);
        // each node reads the names every two seconds
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get("/").body()).contains("slug=\"" + page + "\""));
    }

    @Test
    void hostHasItsPageAndNothingElse() {
        assign();
        String own = "http://" + host + ":" + server.port();

        assertThat(get("/").body())
                .contains("<hg-status-page slug=\"" + page + "\">", "<link rel=\"canonical\" href=\"" + own + "/\" />")
                .contains("property=\"og:url\" content=\"" + own + "/\"");
        assertThat(get("/").header("Content-Security-Policy"))
                .contains("connect-src 'self' ws://" + host + ":" + server.port());
        assertThat(get("/v1/status/" + page).status()).isEqualTo(200);
        assertThat(get("/v1/status/" + page + "/feed.atom").body())
                .contains("href=\"" + own + "/\"", "<id>" + own + "/v1/status/" + page + "/feed.atom</id>");
        assertThat(get("/v1/status/" + page + "/badge.svg").status()).isEqualTo(200);
        assertThat(get("/status/" + page + "/widget").body()).contains("hg-status-widget");
        assertThat(get("/status/" + page).header("Location")).isEqualTo("/");
        assertThat(get("/status/" + page).status()).isEqualTo(302);
        assertThat(get("/status/" + page + "?a=%0A&range=90d").header("Location"))
                .isEqualTo("/?a=%0A&range=90d");
        String other = admin.page();
        for (String path : new String[] {
            "/dashboard",
            "/now",
            "/status-pages",
            "/status/" + other,
            "/v1/status/" + other,
            "/v1/events?slug=" + other,
            "/v1/admin/status-pages",
            "/api/config",
            "/api/auth/me",
            "/health",
            "/sdk/index.js",
            "/index.html"
        }) {
            assertThat(get(path).status()).as(path).isEqualTo(404);
        }
        RawHttp.Response person = get("/about", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(person.status()).isEqualTo(404);
        assertThat(person.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(person.body()).contains("Page not found", "<a href=\"/\">");
        assertThat(get("/about", "Accept", "*/*").header("Content-Type")).startsWith("application/json");
        RawHttp.Response signIn = http.send(
                "POST",
                "/api/auth/login",
                "{\"email\":\"alice@acme.test\",\"password\":\"wrong\"}".getBytes(UTF_8),
                "Host",
                host,
                "Content-Type",
                "application/json");
        assertThat(signIn.status()).isEqualTo(404);
        assertThat(signIn.body()).contains("At this host there is a status page only.");
        // at the address of the installation everything is as before, and the page names its own host
        assertThat(server.api().get("/api/config").status()).isEqualTo(200);
        assertThat(server.api().get("/status/" + page).text()).contains("rel=\"canonical\" href=\"" + own + "/\"");
        admin.delete("status-pages/" + page);
    }

    @Test
    void hostBelongsToOnePageAndIsNotThatOfTheInstallation() {
        String body = "{'host':'" + host + "'}";
        admin.put("status-pages/" + page, body);

        assertThat(admin.put("status-pages/" + admin.page(), body).status()).isEqualTo(409);
        for (String wrong :
                new String[] {"localhost", "10.0.0.1", "https://a.example", "a.example:80", "a b.example"}) {
            assertThat(StatusAdmin.details(admin.put("status-pages/" + page, "{'host':'" + wrong + "'}")))
                    .as(wrong)
                    .containsExactly("host must be a host name such as status.example.org, without a port");
        }
        RawHttp.Response ownName = http.send(
                "PUT",
                "/v1/admin/status-pages/" + page,
                "{\"host\":\"ops.acme.test\"}".getBytes(UTF_8),
                "Host",
                "ops.acme.test",
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + admin.api().token());
        assertThat(ownName.status()).isEqualTo(400);
        assertThat(ownName.body()).contains("must not be that of the installation");
        assertThat(admin.get("status-pages/" + page).json().getString("host")).isEqualTo(host);
        assertThat(server.as("bob@acme.test")
                        .send("PUT", "/v1/admin/status-pages/" + page, body.replace('\'', '"'))
                        .status())
                .isEqualTo(403);
        admin.put("status-pages/" + page, "{'host':null}");
        assertThat(admin.get("status-pages/" + page).json()).doesNotContainKey("host");
    }
}
