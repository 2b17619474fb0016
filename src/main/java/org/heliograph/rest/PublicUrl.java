package org.heliograph.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/** The address of this installation in links that leave it: {@code heliograph.public.url}, else the one that the request used. */
@ApplicationScoped
public class PublicUrl {
    @Inject
    private Configuration configuration;

    /** Without a slash at its end. */
    public String of(UriInfo request) {
        return of(request.getBaseUri());
    }

    /** The same for a servlet. */
    public String of(HttpServletRequest request) {
        return of(URI.create(request.getRequestURL().toString()));
    }

    private String of(URI called) {
        String base = configuration
                .find(NodeSettings.PUBLIC_URL)
                .orElseGet(() -> called.resolve("/").toString());
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
