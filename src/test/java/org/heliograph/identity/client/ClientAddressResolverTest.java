package org.heliograph.identity.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressResolverTest {
    private static final ClientAddressResolver NOBODY = trusting("");
    private static final ClientAddressResolver PROXIES = trusting("127.0.0.1, ::1, 10.1.0.0/16, fd00::/8");

    private static ClientAddressResolver trusting(String proxies) {
        return new ClientAddressResolver(new Configuration(
                name -> Optional.of(proxies).filter(text -> name.equals("heliograph.proxies") && !text.isEmpty())));
    }

    private static HttpServletRequest request(String peer, Map<String, List<String>> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ClientAddressResolverTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "isSecure" -> false;
                    case "getHeaders" -> Collections.enumeration(headers.getOrDefault(arguments[0], List.of()));
                    case "getHeader" ->
                        headers.getOrDefault(arguments[0], List.of()).stream()
                                .findFirst()
                                .orElse(null);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static String resolve(ClientAddressResolver resolver, String peer, String... forwarded) {
        return resolver.address(request(peer, Map.of("X-Forwarded-For", List.of(forwarded))));
    }

    @Test
    void believesNobodyUnlessConfigured() {
        assertThat(resolve(NOBODY, "127.0.0.1", "203.0.113.7")).isEqualTo("127.0.0.1");
        assertThat(resolve(PROXIES, "192.0.2.1", "203.0.113.7")).isEqualTo("192.0.2.1");
    }

    @Test
    void aCallFromThisMachineThatNoProxyPassedOnIsLocal() {
        assertThat(ClientAddressResolver.isLocal(request("127.0.0.1", Map.of())))
                .isTrue();
        assertThat(ClientAddressResolver.isLocal(request("::1", Map.of()))).isTrue();
        assertThat(ClientAddressResolver.isLocal(request("192.0.2.1", Map.of())))
                .isFalse();
        assertThat(ClientAddressResolver.isLocal(request("unknown", Map.of()))).isFalse();
        for (String header : List.of("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via")) {
            assertThat(ClientAddressResolver.isLocal(request("127.0.0.1", Map.of(header, List.of("x")))))
                    .as(header)
                    .isFalse();
        }
    }

    @Test
    void takesTheAddressThatTheLastProxySaw() {
        assertThat(resolve(PROXIES, "127.0.0.1", "203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(resolve(PROXIES, "127.0.0.1", "1.2.3.4, 203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(resolve(PROXIES, "127.0.0.1", "1.2.3.4", "203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(resolve(PROXIES, "127.0.0.1", "1.2.3.4, 203.0.113.7, 10.1.2.3"))
                .isEqualTo("203.0.113.7");
        assertThat(resolve(PROXIES, "127.0.0.1")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "unknown, 127.0.0.1",
        "'', 127.0.0.1",
        "evil.example, 127.0.0.1",
        "203.0.113.7:4711, 203.0.113.7",
        "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "::ffff:203.0.113.7, 203.0.113.7",
        "999.1.1.1, 127.0.0.1",
    })
    void readsWhatProxiesWrite(String forwarded, String expected) {
        assertThat(resolve(PROXIES, "127.0.0.1", forwarded)).isEqualTo(expected);
    }

    @Test
    void limitsTheNetworkOfAnIpv6SubscriberTogether() {
        assertThat(ClientAddressResolver.group("2001:db8:1:2::1"))
                .isEqualTo(ClientAddressResolver.group("2001:db8:1:2:ffff::9"))
                .isNotEqualTo(ClientAddressResolver.group("2001:db8:1:3::1"));
        assertThat(ClientAddressResolver.group("203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(ClientAddressResolver.group("unknown")).isEqualTo("unknown");
    }

    @Test
    void believesTheSchemeOfConfiguredProxiesOnly() {
        Map<String, List<String>> https = Map.of("X-Forwarded-Proto", List.of("https"));

        assertThat(PROXIES.isSecure(request("127.0.0.1", https))).isTrue();
        assertThat(PROXIES.isSecure(request("192.0.2.1", https))).isFalse();
        assertThat(NOBODY.isSecure(request("127.0.0.1", https))).isFalse();
    }
}
