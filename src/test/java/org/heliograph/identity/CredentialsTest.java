package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    @Test
    void tokenComesByQueryHeaderOrSubprotocol() {
        assertThat(Credentials.of(request("org_id=acme&token=a.b.c", Map.of()))).containsExactly("a.b.c");
        assertThat(Credentials.of(request(null, Map.of("Authorization", List.of("bearer  a.b.c")))))
                .containsExactly("a.b.c");
        assertThat(Credentials.of(request(null, Map.of("Sec-WebSocket-Protocol", List.of("chat, token-a.b.c")))))
                .containsExactly("a.b.c");
        assertThat(Credentials.of(request(null, Map.of("Sec-WebSocket-Protocol", List.of("access_token.a.b.c")))))
                .containsExactly("a.b.c");
    }

    @Test
    void sameTokenTwiceIsOneAndDifferentOnesStayTwo() {
        Map<String, List<String>> header = Map.of("Authorization", List.of("Bearer a.b.c"));

        assertThat(Credentials.of(request("token=a.b.c", header))).hasSize(1);
        assertThat(Credentials.of(request("token=d.e.f", header))).hasSize(2);
        assertThat(Credentials.of(request("token=a&token=b", Map.of()))).hasSize(2);
    }

    @Test
    void emptyTokenIsATokenAndOtherSchemesAreNone() {
        assertThat(Credentials.of(request("token=", Map.of()))).containsExactly("");
        assertThat(Credentials.of(request(null, Map.of("Authorization", List.of("Bearer")))))
                .containsExactly("");
        assertThat(Credentials.of(request("tokens=x&q=%zz", Map.of("Authorization", List.of("Basic eDp5")))))
                .isEmpty();
        assertThat(Credentials.of(request("token=%zz", Map.of()))).containsExactly("%zz");
    }

    @Test
    void pathsWithCredentialsOfTheirOwnAreLeftAlone() {
        assertThat(List.of("/api/realtime", "/api/auth/me", "/ws", "/ws/alerts", "/v1/admin/monitors", "/health"))
                .allMatch(TokenPaths::looksAt);
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
                .noneMatch(TokenPaths::looksAt);
    }

    private static HttpServletRequest request(String query, Map<String, List<String>> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                CredentialsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> method.getName().equals("getQueryString")
                        ? query
                        : Collections.enumeration(headers.getOrDefault(arguments[0], List.of())));
    }
}
