package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
    private static final String CORP = "Cross-Origin-Resource-Policy";

    private final Map<String, String> settings = new HashMap<>();

    private String asked;

    private Map<String, String> headers(String path, String host, boolean secure) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getRequestURI" -> asked == null ? path : "/error";
                    case "getAttribute" -> asked;
                    case "getHeader" -> arguments[0].equals("Host") ? host : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        Map<String, String> headers = new HashMap<>();
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> headers.put((String) arguments[0], (String) arguments[1]));
        new SecurityHeaders(new Configuration(name -> Optional.ofNullable(settings.get(name))))
                .set(request, response, secure);
        return headers;
    }

    private String policy(String host) {
        return headers("/", host, false).get("Content-Security-Policy");
    }

    @Test
    void everyResponseHasThem() {
        assertThat(headers("/api/auth/me", "fleet.example", false))
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
                .containsEntry(CORP, "same-origin")
                .containsKey("Content-Security-Policy")
                .doesNotContainKey("Strict-Transport-Security");
    }

    @Test
    void pagesConnectToTheirOwnHostOnly() {
        assertThat(policy("fleet.example:8443"))
                .contains("; connect-src 'self' ws://fleet.example:8443 wss://fleet.example:8443; ");
        for (String other :
                new String[] {null, "", "a b", "a;script-src *", "*", "evil.example/", "[::1]:8080", "a..b"}) {
            assertThat(policy(other)).contains("; connect-src 'self'; ");
        }
    }

    @Test
    void onlyTheWidgetOfAPageIsShownInFramesOfOtherSites() {
        String widget = "/status/acme/widget";
        assertThat(headers(widget, "fleet.example", false))
                .containsEntry(CORP, "cross-origin")
                .extractingByKey("Content-Security-Policy")
                .asString()
                .contains("; frame-ancestors *; ");
        for (String other : new String[] {
            "/", "/status/acme", "/status/acme/", "/status/acme/widget/", "/status/acme%2Fb/widget", "/dashboard/widget"
        }) {
            assertThat(headers(other, "fleet.example", false).get("Content-Security-Policy"))
                    .as(other)
                    .contains("; frame-ancestors 'self'; ");
        }
    }

    @Test
    void logosMayDoNothing() {
        assertThat(headers("/v1/logos/0123456789abcdef0123456789abcdef.png", "fleet.example", false))
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
                .containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    void browsersStayWithHttpsForAsLongAsConfigured() {
        assertThat(headers("/", "fleet.example", true)).containsEntry("Strict-Transport-Security", "max-age=31536000");
        settings.put("heliograph.hsts.seconds", "0");
        assertThat(headers("/", "fleet.example", true)).containsEntry("Strict-Transport-Security", "max-age=0");
    }

    @Test
    void statusPagesMayBeReadByPagesOfAllOriginsUnlessTheseAreNamed() {
        assertThat(headers("/v1/status/main", "h", false)).containsEntry(CORP, "cross-origin");
        assertThat(headers("/v1/events", "h", false)).containsEntry(CORP, "cross-origin");
        assertThat(headers("/v1/status", "h", false)).containsEntry(CORP, "same-origin");
        assertThat(headers("/v1/admin/monitors", "h", false)).containsEntry(CORP, "same-origin");

        asked = "/v1/status/main";
        assertThat(headers(asked, "h", false)).containsEntry(CORP, "cross-origin");
        asked = null;
        settings.put("heliograph.origins.status", "https://ops.example");
        assertThat(headers("/v1/status/main", "h", false)).containsEntry(CORP, "same-origin");
    }
}
