package org.heliograph.dialect.alerts;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.gateway.sse.ServerSentEvent;
import org.heliograph.gateway.sse.SseConnections;

/** {@code GET /api/v1/alerts/events?site=…&since=…&updates=true}: the alerts as server-sent events (docs/alerts.md). */
@WebServlet(urlPatterns = AlertsStreamServlet.PATH, asyncSupported = true)
public class AlertsStreamServlet extends HttpServlet {
    static final String PATH = "/api/v1/alerts/events";
    private static final long serialVersionUID = 1;

    @Inject
    private transient SseConnections connections;

    @Inject
    private transient AlertsStreamDialect dialect;

    @Inject
    private transient AlertSubscriptions subscriptions;

    @Inject
    private transient AlertsHeartbeat heartbeat;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SiteFilter filter;
        try {
            filter = new SiteFilter(
                    subscriptions.limited(sites(request.getParameterMap())),
                    "true".equals(request.getParameter("updates")),
                    SseConnections.since(request).orElse(null));
        } catch (RuntimeException refused) {
            SseConnections.refuse(request, response, refused);
            return;
        }
        connections.open(
                request,
                dialect,
                ServerSentEvent.retry() + dialect.frame(heartbeat.frame()),
                connection -> subscriptions.stream(connection, filter));
    }

    private static Set<String> sites(Map<String, String[]> query) {
        return Stream.of(query.getOrDefault("site", new String[0]))
                .filter(site -> !site.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
