package org.heliograph.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
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
