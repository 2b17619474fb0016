package org.heliograph.uptime.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.monitor.Monitors;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.Pages;

/** Which page a reader may read, and what is on it. */
@ApplicationScoped
public class ReadablePages {
    private static final String BEARER = "Bearer ";

    @Inject
    private Pages pages;

    @Inject
    private Monitors monitors;

    /**
     * The page of a slug.
     *
     * @param authorization the header of that name, with the BLAKE2b-512 of the page's password as Bearer; null for none
     * @throws ApiException 404 for an unknown slug, 401 for a protected page without its password
     */
    public PageView require(String slug, String authorization) {
        PageView page = pages.find(slug).orElseThrow(() -> ApiException.notFound("Status page not found"));
        boolean isBearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        if (!pages.mayRead(
                page, isBearer ? authorization.substring(BEARER.length()).strip() : null)) {
            throw ApiException.unauthorized("Password required");
        }
        return page;
    }

    /** @throws ApiException 404 for what the page does not show */
    void requireShown(PageView page, String id) {
        if (!monitors.tree().reach(page.items(), List.copyOf(page.leafItems())).contains(id)) {
            throw ApiException.notFound("Not on this status page");
        }
    }
}
