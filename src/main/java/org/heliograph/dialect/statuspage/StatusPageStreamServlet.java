package org.heliograph.dialect.statuspage;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.heliograph.event.LogPosition;
import org.heliograph.gateway.sse.ServerSentEvent;
import org.heliograph.gateway.sse.SseConnections;
import org.heliograph.hub.Connection;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.page.PageAccess;
import org.heliograph.uptime.page.PageView;

/** {@code GET /v1/events?slug=…}: the events of a status page, for networks that block WebSockets (docs/status-pages.md). */
@WebServlet(urlPatterns = "/v1/events", asyncSupported = true)
public class StatusPageStreamServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** There is no such page any more, or it has another password. */
    private static final Set<Integer> REFUSALS = Set.of(401, 404);

    @Inject
    private transient SseConnections connections;

    @Inject
    private transient StatusPageStreamDialect dialect;

    @Inject
    private transient PageAccess access;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String slug = request.getParameter("slug");
        String authorization = request.getHeader("Authorization");
        PageView page;
        Optional<LogPosition> since;
        try {
            if (slug == null || slug.isBlank()) {
                throw new ApiException(400, "MISSING_FIELDS", "The parameter slug is missing.");
            }
            since = SseConnections.since(request);
            page = access.open(slug, authorization);
        } catch (RuntimeException refused) {
            SseConnections.refuse(request, response, refused);
            return;
        }
        connections.open(request, dialect, ServerSentEvent.retry(), connection -> {
            dialect.subscribe(connection, page, slug, since);
            requireStillReadable(connection, slug, authorization);
        });
    }

    /** The password may have changed before {@link PagePasswordListener} could find this stream. */
    private void requireStillReadable(Connection connection, String slug, String authorization) {
        try {
            access.open(slug, authorization);
        } catch (ApiException refused) {
            if (!REFUSALS.contains(refused.status())) {
                throw refused; // it is not known whether the page may be read: the stream ends, and the client asks
                // anew
            }
            dialect.revoke(connection);
        }
    }
}
