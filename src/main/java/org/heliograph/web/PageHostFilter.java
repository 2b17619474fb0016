package org.heliograph.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;
import org.heliograph.rest.RefusalMetrics;
import org.heliograph.uptime.host.PageHosts;

/**
 * Serves a status page, and nothing else, at the host name of its own: neither a sign-in, nor other pages, nor other APIs. The socket is the shared one. Mapped in {@code
 * web.xml}, after the filter that makes paths and parameters the same on all servers.
 */
@WebFilter(filterName = "page-host", asyncSupported = true)
public class PageHostFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    /** Without styles of its own, which the policy forbids in a document; it follows the reader's dark or light theme. */
    private static final String NOT_FOUND = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>Page not found</title>
            </head>
            <body>
            <h1>Page not found</h1>
            <p>There is nothing at this address. <a href="/">Go to the status page</a></p>
            </body>
            </html>
            """;

    @Inject
    private transient PageHosts hosts;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> slug = hosts.slugAt(request.getHeader("Host"));
        if (slug.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        String page = "/status/" + slug.get();
        String path = ErrorResponseSender.path(request);
        if (path.equals(page) || path.equals(page + '/')) {
            // not the server's own redirect, whose absolute address would lack the scheme of a proxy
            response.setStatus(HttpServletResponse.SC_FOUND);
            String query = request.getQueryString();
            response.setHeader("Location", query == null ? "/" : "/?" + query);
        } else if (belongs(request, path, slug.get())) {
            PageHosts.mark(request, slug.get());
            chain.doFilter(request, response);
        } else {
            refuse(request, response);
        }
    }

    /** Programs get the error as everywhere; a person gets a page with the way to the status page. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiException refused = ApiException.notFound("At this host there is a status page only.");
        response.addHeader("Vary", "Accept");
        if (!isPerson(request)) {
            ErrorResponseSender.send(request, response, refused);
            return;
        }
        RefusalMetrics.count(refused);
        byte[] body = NOT_FOUND.getBytes(StandardCharsets.UTF_8);
        response.setStatus(refused.status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static boolean isPerson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
    }

    /** Whether the page needs what is asked for. */
    static boolean belongs(HttpServletRequest request, String path, String slug) {
        return switch (path) {
            // servers call the root "" or "/"; the socket takes commands about pages without an account
            case "", "/", "/ws" -> true;
            case "/v1/events" -> slug.equals(request.getParameter("slug"));
            default ->
                path.equals("/status/" + slug + "/widget")
                        || path.matches("/status/[a-z0-9-]+/subscription")
                        || path.matches("/v1/status/[a-z0-9-]+/subscribers/unsubscribe/[^/]+")
                        || path.equals("/v1/status/" + slug)
                        || path.startsWith("/v1/status/" + slug + '/')
                        || path.startsWith("/v1/logos/")
                        || path.startsWith("/assets/");
        };
    }
}
