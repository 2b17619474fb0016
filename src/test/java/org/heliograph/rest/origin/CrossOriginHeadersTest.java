package org.heliograph.rest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginHeadersTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final Map<String, String> settings = new HashMap<>();

    private Map<String, String> headers(String path, String origin) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getServletPath" -> path;
                    case "getPathInfo" -> null;
                    case "getHeader" -> arguments[0].equals("Host") ? "fleet.example" : origin;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        Map<String, String> headers = new HashMap<>();
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> headers.put((String) arguments[0], (String) arguments[1]));
        new CrossOriginHeaders(new Configuration(name -> Optional.ofNullable(settings.get(name))))
                .set(request, response);
        return headers;
    }

    @ParameterizedTest
    @CsvSource({
        "/api/db/machines, realtime",
        "/api/auth/login, realtime",
        "/api/events, realtime",
        "/api/v1/alerts, alerts",
        "/api/v1/alerts/open, alerts",
        "/api/v1/alerts/events, alerts",
        "/api/publish, ws",
        "/ws, ws",
        "/api/members, realtime",
        "/v1/status/main, status",
        "/v1/events, status",
    })
    void everyPathFollowsTheSettingOfItsSocket(String path, String name) {
        settings.put("heliograph.origins.status", "https://status.example");
        assertThat(headers(path, "https://ops.example")).containsEntry("Vary", "Origin");
        assertThat(headers(path, "https://ops.example")).doesNotContainKey(ALLOWED);
        settings.put("heliograph.origins." + name, "https://ops.example, https://wall.example");

        assertThat(headers(path, "https://ops.example")).containsEntry(ALLOWED, "https://ops.example");
        assertThat(headers(path, "https://wall.example")).containsEntry(ALLOWED, "https://wall.example");
        assertThat(headers(path, "https://evil.example")).doesNotContainKey(ALLOWED);
        assertThat(headers(path, null)).doesNotContainKey(ALLOWED);
        settings.put("heliograph.origins." + name, "*");
        assertThat(headers(path, "https://evil.example")).containsEntry(ALLOWED, "*");
    }

    @Test
    void onlyStatusPagesAndTheSdkAreOpenByDefault() {
        for (String path : new String[] {"/v1/status/main", "/v1/events", "/sdk/index.js", "/health/live"}) {
            assertThat(headers(path, "https://evil.example")).as(path).containsEntry(ALLOWED, "*");
        }
        for (String path : new String[] {"/api/config", "/api/v1/alerts", "/api/publish", "/api/admin/nodes"}) {
            assertThat(headers(path, "https://evil.example")).as(path).doesNotContainKey(ALLOWED);
        }
    }

    @Test
    void theSdkIsReadByThePagesThatMayUseAnyPart() {
        settings.put("heliograph.origins.status", "https://status.example");
        assertThat(headers("/sdk/index.js", "https://ops.example")).doesNotContainKey(ALLOWED);
        settings.put("heliograph.origins.alerts", "https://ops.example");

        assertThat(headers("/sdk/index.js", "https://ops.example")).containsEntry(ALLOWED, "https://ops.example");
        assertThat(headers("/health/live", "https://ops.example")).containsEntry(ALLOWED, "https://ops.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/admin/nodes",
                "/api/accounts",
                "/api/accounts/1/reset-link",
                "/api/audit/export",
                "/api/operations/drain",
                "/api/organizations/acme",
                "/api/screen-tokens",
                "/api/tokens/1"
            })
    void administrationIsForPagesOfThisHostOnly(String path) {
        settings.put("heliograph.origins.realtime", "*");

        assertThat(headers(path, "https://ops.example")).doesNotContainKey(ALLOWED);
        assertThat(headers(path, "https://fleet.example:8443")).containsEntry(ALLOWED, "https://fleet.example:8443");
    }
}
