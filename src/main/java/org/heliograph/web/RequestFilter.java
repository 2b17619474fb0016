package org.heliograph.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.heliograph.identity.client.ClientAddressResolver;
import org.heliograph.platform.trace.CurrentTrace;
import org.heliograph.platform.trace.TraceLogHandler;
import org.heliograph.platform.trace.TraceParent;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;
import org.heliograph.web.body.BodyReadLimiter;
import org.heliograph.web.body.TimedBodyStream;

/**
 * The first filter of every request (web.xml): refuses what no part of the application can answer, and corrects what the servers pass on in
 * different ways ({@link NormalizedRequest}). After it, parameters come from the query alone; a body is never read as parameters.
 */
@WebFilter(filterName = "request", asyncSupported = true)
public class RequestFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    /** The methods of what can only be read, as in the header {@code Allow}. */
    static final String READING = "GET, HEAD, OPTIONS";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int MOST_PARAMETERS = 1000;

    /** The beginning of the names of the classes of WildFly's requests. */
    private static final String UNDERTOW = "io.undertow.";

    @Inject
    private transient BodyReadLimiter bodies;

    @Inject
    private transient ClientAddressResolver addresses;

    private final transient TraceLogHandler traces = new TraceLogHandler();

    @Override
    public void init() {
        traces.install();
    }

    @Override
    public void destroy() {
        traces.uninstall();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (CurrentTrace.Scope trace = CurrentTrace.open(TraceParent.of(request.getHeaders(TraceParent.HEADER)))) {
            filter(request, response, chain);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest normalized;
        try {
            normalized = normalize(request);
        } catch (ApiException refused) {
            ErrorResponseSender.send(request, response, refused);
            return;
        }
        chain.doFilter(normalized, response);
    }

    private HttpServletRequest normalize(HttpServletRequest request) throws IOException {
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
        requireLengthOfUnendingBody(request);
        return new NormalizedRequest(request, parameters) {
            private TimedBodyStream body;

            @Override
            public ServletInputStream getInputStream() throws IOException {
                if (body == null) {
                    body = body(request);
                }
                return body;
            }
        };
    }

    private TimedBodyStream body(HttpServletRequest request) throws IOException {
        String client = ClientAddressResolver.group(addresses.address(request));
        long length = request.getContentLengthLong();
        return isBodyUnending(request)
                ? TimedBodyStream.ofUnendingBody(request.getInputStream(), client, Math.max(0, length), bodies)
                : new TimedBodyStream(request.getInputStream(), client, length, bodies);
    }

    /**
     * Payara passes on whatever follows the headers of a request that asks for another protocol, whether it changes to that protocol or not: chunks as
     * they were sent, and no end. The client of the JDK asks for HTTP/2 with its first request.
     */
    private static boolean isBodyUnending(HttpServletRequest request) {
        return request.getHeader("upgrade") != null
                && !request.getClass().getName().startsWith(UNDERTOW);
    }

    private static void requireLengthOfUnendingBody(HttpServletRequest request) {
        if (isBodyUnending(request) && request.getHeader("transfer-encoding") != null) {
            throw new ApiException(
                    411,
                    "LENGTH_REQUIRED",
                    "A request with the header Upgrade needs a Content-Length; leave out either Upgrade or Transfer-Encoding.");
        }
    }

    /**
     * The parameters of the query. Undertow decodes the query before it passes it on, so that an escaped {@code &} looks like one that
     * separates parameters; its parameters are right, and a body whose stream is in use is not parsed for them (Jakarta Servlet, 3.1.1).
     * Payara passes the query on as it was sent, and parses a form in the body in any case.
     */
    private static Map<String, String[]> parameters(HttpServletRequest request) throws IOException {
        if (request.getQueryString() == null) {
            return Map.of();
        }
        if (!request.getClass().getName().startsWith(UNDERTOW)) {
            return QueryParser.parse(request.getQueryString());
        }
        request.getInputStream();
        try {
            return request.getParameterMap();
        } catch (RuntimeException malformed) {
            throw ApiException.badRequest("The query of the URL is malformed.");
        }
    }
}
