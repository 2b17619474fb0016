package org.heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.Locale;
import org.heliograph.testing.Api;
import org.heliograph.testing.EventStream;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are allowed by the headers that pages of other origins get: as much as by the setting of the socket. */
class CrossOriginIT {
    private static final String OURS = TestSettings.CONFIGURED_ORIGIN;
    private static final String FOREIGN = "https://evil.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";
    private static final String MACHINES = "/api/db/machines?org_id=acme";

    private final Server server = Server.shared();
    private final Api alice = server.as("alice@acme.test");

    private static HttpHeaders headers(Api api, String method, String path, String origin, String... more) {
        String[] headers = new String[more.length + 2];
        System.arraycopy(more, 0, headers, 2, more.length);
        headers[0] = "Origin";
        headers[1] = origin;
        return api.send(method, path, null, headers).response().headers();
    }

    private HttpHeaders preflight(String path, String origin) {
        return headers(
                server.api(),
                "OPTIONS",
                path,
                origin,
                "Access-Control-Request-Method",
                "PATCH",
                "Access-Control-Request-Headers",
                "authorization,content-type");
    }

    @Test
    void aNamedOriginReadsAnswersWithTheirPositions() {
        HttpHeaders rows = headers(alice, "GET", MACHINES, OURS);

        assertThat(rows.firstValue(ALLOWED)).contains(OURS);
        assertThat(rows.allValues("Vary")).contains("Origin");
        assertThat(rows.firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("X-Heliograph-Seq", "X-Heliograph-Epoch", "Link", "Retry-After", "ETag");
        assertThat(rows.firstValue("X-Heliograph-Seq")).isPresent();
    }

    @Test
    void otherOriginsReadNothing() {
        HttpHeaders rows = headers(alice, "GET", MACHINES, FOREIGN);

        assertThat(rows.firstValue(ALLOWED)).isEmpty();
        assertThat(rows.firstValue("Access-Control-Expose-Headers")).isEmpty();
        assertThat(rows.allValues("Vary")).contains("Origin");
        for (String path : new String[] {"/api/admin/nodes", "/api/accounts", "/api/tokens", "/api/organizations"}) {
            assertThat(headers(alice, "GET", path, OURS).firstValue(ALLOWED))
                    .as(path)
                    .isEmpty();
        }
        assertThat(headers(server.api(), "GET", "/health", OURS).firstValue(ALLOWED))
                .isEmpty();
    }

    @Test
    void refusalsHaveThemToo() {
        Api expired = server.api().with("x.y.z");

        assertThat(headers(expired, "GET", MACHINES, OURS).firstValue(ALLOWED)).contains(OURS);
        assertThat(headers(expired, "GET", "/api/events?channel=machines&org_id=acme", OURS)
                        .firstValue(ALLOWED))
                .contains(OURS);
        assertThat(headers(server.api(), "GET", "/api/auth/me", OURS).firstValue(ALLOWED))
                .contains(OURS);
        assertThat(headers(server.api(), "POST", "/api/auth/login", OURS).firstValue(ALLOWED))
                .contains(OURS);
        assertThat(headers(alice, "GET", "/api/nothing", OURS).firstValue(ALLOWED))
                .contains(OURS);
    }

    @Test
    void preflightsAllowWhatTheClientSends() {
        HttpHeaders allowed = preflight("/api/db/machines", OURS);
        HttpHeaders refused = preflight("/api/db/machines", FOREIGN);

        assertThat(allowed.firstValue(ALLOWED)).contains(OURS);
        assertThat(allowed.firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("GET", "POST", "PUT", "PATCH", "DELETE");
        assertThat(allowed.firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "Content-Type", "If-None-Match", "Last-Event-ID", "X-Heliograph-Screen");
        assertThat(allowed.firstValue("Access-Control-Max-Age")).contains("7200");
        assertThat(allowed.allValues("Vary")).contains("Origin");
        assertThat(refused.map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        assertThat(refused.allValues("Vary")).contains("Origin");
    }

    @Test
    void eventStreamsFollowTheirSockets() {
        Fleet acme = Fleet.acme();
        String path = "/api/events?channel=machines&org_id=" + acme.organization();
        try (EventStream stream = EventStream.open(acme.admin(), path, "Origin", OURS)) {
            assertThat(stream.header(ALLOWED)).isEqualTo(OURS);
        }
        assertThat(acme.admin().send("GET", path, null, "Origin", FOREIGN).outcome())
                .isEqualTo("403 FORBIDDEN");
    }

    /** Which the demo opens to pages of every origin. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/alerts/open", "/v1/status/status", "/ws"})
    void whatEveryOriginMayRead(String path) {
        assertThat(headers(server.api(), "GET", path, FOREIGN).firstValue(ALLOWED))
                .contains("*");
        assertThat(headers(server.api().with("x.y.z"), "GET", path, FOREIGN).firstValue(ALLOWED))
                .contains("*");
        assertThat(preflight(path, FOREIGN).firstValue("Access-Control-Allow-Headers"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/sdk/index.js", "/sdk/types/index.d.ts"})
    void whatEveryOriginMayReadIsTheSameForAll(String path) {
        HttpHeaders read = headers(server.api(), "GET", path, FOREIGN);

        assertThat(read.firstValue(ALLOWED)).contains("*");
        assertThat(read.allValues("Vary")).doesNotContain("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {MACHINES, "/api/v1/alerts/open", "/v1/status/status", "/sdk/index.js"})
    void neverWithCookies(String path) {
        assertThat(headers(alice, "GET", path, OURS).firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(preflight(path, OURS).firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }
}
