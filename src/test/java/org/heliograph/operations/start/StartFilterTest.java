package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.heliograph.platform.StartState;
import org.junit.jupiter.api.Test;

class StartFilterTest {
    private final StartState state = new StartState();
    private final StartFilter filter = new StartFilter(state);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, Object> sent = new HashMap<>();

    @Test
    void whileTheApplicationStartsOnlyCallsForItsHealthAndItsMetricsPass() throws IOException, ServletException {
        assertThat(passes("/health", "/health")).isTrue();
        assertThat(passes("/health/ready", "/health/ready")).isTrue();

        assertThat(passes("/metrics", "/metrics")).isTrue();

        assertThat(passes("/metrics/other", "/metrics/other")).isFalse();
        assertThat(passes("/api/config", "/api/config")).isFalse();

        assertThat(sent).containsEntry("status", 503).containsEntry("Retry-After", "5");
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("STARTING", "starting");
    }

    @Test
    void thePathThatTheServerServesDecidesAndNotTheUriAsItWasSent() throws IOException, ServletException {
        assertThat(passes("/health/../api/config", "/api/config")).isFalse();
        assertThat(passes("/health;a=b", "/health")).isTrue();
    }

    @Test
    void everyCallPassesOnceTheApplicationHasStarted() throws IOException, ServletException {
        state.started();

        assertThat(passes("/api/config", "/api/config")).isTrue();
    }

    private boolean passes(String uri, String path) throws IOException, ServletException {
        boolean[] passed = {false};
        filter.doFilter(request(uri, path), response(), (request, response) -> passed[0] = true);
        return passed[0];
    }

    private static HttpServletRequest request(String uri, String path) {
        return proxy(HttpServletRequest.class, (self, method, args) -> switch (method.getName()) {
            case "getRequestURI" -> uri;
            case "getServletPath" -> path;
            default -> null;
        });
    }

    private HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (self, method, args) -> switch (method.getName()) {
            case "setStatus" -> sent.put("status", args[0]);
            case "setHeader" -> sent.put((String) args[0], args[1]);
            case "getOutputStream" -> new Body();
            default -> null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class Body extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int one) {
            body.write(one);
        }
    }
}
