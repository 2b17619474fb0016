package org.heliograph.operations.metrics;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;

/** {@code GET /metrics}: the metrics of this node as text for Prometheus (docs/metrics.md). */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient MetricsAccess access;

    @Inject
    private transient NodeMeters meters;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            access.require(request);
            write(request, response);
        } catch (ApiException refused) {
            ErrorResponseSender.send(request, response, refused);
        }
    }

    private void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accept = request.getHeader("Accept");
        boolean open = accept != null && accept.contains("application/openmetrics-text");
        String type = open ? MeterBinding.OPEN_METRICS : MeterBinding.TEXT;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        meters.write(body, type);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept");
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }
}
