package org.heliograph.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.heliograph.rest.origin.CrossOriginHeaders;

/** Sets the {@link CrossOriginHeaders}. Mapped in {@code web.xml}, before the filters that refuse requests. */
@WebFilter(filterName = "cross-origin", asyncSupported = true)
public class CrossOriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Inject
    private transient CrossOriginHeaders headers;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        headers.set(request, response);
        if (!headers.answerPreflight(request, response)) {
            chain.doFilter(request, response);
        }
    }
}
