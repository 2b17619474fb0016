package org.heliograph.operations;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.heliograph.web.PageServlet;

/**
 * {@code GET /health}: JSON, or the Health page for a browser that asks for HTML; and the probes {@code /health/live},
 * {@code /health/ready} and {@code /health/started}, always JSON (docs/operations.md).
 */
@WebServlet({"/health", "/health/live", "/health/ready", "/health/started"})
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient HealthService service;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean page = request.getServletPath().equals("/health");
        if (page) {
            response.setHeader("Vary", "Accept");
            String accept = request.getHeader("Accept");
            if (accept != null && accept.contains("text/html")) {
                request.getRequestDispatcher(PageServlet.SHELL).forward(request, response);
                return;
            }
        }
        Health health = switch (request.getServletPath()) {
            case "/health/live" -> service.live();
            case "/health/started" -> service.started();
            default -> service.ready();
        };
        byte[] body = service.report(health).toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(health.fit() ? 200 : 503);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
