package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Api;
import org.heliograph.testing.HaproxyProcess;
import org.heliograph.testing.NginxProcess;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;

/** The shipped files for HAProxy and nginx, in front of two nodes. */
@WithPair
class ProxyFailoverIT {
    private static final String DRAIN = "/api/operations/drain";
    private static final int HANDSHAKES = 6;
    /** The interval of the checks, and time for a busy machine; that it is the next check is counted. */
    private static final Duration NEXT_CHECK = Duration.ofMillis(2_500);

    private static final Duration TWO_CHECKS = Duration.ofMillis(2_100);
    private static final Duration RECOVERED = Duration.ofSeconds(30);

    private final Pair pair;

    ProxyFailoverIT(Pair pair) {
        this.pair = pair;
    }

    private Api admin() {
        return pair.acmeOnA().admin();
    }

    private HaproxyProcess haproxy() {
        HaproxyProcess.require();
        HaproxyProcess haproxy = HaproxyProcess.inFrontOf(pair.a(), pair.b());
        await().atMost(RECOVERED).until(() -> up(haproxy));
        return haproxy;
    }

    private static boolean up(HaproxyProcess haproxy) {
        return haproxy.state("node-1").equals("UP") && haproxy.state("node-2").equals("UP");
    }

    private static List<SocketClient> open(int port) {
        List<SocketClient> sockets = new ArrayList<>();
        for (int i = 0; i < HANDSHAKES; i++) {
            sockets.add(SocketHandshake.to(URI.create("ws://127.0.0.1:" + port + "/ws"))
                    .open());
        }
        return sockets;
    }

    @Test
    void haproxyTakesADrainingNodeOutAtItsNextCheckAndRefusesNoSocket() {
        try (HaproxyProcess haproxy = haproxy()) {
            int failed = haproxy.failedChecks("node-1");
            SocketClient before = SocketHandshake.to(pair.b(), "/ws/alerts?token=" + admin().token())
                    .open();
            try {
                admin().post(DRAIN, "{\"over_seconds\":3600}").data();

                open(haproxy.port()).forEach(SocketClient::close);
                StallFreeClock.within(NEXT_CHECK, () -> haproxy.state("node-1").startsWith("DOWN"));
                assertThat(haproxy.failedChecks("node-1")).isEqualTo(failed + 1);
                assertThat(haproxy.state("node-2")).isEqualTo("UP");
                open(haproxy.port()).forEach(SocketClient::close);
            } finally {
                admin().delete(DRAIN).data();
                before.close();
            }
            await().atMost(RECOVERED).until(() -> up(haproxy));
        }
    }

    @Test
    void haproxyKeepsEveryNodeWhileRedisIsAway() {
        try (HaproxyProcess haproxy = haproxy()) {
            pair.redis().stop();
            try {
                await().atMost(RECOVERED).until(() -> !Pair.healthy(pair.a()) && !Pair.healthy(pair.b()));

                await().during(TWO_CHECKS).atMost(RECOVERED).until(() -> up(haproxy));
            } finally {
                pair.redis().start();
            }
            await().atMost(RECOVERED).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
        }
    }

    @Test
    void haproxyOpensNoTunnelAndLogsNoToken() throws IOException, InterruptedException {
        try (HaproxyProcess haproxy = haproxy();
                SocketClient socket = SocketHandshake.to(URI.create("ws://127.0.0.1:" + haproxy.port()
                                + "/api/realtime?org_id=acme&token=" + admin().token()))
                        .open()) {
            HttpRequest upgrading = HttpRequest.newBuilder(haproxy.uri("/health/ready?token=secret"))
                    .version(HttpClient.Version.HTTP_2)
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(upgrading, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            socket.close();
            await().atMost(RECOVERED)
                    .until(() -> haproxy.log().contains("GET /health/ready HTTP/1.1 401")
                            && haproxy.log().contains("GET /api/realtime HTTP/1.1 101"));
            assertThat(haproxy.log()).doesNotContain("secret", admin().token());
        }
    }

    @Test
    void nginxPassesTheHandshakesOfADrainingNodeToTheOther() {
        NginxProcess.require();
        try (NginxProcess nginx = NginxProcess.inFrontOf(pair.a(), pair.b())) {
            admin().post(DRAIN, "{\"over_seconds\":3600}").data();
            try {
                open(nginx.port()).forEach(SocketClient::close);
            } finally {
                admin().delete(DRAIN).data();
            }
        }
    }
}
