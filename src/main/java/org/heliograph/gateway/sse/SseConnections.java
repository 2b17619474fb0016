package org.heliograph.gateway.sse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.heliograph.gateway.ConnectionAdmission;
import org.heliograph.gateway.Handshake;
import org.heliograph.gateway.thread.ConnectionThreads;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.rest.ApiException;

/** Opens event streams (WHATWG HTML, 9.2) as connections of the hub. */
@ApplicationScoped
public class SseConnections {
    @Inject
    private Hub hub;

    @Inject
    private ConnectionAdmission admission;

    @Inject
    private ConnectionThreads threads;

    /** The peer of a request that passed the handshake. */
    public Peer peer(HttpServletRequest request) {
        return ((Handshake) request.getUserPrincipal()).peer();
    }

    /**
     * The sequence after which a stream resumes; empty for one that begins now. The header has precedence: a reconnecting browser sends
     * it with the original query.
     *
     * @throws ApiException 400 when it is not a whole number, 0 or more
     */
    public static OptionalLong since(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        String text = header == null || header.isBlank() ? request.getParameter("since") : header;
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            long since = Long.parseLong(text);
            if (since >= 0 && since < Long.MAX_VALUE) {
                return OptionalLong.of(since);
            }
        } catch (NumberFormatException malformed) {
            // refused below, like a number out of range
        }
        throw new ApiException(400, "INVALID_FIELD", "Last-Event-ID or since must be a whole number, 0 or more.");
    }

    /**
     * Answers a request with a stream.
     *
     * @param greeting  the first text
     * @param subscribe subscribes the connection; called once, before anything is written
     */
    public void open(HttpServletRequest request, Dialect dialect, String greeting, Consumer<Connection> subscribe)
            throws IOException {
        Handshake handshake = (Handshake) request.getUserPrincipal();
        AsyncContext call = request.startAsync();
        call.setTimeout(0);
        HttpServletResponse response = (HttpServletResponse) call.getResponse();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // nginx: do not buffer
        response.setHeader("X-Accel-Buffering", "no");
        SseTransport transport = new SseTransport(call, threads.closers());
        Connection connection = admission.create(dialect, handshake, transport);
        call.addListener(new Completion(connection));
        try {
            admission.admit(connection, handshake, greeting);
            subscribe.accept(connection);
        } catch (RuntimeException | Error fault) {
            connection.close(Disconnect.INTERNAL_ERROR);
            // Payara calls no listener if the peer has disconnected
            hub.close(connection);
            throw fault;
        }
        transport.start(connection::recordActivity, () -> hub.close(connection));
    }

    /** Removes the connection from the hub when the request is completed. */
    private final class Completion implements AsyncListener {
        private final Connection connection;

        Completion(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            hub.close(connection);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            hub.close(connection);
        }

        @Override
        public void onError(AsyncEvent event) {
            hub.close(connection);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // the request is not dispatched again
        }
    }
}
