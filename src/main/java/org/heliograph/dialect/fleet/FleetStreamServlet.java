package org.heliograph.dialect.fleet;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.heliograph.event.LogPosition;
import org.heliograph.gateway.sse.ServerSentEvent;
import org.heliograph.gateway.sse.SseConnections;
import org.heliograph.rest.ApiException;

/** {@code GET /api/events?channel=machines&org_id=…} (docs/protocols.md: Server-sent events). */
@WebServlet(urlPatterns = "/api/events", asyncSupported = true)
public class FleetStreamServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient SseConnections connections;

    @Inject
    private transient FleetStreamDialect dialect;

    @Inject
    private transient FleetService service;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FleetChannel channel;
        Optional<LogPosition> since;
        try {
            channel = channel(request);
            since = SseConnections.since(request);
            service.requireSubscribable(connections.peer(request), channel);
        } catch (RuntimeException refused) {
            SseConnections.refuse(request, response, refused);
            return;
        }
        connections.open(
                request, dialect, ServerSentEvent.retry(), connection -> service.stream(connection, channel, since));
    }

    private static FleetChannel channel(HttpServletRequest request) {
        String name = request.getParameter("channel");
        if (name == null || name.isBlank()) {
            throw new ApiException(400, "MISSING_FIELDS", "The parameter channel is missing.");
        }
        return FleetChannel.parse(name)
                .orElseThrow(() -> new ApiException(400, "INVALID_FIELD", "There is no such channel."));
    }
}
