package org.heliograph.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until a server reports that it is healthy and lacks nothing. */
final class ReadinessCheck {
    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int OK = 200;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private ReadinessCheck() {}

    static void await(Server server) {
        try {
            Awaitility.await().atMost(START).pollInterval(STEP).until(() -> !server.alive() || healthy(server));
        } catch (ConditionTimeoutException late) {
            String tail = server.tail();
            server.kill();
            throw new IllegalStateException(server + " was not ready within " + START + ":\n" + tail, late);
        }
        if (!server.alive()) {
            String tail = server.tail();
            server.kill();
            throw new IllegalStateException(server + " did not start:\n" + tail);
        }
    }

    private static boolean healthy(Server server) {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/health"))
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == OK && answer.body().contains("\"status\":\"ok\"");
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", stop));
        }
    }
}
