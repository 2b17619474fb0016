package org.heliograph.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.heliograph.rest.ApiException;

/** Who makes the REST call that is being served. {@link TokenAuthentication} leaves the caller with the request. */
@RequestScoped
public class CurrentCaller {
    /** The request attribute that holds the {@link Caller}. */
    static final String ATTRIBUTE = Caller.class.getName();

    /** The request attribute that holds when the token was looked at, milliseconds since the epoch. */
    static final String LOOKED_AT = ATTRIBUTE + ".lookedAt";

    @Inject
    private HttpServletRequest request;

    /** @throws ApiException 401 when nobody is signed in */
    public Caller get() {
        return find().orElseThrow(() -> ApiException.unauthorized("Sign in first."));
    }

    /** @throws ApiException 401 when nobody is signed in, 403 when it is no administrator of the installation */
    public Caller requirePlatformAdmin() {
        Caller caller = get();
        if (!caller.isPlatformAdmin()) {
            throw ApiException.forbidden("Only administrators of the installation may do this.");
        }
        return caller;
    }

    /** The caller; empty when the request brought no token. */
    public Optional<Caller> find() {
        return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
    }

    /** A moment before the caller's rights were looked at, milliseconds since the epoch. @param nowMillis for a request without a token */
    public long lookedAtMillis(long nowMillis) {
        Long lookedAt = (Long) request.getAttribute(LOOKED_AT);
        return lookedAt == null ? nowMillis : lookedAt;
    }
}
