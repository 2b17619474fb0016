package org.heliograph.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;

class MetricsAccessTest {
    private final MetricsAccess withoutToken = new MetricsAccess();

    /** @param header the only one of the request; null for none */
    private static HttpServletRequest request(String address, String header) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                MetricsAccessTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> address;
                    case "getUserPrincipal" -> null;
                    case "getHeader" -> arguments[0].equals(header) ? "x" : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void programsOfTheMachineReadTheMetricsWithoutAToken() {
        assertThatCode(() -> withoutToken.require(request("127.0.0.1", null))).doesNotThrowAnyException();
        assertThatCode(() -> withoutToken.require(request("0:0:0:0:0:0:0:1%lo", null)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCameThroughAProxyOfTheMachineComesFromElsewhere() {
        for (String header : new String[] {
            "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"
        }) {
            assertThatThrownBy(() -> withoutToken.require(request("127.0.0.1", header)))
                    .as(header)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.status()).isEqualTo(403));
        }
    }

    @Test
    void otherMachinesDoNotReadThemWithoutAToken() {
        assertThatThrownBy(() -> withoutToken.require(request("192.0.2.1", null)))
                .isInstanceOf(ApiException.class);
    }
}
