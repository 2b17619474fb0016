package org.heliograph.identity;

import jakarta.servlet.http.HttpServletRequest;

/** Checks API tokens: whether one is valid, and whether its scopes allow the route that is called. */
public interface ApiTokenChecker {
    /** Begins every API token; no JWT begins with it. */
    String PREFIX = "hgt_";

    /**
     * The caller of a request with an API token: the account that made it, with the rights that it has now.
     *
     * @throws InvalidTokenException            when there is no such token, it has expired, or its maker is disabled
     * @throws org.heliograph.rest.ApiException 403 when its scopes do not allow the route, 503 when it cannot be looked up now
     */
    Caller check(String token, HttpServletRequest request) throws InvalidTokenException;
}
