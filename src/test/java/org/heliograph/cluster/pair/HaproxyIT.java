package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.heliograph.testing.HaproxyProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of the shipped file for HAProxy, in front of two nodes that are fit and refuse every call with 503. */
class HaproxyIT {
    private static final int CONNECTIONS = 3;
    private static final String UPGRADE = "Connection: Upgrade";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The calls that have reached a node: path, a space, the header Upgrade. */
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    private final List<HttpServer> nodes = new ArrayList<>();
    private HaproxyProcess haproxy;

    @BeforeEach
    void start() throws IOException {
        HaproxyProcess.require();
        for (int i = 0; i < 2; i++) {
            HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            node.createContext("/", this::answer);
            node.start();
            nodes.add(node);
        }
        haproxy = HaproxyProcess.inFrontOf(port(0), port(1), CONNECTIONS);
        await().atMost(PATIENCE)
                .until(() -> haproxy.state("node-1").equals("UP")
                        && haproxy.state("node-2").equals("UP"));
    }

    @AfterEach
    void stop() {
        if (haproxy != null) {
            haproxy.close();
        }
        nodes.forEach(node -> node.stop(0));
    }

    private int port(int node) {
        return nodes.get(node).getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean check = path.equals("/health/ready");
        if (!check) {
            calls.add(path + " " + exchange.getRequestHeaders().getFirst("Upgrade"));
        }
        exchange.sendResponseHeaders(check ? 200 : 503, -1);
        exchange.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), haproxy.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** The first line of the response, null when the connection is closed without one. */
    private static String call(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream()
                    .write((request + "\r\nHost: fleet.example\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        } catch (SocketException reset) {
            return null;
        }
    }

    private String get(String path, String... headers) throws IOException {
        try (Socket socket = connect()) {
            String more = headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers);
            return call(socket, "GET " + path + " HTTP/1.1" + more);
        }
    }

    @Test
    void anAddressHasSoManyConnectionsAtMostEvenWithoutARequest() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                idle.add(connect());
            }

            assertThat(get("/health")).isNull();

            assertThat(call(idle.get(0), "GET /health HTTP/1.1")).contains(" 503 ");
            idle.remove(0).close();
            await().atMost(PATIENCE).until(() -> get("/health") != null);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void anUpgradeNamesWebSocketAndNothingElse() throws IOException {
        get("/a", UPGRADE, KEY, "Upgrade: websocket, h2c");
        get("/b", UPGRADE, KEY, "Upgrade: h2c", "Upgrade: WebSocket");
        get("/c", UPGRADE, KEY, "Upgrade: h2c");

        assertThat(calls).containsExactly("/a websocket", "/b websocket", "/c null");
    }

    @Test
    void handshakesGoToAnotherNodeAndNothingElseIsRepeated() throws IOException {
        for (String handshake : List.of("/ws", "/ws/alerts", "/api/realtime", "/v1/events")) {
            calls.clear();
            assertThat(get(handshake + "?token=secret")).contains(" 503 ");
            assertThat(calls).as(handshake).hasSize(3);
        }
        for (String call : List.of("/api/machines", "/v1/push/secret", "/v1/push/ws", "/ws/")) {
            calls.clear();
            assertThat(get(call)).contains(" 503 ");
            assertThat(calls).as(call).hasSize(1);
        }
    }
}
