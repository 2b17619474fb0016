package org.heliograph.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.heliograph.identity.client.ClientAddressResolver;
import org.heliograph.rest.SecurityHeaders;

/**
 * Sets the {@link SecurityHeaders} before any other filter (web.xml), and once more for the error page, since servers may clear a
 * response before it. Without other words of who answers, nothing is kept without asking again.
 */
@WebFilter(filterName = "security-headers", asyncSupported = true)
public class SecurityHeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Inject
    private transient SecurityHeaders headers;

    @Inject
    private transient ClientAddressResolver clients;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        headers.set(request, response, clients.isSecure(request));
        if (!request.getRequestURI().startsWith("/api/")) {
            // programs import the SDK's modules by addresses without a version: those of two releases must not be mixed
            response.setHeader("Cache-Control", "no-cache");
        }
        chain.doFilter(request, response);
    }
}
