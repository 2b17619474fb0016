package org.heliograph.uptime.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.rest.ApiException;

/** Finds the status page of a REST call and checks its password. */
@ApplicationScoped
public class PageAccess {
    static final String PASSWORD_REQUIRED = "Password required";

    private static final String SCHEME = "Bearer ";

    @Inject
    private StatusPageRepository pages;

    /**
     * Returns a page that the caller may read.
     *
     * @param authorization the header {@code Authorization} of the call; null without one
     * @throws ApiException 404 without such a page, 401 when its password is missing or wrong
     */
    public PageView open(String slug, String authorization) {
        PageView page = find(slug);
        check(page, authorization);
        return page;
    }

    /** @throws ApiException 404 without such a page */
    public PageView find(String slug) {
        return pages.find(slug).orElseThrow(PageAccess::unknown);
    }

    static ApiException unknown() {
        return ApiException.notFound("Status page not found");
    }

    /** @throws ApiException 401 when the page's password is missing or wrong */
    void check(PageView page, String authorization) {
        if (!pages.mayRead(page, proof(authorization))) {
            throw ApiException.unauthorized(authorization == null ? PASSWORD_REQUIRED : "Invalid password");
        }
    }

    private static String proof(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }
}
