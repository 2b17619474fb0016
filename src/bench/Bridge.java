import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes for WsLoad on a fleet socket: every POST's body becomes the payload of one broadcast on "general".
 *
 * <p>{@code java Bridge.java ws://127.0.0.1:8080/api/realtime?org_id=…&token=… PORT}; ends with its standard input.
 */
public class Bridge {
    public static void main(String[] args) throws Exception {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(args[0]), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        if (data.toString().contains("\"type\":\"error\"")) {
                            System.err.println("refused: " + data);
                        }
                        from.request(1);
                        return null;
                    }
                })
                .join();
        ScheduledExecutorService keepAlive = Executors.newSingleThreadScheduledExecutor();
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])), 100);
        server.createContext("/", exchange -> {
            String payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            send(socket, "{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"tick\",\"payload\":" + payload + "}");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        keepAlive.scheduleAtFixedRate(() -> send(socket, "{\"type\":\"ping\"}"), 20, 20, TimeUnit.SECONDS);
        while (System.in.read() >= 0) {
            // until the parent process closes the pipe
        }
        System.exit(0);
    }

    /** Sends one message at a time, because the client refuses concurrent sends. */
    private static synchronized void send(WebSocket socket, String frame) {
        socket.sendText(frame, true).join();
    }
}
