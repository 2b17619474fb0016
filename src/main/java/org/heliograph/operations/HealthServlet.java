package org.heliograph.operations;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.heliograph.web.PageServlet;

/** {@code GET /health}: JSON, or the Health page for a browser that asks for HTML (docs/operations.md). */
@WebServlet("/health")
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient HealthService health;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Vary", "Accept");
        String accept = request.getHeader("Accept");
        if (accept != null && accept.contains("text/html")) {
            request.getRequestDispatcher(PageServlet.SHELL).forward(request, response);
            return;
        }
        Optional<String> reason = health.failureReason();
        byte[] body = health.report(reason).toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(reason.isPresent() ? 503 : 200);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
