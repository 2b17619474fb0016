package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.NginxProcess;
import org.heliograph.testing.Ports;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real nginx with the shipped file: no token of an address is in its logs, whether the server answers or not. */
class TokensInProxyLogIT {
    private static final String SECRET = "eyJ0b2tlbg.eyJpbg.YWRkcmVzcw";

    private static final List<String> ADDRESSES = List.of(
            "/ws?token=",
            "/api/realtime?org_id=acme&token=",
            "/api/events?channel=machines&org_id=acme&token=",
            "/ws/alerts?screen=",
            "/api/v1/alerts/events?token=",
            "/api/v1/alerts/open?screen=",
            "/v1/push/",
            "/v1/status/status/subscribers/unsubscribe/",
            "/v1/events?slug=status&token=",
            "/api/db/machines?org_id=acme&token=",
            "/internal/alerts?token=",
            "/dashboard?token=");

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void requireNginx() {
        NginxProcess.require();
    }

    private int get(NginxProcess nginx, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + nginx.port() + path))
                .GET()
                .build();
        try {
            // not to its end, which a stream does not have
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            return response.statusCode();
        } catch (IOException failed) {
            throw new AssertionError(path, failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static void requireNoSecret(NginxProcess nginx) {
        assertThat(nginx.log("access.log") + nginx.log("error.log") + nginx.log("output.log"))
                .doesNotContain(SECRET);
    }

    @Test
    void noTokenIsLoggedWhenTheServerAnswers() {
        try (NginxProcess nginx = NginxProcess.inFrontOf(Server.shared())) {
            String ours = Fleet.acme().admin().token();

            ADDRESSES.forEach(address -> get(nginx, address + SECRET));

            assertThat(get(nginx, "/api/db/machines?org_id=acme&token=" + ours))
                    .as("the server refuses it, and not nginx")
                    .isEqualTo(401);
            assertThat(get(nginx, "/health/live?x=1")).isEqualTo(200);
            await().until(() -> nginx.log("access.log").contains("\"GET /health/live HTTP/1.1\" 200"));
            requireNoSecret(nginx);
            assertThat(nginx.log("access.log")).doesNotContain(ours, "x=1");
        }
    }

    @Test
    void noTokenIsLoggedWhenTheServerIsAwayAndOtherErrorsAre() throws IOException {
        try (NginxProcess nginx = NginxProcess.inFrontOf(Ports.free())) {
            for (String address : ADDRESSES) {
                assertThat(get(nginx, address + SECRET)).as(address).isEqualTo(502);
            }

            assertThat(get(nginx, "/health/live")).isEqualTo(502);
            await().until(() -> nginx.log("error.log").contains("GET /health/live"));
            requireNoSecret(nginx);
        }
    }
}
