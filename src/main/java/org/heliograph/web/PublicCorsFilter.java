package org.heliograph.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.heliograph.gateway.Origins;
import org.heliograph.rest.SequenceHeader;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * Allows pages of other origins to read status pages (Fetch standard, CORS), without the browser's credentials: the password of a
 * protected page is a header that the reading page sets. Mapped in {@code web.xml}, before the filters that refuse requests.
 */
@WebFilter(filterName = "public-cors", asyncSupported = true)
public class PublicCorsFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String EXPOSED = SequenceHeader.HEADER + ", " + SequenceHeader.EPOCH_HEADER;

    @Inject
    private transient Configuration configuration;

    private transient Origins origins;
    private transient boolean anyOrigin;

    @Override
    public void init() {
        String configured = configuration.get(SocketSettings.ORIGINS_STATUS);
        origins = new Origins(configured);
        anyOrigin = configured.strip().equals("*");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        String origin = request.getHeader("Origin");
        if (anyOrigin) {
            response.setHeader("Access-Control-Allow-Origin", "*");
        } else {
            response.addHeader("Vary", "Origin");
            if (origin != null && origins.allows(origin, request.getHeader("Host"))) {
                response.setHeader("Access-Control-Allow-Origin", origin);
            }
        }
        if (request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null) {
            response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
            response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
            response.setHeader("Access-Control-Max-Age", "86400");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            chain.doFilter(request, response);
        }
    }
}
