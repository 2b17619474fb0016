package org.heliograph.uptime.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureReportIT {
    private final Api anonymous = Server.shared().api();
    private final PushMonitor pusher = PushMonitor.on(Server.shared(), "'interval':60");

    @ParameterizedTest
    @CsvSource({
        "?status=down&msg=disk+full, disk full",
        "?status=fail&msg=disk%20full&ping=, disk full",
        "/fail?msg=disk+full, disk full",
        "/fail?msg=a%26b%3Dc%2B100%25, a&b=c+100%",
        "/fail/?msg=disk+full, disk full",
        "/start?status=down&msg=disk+full, disk full",
        "/3, Exit code 3",
        "/255?msg=disk+full, disk full"
    })
    void reportOfAFailureMeansDownAtOnceWithItsMessage(String report, String message) {
        pusher.push("latency=5");

        Answer answer = report(report);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"success\":true,\"monitorId\":\"" + pusher.id() + "\"}");
        assertThat(pusher.status()).isEqualTo("down");
        assertThat(pusher.item().containsKey("message")).isFalse();
        JsonObject full = full();
        assertThat(full.getString("status")).isEqualTo("down");
        assertThat(full.getString("message")).isEqualTo(message);
        JsonObject last =
                StatusAdmin.shared().get("monitors/" + pusher.id()).json().getJsonObject("lastFailure");
        assertThat(last.getString("message")).isEqualTo(message);

        pusher.push("latency=5");
        assertThat(pusher.status()).isEqualTo("up");
        assertThat(full().containsKey("message")).isFalse();
        double uptime = pusher.history("").stream()
                .mapToDouble(
                        point -> point.asJsonObject().getJsonNumber("uptime").doubleValue())
                .min()
                .orElseThrow();
        assertThat(uptime).isLessThan(100);
    }

    @Test
    void failureIsAnEventAndItsEndToo() {
        pusher.push("");
        try (SocketClient socket = SocketHandshake.to(Server.shared(), "/ws").open()) {
            socket.send("{\"action\":\"subscribe\",\"slug\":\"" + pusher.id() + "\"}");
            socket.next(frame -> frame.getString("action").equals("subscribed"));

            socket.send("{\"action\":\"push\",\"token\":\"" + pusher.id() + "\",\"status\":\"down\",\"msg\":\"x\"}");
            JsonObject down = event(socket, "monitor-down");
            assertThat(down.keySet()).containsExactly("slug", "monitorId", "downtime");
            assertThat(down.getInt("downtime")).isBetween(0, 1_000);

            report("/fail");
            pusher.push("");
            assertThat(event(socket, "monitor-recovered").getInt("previousConsecutiveDownCount"))
                    .isGreaterThanOrEqualTo(1);
        }
    }

    /** The data of the next event besides pulses, uptimes and answers to pushes, which must have this action. */
    private static JsonObject event(SocketClient socket, String action) {
        Set<String> others = Set.of("pulse", "uptime-update", "pushed");
        JsonObject frame = socket.next(next -> !others.contains(next.getString("action")));
        assertThat(frame.getString("action")).isEqualTo(action);
        return frame.getJsonObject("data");
    }

    @Test
    void firstReportMayBeAFailure() {
        assertThat(full().getString("status")).isEqualTo("pending");

        report("/fail");

        assertThat(full().getString("status")).isEqualTo("down");
        assertThat(full().isNull("firstPulse")).isFalse();
    }

    @Test
    void startIsAcceptedAndIsNoPulse() {
        assertThat(report("/start").status()).isEqualTo(200);

        assertThat(full().getString("status")).isEqualTo("pending");
        assertThat(pusher.stored()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/0?latency=3, 3",
        "/?latency=5, 5",
        "?ping=7, 7",
        "?status=up&msg=OK&ping=8, 8",
        "?status=&latency=9, 9"
    })
    void pulseIsAlsoAnExitCodeOfZeroAndKumasForm(String report, int latency) {
        assertThat(report(report).status()).isEqualTo(200);

        assertThat(pusher.status()).isEqualTo("up");
        assertThat(pusher.item().getInt("latency")).isEqualTo(latency);
    }

    @ParameterizedTest
    @CsvSource({
        "?status=dead, 400, Invalid status",
        "/start?status=dead, 400, Invalid status",
        "/256, 400, Invalid exit code",
        "/log, 404, Not found",
        "/fail/now, 404, Not found"
    })
    void anythingElseIsRefusedAndChangesNothing(String report, int status, String message) {
        Answer refused = report(report);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text()).isEqualTo("{\"error\":\"" + message + "\"}");
        assertThat(full().getString("status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok\n&startTime=yesterday", "latency=99&status=down", "MANY", "{\"latency\":-1}", "%zz&=&"})
    void bodyNeverDecides(String body) throws IOException, InterruptedException {
        String many = IntStream.range(0, 3_000).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&"));

        HttpRequest form = HttpRequest.newBuilder(Server.shared().uri("/v1/push/" + pusher.id() + "?latency=3"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.equals("MANY") ? many : body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(form, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(pusher.status()).isEqualTo("up");
        assertThat(pusher.item().getInt("latency")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "HEAD"})
    void otherMethodsAreRefusedAndChangeNothing(String method) {
        Answer refused = anonymous.send(method, "/v1/push/" + pusher.id() + "?latency=3", null);

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Content-Type")).startsWith("application/json");
        assertThat(refused.header("Allow")).contains("GET", "POST");
        assertThat(refused.text())
                .isEqualTo(method.equals("HEAD") ? "" : "{\"error\":\"This method is not supported at this path.\"}");
        assertThat(full().getString("status")).isEqualTo("pending");
    }

    @Test
    void messageThatNoDatabaseCouldKeepIsCleaned() {
        assertThat(report("?status=down&msg=a%00b%0Ac%F0%9F%98%80").status()).isEqualTo(200);

        assertThat(full().getString("message")).isEqualTo("a b c\uD83D\uDE00");
    }

    private Answer report(String suffix) {
        return anonymous.get("/v1/push/" + pusher.id() + suffix);
    }

    private JsonObject full() {
        return pusher.page("?states=full").json().getJsonArray("items").getJsonObject(0);
    }
}
