package org.heliograph.dialect.fleet;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.heliograph.gateway.sse.SseConnections;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;
import org.heliograph.rest.ExceptionTranslator;

/** {@code GET /api/events?channel=machines&org_id=…} (docs/protocols.md: Server-sent events). */
@WebServlet(urlPatterns = "/api/events", asyncSupported = true)
public class FleetStreamServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int MIN_RETRY_MILLIS = 1_000;
    private static final int MAX_RETRY_MILLIS = 5_000;

    @Inject
    private transient SseConnections connections;

    @Inject
    private transient FleetStreamDialect dialect;

    @Inject
    private transient FleetService service;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FleetChannel channel;
        OptionalLong since;
        try {
            channel = channel(request);
            since = since(request);
            service.requireSubscribable(connections.peer(request), channel);
        } catch (RuntimeException refused) {
            ErrorResponseSender.send(request, response, ExceptionTranslator.of(refused));
            return;
        }
        // random, so that clients that lose a node together do not reconnect together
        int retry = ThreadLocalRandom.current().nextInt(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS);
        connections.open(
                request, dialect, "retry: " + retry + "\n\n", connection -> service.stream(connection, channel, since));
    }

    private static FleetChannel channel(HttpServletRequest request) {
        String name = request.getParameter("channel");
        if (name == null || name.isBlank()) {
            throw new ApiException(400, "MISSING_FIELDS", "The parameter channel is missing.");
        }
        return FleetChannel.parse(name)
                .orElseThrow(() -> new ApiException(400, "INVALID_FIELD", "There is no such channel."));
    }

    /** The resume point. The header has precedence: a reconnecting browser sends it with the original query. */
    private static OptionalLong since(HttpServletRequest request) {
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
}
