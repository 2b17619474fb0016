package org.heliograph.testing.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.testing.Server;
import org.heliograph.testing.TcpProxy;

/** A proxy between a browser and a server. WebSockets can be cut while requests continue, or everything. */
public final class WebSocketProxy implements AutoCloseable {
    private static final List<String> SOCKET_REQUESTS = List.of("GET /api/realtime", "GET /ws");
    private static final int LONGEST_REQUEST = 17;

    private final TcpProxy proxy;
    private final Set<Socket> webSockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean allCut;

    private WebSocketProxy(Server server) {
        proxy = TcpProxy.to(server.port(), this::accepts);
    }

    /** Starts a proxy to a server. */
    public static WebSocketProxy to(Server server) {
        return new WebSocketProxy(server);
    }

    /** The origin of the proxy, for a browser. */
    public String origin() {
        return "http://127.0.0.1:" + proxy.port();
    }

    /** Closes all WebSockets and refuses new ones. */
    public void cutSockets() {
        cut = true;
        webSockets.forEach(TcpProxy::closeQuietly);
    }

    /** Closes all connections and refuses new ones. */
    public void cutAll() {
        allCut = true;
        clients.forEach(TcpProxy::closeQuietly);
    }

    /** Forwards nothing more and closes nothing, as a pulled cable does. */
    public void freeze() {
        proxy.stopForwarding();
    }

    /** Accepts and forwards everything again. */
    public void restore() {
        cut = false;
        allCut = false;
        proxy.restore();
    }

    @Override
    public void close() {
        proxy.close();
    }

    private boolean accepts(Socket client, InputStream first) throws IOException {
        clients.add(client);
        if (allCut) {
            return false;
        }
        first.mark(LONGEST_REQUEST);
        String begin = new String(first.readNBytes(LONGEST_REQUEST), StandardCharsets.US_ASCII);
        first.reset();
        if (SOCKET_REQUESTS.stream().noneMatch(begin::startsWith)) {
            return true;
        }
        webSockets.add(client);
        return !cut;
    }
}
