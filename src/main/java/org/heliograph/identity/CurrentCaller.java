package org.heliograph.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.heliograph.rest.ApiException;

/**
 * Access checks for the REST call that is being served. A resource that only reads the caller's identity injects a
 * {@code JsonWebToken} or a {@code @Claim}.
 */
@RequestScoped
public class CurrentCaller {
    /** The request attribute with the time of the token's verification, milliseconds since the epoch. */
    static final String VERIFIED_AT = CurrentCaller.class.getName() + ".verifiedAt";

    @Inject
    private HttpServletRequest request;

    @Inject
    private TokenExtractor extractor;

    /** @throws ApiException 401 when the call is anonymous */
    public Caller get() {
        return find().orElseThrow(() -> ApiException.unauthorized("Authentication is required."));
    }

    /** @throws ApiException 401 when the call is anonymous, 403 when the caller is no administrator of the installation */
    public Caller requirePlatformAdmin() {
        Caller caller = get();
        if (!caller.isPlatformAdmin()) {
            throw ApiException.forbidden("Only administrators of the installation may do this.");
        }
        return caller;
    }

    /**
     * The caller; empty when the request carries no token.
     *
     * @throws ApiException 401 for a token that was not verified, because {@link TokenAuthentication} is not in force on this server
     */
    public Optional<Caller> find() {
        if (request.getUserPrincipal() instanceof Caller caller) {
            return Optional.of(caller);
        }
        if (!extractor.tokens(request).isEmpty()) {
            throw ApiException.unauthorized("The server does not verify tokens.");
        }
        return Optional.empty();
    }

    /**
     * A moment before the caller's rights were verified, see {@link org.heliograph.platform.MonotonicTime#millis}.
     *
     * @param nowMillis the result for a request without a token
     */
    public long verifiedAtMillis(long nowMillis) {
        return request.getAttribute(VERIFIED_AT) instanceof Long verifiedAt ? verifiedAt : nowMillis;
    }
}
