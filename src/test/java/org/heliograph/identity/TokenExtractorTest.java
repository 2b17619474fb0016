package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenExtractorTest {
    private final Map<String, String> settings = new HashMap<>();

    @Test
    void tokenIsReadFromQueryHeaderOrSubprotocol() {
        assertThat(tokens(request("org_id=acme&token=a.b.c", Map.of()))).containsExactly("a.b.c");
        assertThat(tokens(request(null, Map.of("Authorization", List.of("bearer  a.b.c")))))
                .containsExactly("a.b.c");
        assertThat(tokens(request(null, Map.of("Sec-WebSocket-Protocol", List.of("chat, token-a.b.c")))))
                .containsExactly("a.b.c");
        assertThat(tokens(request(null, Map.of("Sec-WebSocket-Protocol", List.of("access_token.a.b.c")))))
                .containsExactly("a.b.c");
    }

    @Test
    void sameTokenTwiceCountsOnceAndDifferentTokensCountTwice() {
        Map<String, List<String>> header = Map.of("Authorization", List.of("Bearer a.b.c"));

        assertThat(tokens(request("token=a.b.c", header))).hasSize(1);
        assertThat(tokens(request("token=d.e.f", header))).hasSize(2);
        assertThat(tokens(request("token=a&token=b", Map.of()))).hasSize(2);
    }

    @Test
    void queryIsReadOnSocketsAndStreamsOnlyAndElsewhereATokenThereIsMisplaced() {
        TokenExtractor extractor = new TokenExtractor(Forge.configuration(settings));
        for (String path : List.of("/api/realtime", "/api/events", "/ws", "/ws/alerts", "/api/v1/alerts/events")) {
            HttpServletRequest request = request(path, "x=1&token=a.b.c", Map.of());
            assertThat(extractor.tokens(request)).as(path).containsExactly("a.b.c");
            assertThat(extractor.isMisplaced(request)).as(path).isFalse();
        }
        for (String path : List.of(
                "/api/db/machines",
                "/api/auth/me",
                "/api/realtime/x",
                "/api/v1/alerts",
                "/api/v1/alerts/open",
                "/v1/admin/monitors",
                "/health")) {
            HttpServletRequest request = request(path, "x=1&token=a.b.c", Map.of());
            assertThat(extractor.tokens(request)).as(path).isEmpty();
            assertThat(extractor.isMisplaced(request)).as(path).isTrue();
            assertThat(extractor.isMisplaced(request(path, "tokens=1", Map.of())))
                    .as(path)
                    .isFalse();
        }
        assertThat(extractor.isMisplaced(request("/v1/push/abc", "token=1", Map.of())))
                .isFalse();
    }

    @Test
    void whereProgramsSendAnotherSecretOnlyAnApiTokenIsRead() {
        TokenExtractor extractor = new TokenExtractor(Forge.configuration(settings));
        for (String path : List.of("/v1/push/shop", "/v1/push/shop/fail", "/internal/alerts", "/metrics")) {
            assertThat(extractor.tokens(request(path, null, Map.of("Authorization", List.of("Bearer hgt_x")))))
                    .as(path)
                    .containsExactly("hgt_x");
            assertThat(extractor.tokens(
                            request(path, "token=hgt_x", Map.of("Authorization", List.of("Bearer secret")))))
                    .as(path)
                    .isEmpty();
        }
        for (String path : List.of("/v1/status/main", "/api/auth/login", "/api/machine-heartbeat", "/v1/pushed")) {
            Map<String, List<String>> header = Map.of("Authorization", List.of("Bearer hgt_x"));
            assertThat(extractor.tokens(request(path, null, header)).isEmpty())
                    .as(path)
                    .isEqualTo(!path.equals("/v1/pushed"));
        }
    }

    @Test
    void emptyTokenCountsAndOtherSchemesDoNot() {
        assertThat(tokens(request("token=", Map.of()))).containsExactly("");
        assertThat(tokens(request(null, Map.of("Authorization", List.of("Bearer")))))
                .containsExactly("");
        assertThat(tokens(request("tokens=x&q=%zz", Map.of("Authorization", List.of("Basic eDp5")))))
                .isEmpty();
        assertThat(tokens(request("token=%zz", Map.of()))).containsExactly("%zz");
    }

    @Test
    void noTokenIsReadOnPathsWithOtherCredentials() {
        assertThat(List.of("/api/realtime", "/api/auth/me", "/ws", "/ws/alerts", "/v1/admin/monitors", "/health"))
                .allMatch(TokenExtractor::readsPath);
        assertThat(List.of(
                        "/",
                        "/invitation",
                        "/apix",
                        "/internal/alerts",
                        "/v1/status/main",
                        "/v1/push/abc",
                        "/api/auth/login",
                        "/api/auth/refresh",
                        "/api/register-machine",
                        "/api/machine-heartbeat"))
                .noneMatch(TokenExtractor::readsPath);
    }

    @Test
    void cookieIsReadOnlyWhenConfigured() {
        Map<String, List<String>> cookie = Map.of("Cookie", List.of("Bearer=a.b.c"));

        assertThat(tokens(request(null, cookie))).isEmpty();
        settings.put("mp.jwt.token.cookie", "sso");
        assertThat(tokens(request(null, Map.of("Cookie", List.of("sso=a.b.c")))))
                .isEmpty();
        settings.put("mp.jwt.token.header", "Cookie");
        assertThat(tokens(request(null, Map.of("Cookie", List.of("sso=a.b.c")))))
                .containsExactly("a.b.c");
        assertThat(tokens(request(null, Map.of("Cookie", List.of("sso="))))).containsExactly("");
        assertThat(tokens(request(null, cookie))).isEmpty();
        settings.remove("mp.jwt.token.cookie");
        assertThat(tokens(request(null, cookie))).containsExactly("a.b.c");
    }

    @Test
    void cookieIsIgnoredBesideAnotherTokenAndForPagesOfOtherHosts() {
        settings.put("mp.jwt.token.header", "Cookie");
        List<String> cookie = List.of("Bearer=a.b.c");

        assertThat(tokens(request("token=d.e.f", Map.of("Cookie", cookie)))).containsExactly("d.e.f");
        Map<String, List<String>> own =
                Map.of("Cookie", cookie, "Host", List.of("fleet.example"), "Origin", List.of("https://fleet.example"));
        assertThat(tokens(request(null, own))).containsExactly("a.b.c");
        for (String origin : List.of("https://evil.example", "https://fleet.example:8443", "null", "https://", "%")) {
            Map<String, List<String>> foreign =
                    Map.of("Cookie", cookie, "Host", List.of("fleet.example"), "Origin", List.of(origin));
            assertThat(tokens(request(null, foreign))).isEmpty();
        }
    }

    private Set<String> tokens(HttpServletRequest request) {
        return new TokenExtractor(Forge.configuration(settings)).tokens(request);
    }

    private static HttpServletRequest request(String query, Map<String, List<String>> headers) {
        return request("/api/realtime", query, headers);
    }

    private static HttpServletRequest request(String path, String query, Map<String, List<String>> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                TokenExtractorTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServletPath" -> path;
                    case "getPathInfo" -> null;
                    case "getQueryString" -> query;
                    case "getHeader" ->
                        headers.getOrDefault(arguments[0], List.of()).stream()
                                .findFirst()
                                .orElse(null);
                    case "getCookies" ->
                        headers.getOrDefault("Cookie", List.of()).stream()
                                .map(pair -> pair.split("=", 2))
                                .map(pair -> new Cookie(pair[0], pair[1]))
                                .toArray(Cookie[]::new);
                    default -> Collections.enumeration(headers.getOrDefault(arguments[0], List.of()));
                });
    }
}
