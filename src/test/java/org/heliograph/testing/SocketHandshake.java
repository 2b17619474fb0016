package org.heliograph.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** Builds a WebSocket handshake. */
public final class SocketHandshake {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private final URI uri;
    private final List<UnaryOperator<WebSocket.Builder>> steps = new ArrayList<>();

    private SocketHandshake(URI uri) {
        this.uri = uri;
    }

    public static SocketHandshake to(Server server, String pathAndQuery) {
        return new SocketHandshake(server.socketUri(pathAndQuery));
    }

    /** To a proxy. */
    public static SocketHandshake to(URI uri) {
        return new SocketHandshake(uri);
    }

    /** The fleet socket of an organisation as browsers open it, with the token in the query. */
    public static SocketHandshake fleet(Api caller, String organization) {
        return to(caller.server(), "/api/realtime?org_id=" + Api.escape(organization) + "&token=" + caller.token());
    }

    public SocketHandshake header(String name, String value) {
        steps.add(builder -> builder.header(name, value));
        return this;
    }

    public SocketHandshake subprotocols(String first, String... others) {
        steps.add(builder -> builder.subprotocols(first, others));
        return this;
    }

    /** Opens the socket, which must succeed. */
    public SocketClient open() {
        SocketClient client = new SocketClient();
        client.opened(builder().buildAsync(uri, client.listener()).join());
        return client;
    }

    /** Makes the handshake, which must be refused. @return the status */
    public int refused() {
        return refusal().statusCode();
    }

    /** Makes the handshake, which must be refused. @return the response */
    public HttpResponse<?> refusal() {
        try {
            builder().buildAsync(uri, new WebSocket.Listener() {}).join().abort();
            throw new AssertionError("the socket opened");
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse();
            }
            throw failed;
        }
    }

    private WebSocket.Builder builder() {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(20));
        steps.forEach(step -> step.apply(builder));
        return builder;
    }
}
