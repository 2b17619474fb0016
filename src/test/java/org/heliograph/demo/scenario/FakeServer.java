package org.heliograph.demo.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An HTTP server with responses defined by a test; records calls. */
public final class FakeServer implements AutoCloseable {
    /** An answer. */
    public record Answer(int status, String json) {}

    static {
        // avoids a delay of 40 ms between the two segments of a response
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final List<String> calls = new ArrayList<>();
    private final Function<String, Answer> answers;

    /** @param answers from {@code METHOD path body} */
    public FakeServer(Function<String, Answer> answers) {
        this.answers = answers;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException none) {
            throw new IllegalStateException("no port", none);
        }
        http.createContext("/", this::serve);
        http.start();
    }

    public String url() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    /** The number of calls with a prefix. */
    public synchronized long calls(String begin) {
        return calls.stream().filter(call -> call.startsWith(begin)).count();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body;
        synchronized (this) {
            calls.add(call);
        }
        Answer answer = answers.apply(call);
        byte[] json = answer.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
