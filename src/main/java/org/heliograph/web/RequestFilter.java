package org.heliograph.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;

/**
 * The first filter of every request: refuses what no part of the application can answer, and corrects what the servers pass on in
 * different ways ({@link NormalizedRequest}). After it, parameters come from the query alone; a body is never read as parameters.
 */
@WebFilter(filterName = "request", asyncSupported = true)
public class RequestFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    /** The methods of what can only be read, as in the header {@code Allow}. */
    static final String READING = "GET, HEAD, OPTIONS";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int MOST_PARAMETERS = 1000;

    /** The path of pulses, whose servlet answers every method. */
    private static final String PUSH = "/v1/push";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (PUSH.equals(request.getServletPath())) {
            // reads the query itself: not every server spares a body that looks like a form
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest normalized;
        try {
            normalized = normalize(request);
        } catch (ApiException refused) {
            ErrorResponseSender.send(request, response, refused);
            return;
        }
        chain.doFilter(normalized, response);
    }

    private static HttpServletRequest normalize(HttpServletRequest request) throws IOException {
        if (!METHODS.contains(request.getMethod())) {
            throw ApiException.methodNotAllowed(String.join(", ", METHODS));
        }
        Map<String, String[]> parameters = parameters(request);
        int count = 0;
        for (String[] values : parameters.values()) {
            count += values.length;
        }
        if (count > MOST_PARAMETERS) {
            throw ApiException.badRequest("The query has more than " + MOST_PARAMETERS + " parameters.");
        }
        return new NormalizedRequest(request, parameters);
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) throws IOException {
        if (request.getQueryString() == null) {
            return Map.of();
        }
        // a body whose stream is in use is not parsed for parameters, whatever its type (Jakarta Servlet, 3.1.1)
        request.getInputStream();
        try {
            return request.getParameterMap();
        } catch (RuntimeException malformed) {
            throw ApiException.badRequest("The query of the URL is malformed.");
        }
    }
}
