package org.heliograph.operations.health;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.heliograph.identity.Caller;
import org.heliograph.identity.client.ClientAddressResolver;

/**
 * The probes {@code GET /health/live}, {@code /health/ready} and {@code /health/started}, in the JSON of MicroProfile Health: 200 for UP,
 * 503 for DOWN. Their data are for programs of the same machine and for administrators of the installation.
 */
@WebServlet({ProbeServlet.LIVE, ProbeServlet.READY, ProbeServlet.STARTED})
public class ProbeServlet extends HttpServlet {
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";
    static final String STARTED = "/health/started";

    private static final long serialVersionUID = 1;

    @Inject
    private transient ProbeService service;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Probe probe = switch (request.getServletPath()) {
            case LIVE -> Probe.LIVE;
            case READY -> Probe.READY;
            default -> Probe.STARTED;
        };
        ProbeReport report = service.answer(probe);
        HealthServlet.send(response, report.up(), report.json(mayReadData(request)));
    }

    private static boolean mayReadData(HttpServletRequest request) {
        return ClientAddressResolver.isLocal(request)
                || request.getUserPrincipal() instanceof Caller caller && caller.isPlatformAdmin();
    }
}
