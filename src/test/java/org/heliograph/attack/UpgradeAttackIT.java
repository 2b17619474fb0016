package org.heliograph.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.heliograph.testing.NginxProcess;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

/** A connection becomes a WebSocket at the paths of sockets and nothing else anywhere, behind the shipped nginx file and without it. */
class UpgradeAttackIT {
    private static final String[] PATHS = {"/ws", "/api/realtime", "/api/events", "/", "/health", "/internal/alerts"};
    private static final String[] PROTOCOLS = {"h2c", "h2c, websocket", "websocket, h2c", "jboss-remoting", "TLS/1.0"};
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
    private static final int TIMEOUT_MILLIS = 20_000;
    /** A server may be silent to what it does not speak. */
    private static final int SILENCE_MILLIS = 5_000;

    private final Server server = Server.shared();

    @Test
    void nothingUpgradesToHttp2OrRemotingBehindTheShippedNginx() throws IOException {
        NginxProcess.require();
        try (NginxProcess nginx = NginxProcess.inFrontOf(server)) {
            assertNothingUpgrades(nginx.port());
            // what is no tunnel is still a proxy
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + nginx.port() + "/ws"), new WebSocket.Listener() {})
                    .join()
                    .abort();
        }
    }

    @Test
    void nothingUpgradesToHttp2OrRemotingAtTheServer() throws IOException {
        assertNothingUpgrades(server.port());
    }

    @Test
    void theServerSpeaksNoHttp2WithoutAnUpgradeEither() throws IOException {
        String answer = exchange(server.port(), PREFACE, SILENCE_MILLIS);

        // a frame of HTTP/2 begins with its length in three bytes; SETTINGS has the type 4
        assertThat(answer.length() > 3 && answer.charAt(3) == 4).isFalse();
    }

    /** The client of the JDK asks for HTTP/2 with its first request, which may have a body. */
    @Test
    void aBodyIsReadWhateverProtocolItsRequestAsksFor() throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/auth/login"))
                .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
                .header("Content-Type", "application/json");
        String wrong = "{\"email\":\"stranger@acme.test\",\"password\":\"not the password\"}";
        for (int turn = 0; turn < 2; turn++) {
            HttpResponse<String> answer =
                    client.send(request.POST(BodyPublishers.ofString(wrong)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        }
        assertThat(client.send(request.POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);

        // in chunks, without a length: Payara does not take them apart after such a request
        HttpResponse<String> chunked = client.send(
                request.POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(wrong.getBytes(StandardCharsets.UTF_8))))
                        .build(),
                BodyHandlers.ofString());
        assertThat(chunked.statusCode()).as(chunked.body()).isIn(401, 411);
    }

    private static void assertNothingUpgrades(int port) throws IOException {
        for (String path : PATHS) {
            for (String protocol : PROTOCOLS) {
                String answer = exchange(
                        port,
                        "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: " + protocol
                                + "\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                + "Sec-JbossRemoting-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                        TIMEOUT_MILLIS);
                assertThat(answer)
                        .as(path + " to " + protocol)
                        .startsWith("HTTP/1.1 ")
                        .doesNotStartWith("HTTP/1.1 101");
            }
        }
    }

    /** Sends bytes, and reads the beginning of what comes back. */
    private static String exchange(int port, String request, int timeoutMillis) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            try {
                InputStream in = socket.getInputStream();
                byte[] part = new byte[1024];
                for (int n = in.read(part); n >= 0; n = in.read(part)) {
                    answer.append(new String(part, 0, n, StandardCharsets.ISO_8859_1));
                    if (answer.indexOf("\n") >= 0) {
                        break;
                    }
                }
            } catch (SocketTimeoutException | SocketException nothingMore) {
                // what came until then is the answer
            }
            return answer.toString();
        }
    }
}
