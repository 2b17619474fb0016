package org.heliograph.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** A website on another host, for pages of other origins. */
public final class CrossOriginSite implements AutoCloseable {
    private final Map<String, String> resources = new HashMap<>();
    private final HttpServer server;

    public CrossOriginSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    /** Serves a resource of the class path; those below {@code /stock-channels} are always served. */
    public CrossOriginSite with(String path, String resource) {
        resources.put(path, resource);
        return this;
    }

    /** Uses a host name, while test servers are called by address, so this is another host and origin. */
    public String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String resource = resources.getOrDefault(path, path.startsWith("/stock-channels/") ? path : "/none");
        try (exchange;
                InputStream in = CrossOriginSite.class.getResourceAsStream(resource)) {
            exchange.getResponseHeaders().set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html");
            if (in == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] body = in.readAllBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
