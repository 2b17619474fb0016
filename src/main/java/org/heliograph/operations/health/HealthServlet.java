package org.heliograph.operations.health;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.heliograph.web.page.PageServlet;

/** {@code GET /health}: JSON, or the Health page for a browser that asks for HTML (docs/operations.md). */
@WebServlet("/health")
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient HealthService service;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Vary", "Accept");
        String accept = request.getHeader("Accept");
        if (accept != null && accept.contains("text/html")) {
            request.getRequestDispatcher(PageServlet.SHELL).forward(request, response);
            return;
        }
        Health health = service.ready();
        send(response, health.fit(), service.report(health));
    }

    /** Sends the state of the node, which no cache keeps: with 200 when it is fit, otherwise with 503. */
    static void send(HttpServletResponse response, boolean fit, JsonObject state) throws IOException {
        byte[] body = state.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(fit ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
