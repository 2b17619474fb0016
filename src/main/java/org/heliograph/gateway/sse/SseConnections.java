package org.heliograph.gateway.sse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.heliograph.gateway.ConnectionAdmission;
import org.heliograph.gateway.Handshake;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;

/** Opens streams of server-sent events (WHATWG HTML, 9.2) as connections of the hub. */
@ApplicationScoped
public class SseConnections {
    @Inject
    private Hub hub;

    @Inject
    private ConnectionAdmission arrivals;

    @Inject
    private Clock clock;

    /** Who asks for a stream, as the checks before it found out. */
    public Peer peer(HttpServletRequest request) {
        return ((Handshake) request.getUserPrincipal()).peer();
    }

    /**
     * Opens the stream that answers a request.
     *
     * @param greeting its first text
     * @param listen   lets the connection hear something; called once, before anything else is written
     */
    public void open(HttpServletRequest request, Dialect dialect, String greeting, Consumer<Connection> listen)
            throws IOException {
        Handshake handshake = (Handshake) request.getUserPrincipal();
        AsyncContext call = request.startAsync();
        call.setTimeout(0);
        HttpServletResponse response = (HttpServletResponse) call.getResponse();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // what nginx knows as: do not wait for more
        response.setHeader("X-Accel-Buffering", "no");
        SseTransport transport = new SseTransport(call);
        Connection connection = arrivals.connection(dialect, handshake, transport);
        call.addListener(new Ending(connection));
        arrivals.welcome(connection, handshake, greeting);
        try {
            listen.accept(connection);
        } catch (RuntimeException fault) {
            connection.close(Disconnect.INTERNAL_ERROR);
            // Payara tells nobody when its peer has gone meanwhile
            hub.close(connection);
            throw fault;
        }
        transport.begin(() -> connection.recordActivity(clock.millis()), () -> hub.close(connection));
    }

    /** Takes the connection out of the hub, whoever ended it. */
    private final class Ending implements AsyncListener {
        private final Connection connection;

        Ending(Connection connection) {
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
            // nobody does
        }
    }
}
