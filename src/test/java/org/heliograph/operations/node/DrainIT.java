package org.heliograph.operations.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Draining a node; each test cancels the drain. */
class DrainIT {
    private static final String DRAIN = "/api/operations/drain";
    private static final SocketClient.End GONE = new SocketClient.End(1001, "Going away");

    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme(server);
    private final Api admin = acme.admin();

    @AfterEach
    void takeBack() {
        admin.delete(DRAIN).data();
    }

    private JsonObject drain(int seconds) {
        Answer answer = admin.post(DRAIN, "{\"over_seconds\":" + seconds + "}");
        assertThat(answer.status()).isEqualTo(202);
        return answer.data();
    }

    @Test
    void refusesNewSocketsOnEveryPathWithRetryAfter() {
        drain(60);

        for (String path : List.of("/api/realtime?org_id=acme&token=" + admin.token(), "/ws", "/ws/alerts")) {
            SocketHandshake call = SocketHandshake.to(server, path);
            assertThat(call.refused()).isEqualTo(503);
            HttpHeaders headers = call.refusal().headers();
            assertThat(Integer.parseInt(headers.firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 5);
        }
    }

    @Test
    void beginAndEndAreInTheAuditLog() {
        String since = Instant.now().minusMillis(5).toString();
        drain(60);
        takeBack();

        await().untilAsserted(() -> assertThat(admin.get("/api/audit?action=node&outcome=done&from=" + since)
                        .list()
                        .getValuesAs(row -> row.asJsonObject().getString("action") + " by "
                                + row.asJsonObject().getString("actor_name", "")))
                // a test before this one may have ended its drain in the same moment
                .startsWith("node.undrain by alice@acme.test", "node.drain by alice@acme.test"));
    }

    @Test
    void refusesNewStreamsWithRetryAfter() {
        drain(60);

        Answer refused = admin.get("/api/events?org_id=acme&channel=machines");

        assertThat(refused.outcome()).isEqualTo("503 DRAINING");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 5);
    }

    @Test
    void closesOpenSocketsOverThePeriod() {
        List<SocketClient> sockets = IntStream.range(0, 30)
                .mapToObj(i -> SocketHandshake.to(server, i % 2 == 0 ? "/ws" : "/ws/alerts")
                        .open())
                .toList();
        SocketClient dashboard = acme.listen("machines");
        sockets.forEach(SocketClient::ping);
        Instant begun = Instant.now();

        drain(3);

        assertThat(dashboard.end()).isEqualTo(GONE);
        assertThat(sockets).allSatisfy(socket -> assertThat(socket.end()).isEqualTo(GONE));
        List<Instant> ends =
                sockets.stream().map(SocketClient::endedAt).sorted().toList();
        assertThat(ends.get(29)).isAfter(begun.plusMillis(2_500));
        assertThat(Duration.between(ends.get(7), ends.get(29))).isGreaterThan(Duration.ofMillis(1_000));
        await().until(() -> admin.get(DRAIN).data().getInt("sockets") == 0);
    }

    @Test
    void reportsDrainingInHealthAndServesRequests() {
        assertThat(drain(60).getBoolean("draining")).isTrue();

        Answer health = server.api().get("/health");
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().getString("status")).isEqualTo("draining");
        Answer ready = server.api().get("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().getString("status")).isEqualTo("DOWN");
        assertThat(ready.text()).contains("{\"name\":\"drain\",\"status\":\"DOWN\",");
        for (String path : List.of("/health/live", "/health/started")) {
            assertThat(server.api().get(path).status()).isEqualTo(200);
        }
        acme.online();
    }

    @Test
    void admitsSocketsAgainAfterCancellingTheDrain() {
        SocketClient before = acme.listen("machines");
        drain(3_600);

        assertThat(admin.delete(DRAIN).data().getBoolean("draining")).isFalse();

        acme.connect(admin).close();
        before.send("{\"type\":\"ping\"}");
        assertThat(before.next(frame -> frame.getString("type").equals("pong"))).isNotNull();
        before.close();
        assertThat(server.api().get("/health").status()).isEqualTo(200);
    }

    @Test
    void usesTheConfiguredPeriodByDefault() {
        Answer answer = admin.post(DRAIN, null);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.data().getInt("over_seconds")).isEqualTo(30);
        assertThat(answer.data().getString("began_at")).endsWith("Z");
        assertThat(admin.get(DRAIN).data().getBoolean("draining")).isTrue();
    }

    @Test
    void requiresAnAdministratorOfTheInstallation() {
        for (String method : List.of("GET", "POST", "DELETE")) {
            String body = method.equals("POST") ? "{}" : null;
            assertThat(server.as("bob@acme.test").send(method, DRAIN, body).outcome())
                    .isEqualTo("403 FORBIDDEN");
            assertThat(server.api().send(method, DRAIN, body).outcome()).isEqualTo("401 UNAUTHORIZED");
        }
        assertThat(server.api().get("/health").status()).isEqualTo(200);
    }

    @Test
    void refusesAnInvalidPeriod() {
        for (String seconds : List.of("-1", "3601", "1.5", "\"30\"")) {
            assertThat(admin.post(DRAIN, "{\"over_seconds\":" + seconds + "}").outcome())
                    .isEqualTo("400 INVALID_FIELD");
        }
        assertThat(admin.get(DRAIN).data().getBoolean("draining")).isFalse();
    }
}
