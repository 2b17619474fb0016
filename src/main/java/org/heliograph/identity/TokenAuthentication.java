package org.heliograph.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.heliograph.identity.client.ClientAddressResolver;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;
import org.heliograph.rest.SecurityHeaders;
import org.heliograph.rest.origin.CrossOriginHeaders;

/**
 * Authenticates REST calls and WebSocket handshakes by their token; the container calls it before it serves a request or
 * upgrades a connection. A token that is present must be valid, and where it is taken, also where none is required; without one the
 * caller stays anonymous. No HTTP session is created: each request carries its token.
 */
@ApplicationScoped
public class TokenAuthentication implements HttpAuthenticationMechanism {
    private static final String MISPLACED =
            "A token in the address is accepted on sockets and event streams only; send the header Authorization: Bearer.";

    @Inject
    private TokenExtractor extractor;

    @Inject
    private VerifiedTokenCache tokens;

    @Inject
    private ContainerLogin container;

    @Inject
    private AccountStatusChecker accounts;

    @Inject
    private ApiTokenChecker apiTokens;

    @Inject
    private SecurityHeaders headers;

    @Inject
    private CrossOriginHeaders crossOrigin;

    @Inject
    private ClientAddressResolver clients;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        if (extractor.isMisplaced(request)) {
            return refuse(request, response, ApiException.unauthorized(MISPLACED));
        }
        Set<String> tokens = extractor.tokens(request);
        if (tokens.isEmpty()) {
            if (TokenExtractor.path(request).startsWith("/health")) {
                container.check(context);
            }
            return context.doNothing();
        }
        if (tokens.size() > 1) {
            return refuse(request, response, ApiException.unauthorized("The request carries different tokens."));
        }
        try {
            request.setAttribute(CurrentCaller.VERIFIED_AT, MonotonicTime.millis());
            Caller caller = authenticate(request, tokens.iterator().next());
            return container.login(context, caller, caller.roles());
        } catch (InvalidTokenException invalid) {
            return refuse(request, response, ApiException.unauthorized(invalid.getMessage()));
        } catch (ApiException unavailable) {
            return refuse(request, response, unavailable);
        }
    }

    private Caller authenticate(HttpServletRequest request, String token) throws InvalidTokenException {
        if (token.startsWith(ApiTokenChecker.PREFIX)) {
            request.setAttribute(RequestAuditSource.OURS, true);
            return apiTokens.check(token, request);
        }
        TokenVerifier.Verified verified = tokens.verify(token);
        if (!verified.ours()
                && extractor.expectsCookie()
                && !TokenExtractor.fromAuthorization(request).isEmpty()) {
            throw new InvalidTokenException("Tokens of this issuer are accepted in a cookie only.");
        }
        request.setAttribute(RequestAuditSource.OURS, verified.ours());
        return accounts.current(verified.caller(), verified.ours());
    }

    private AuthenticationStatus refuse(HttpServletRequest request, HttpServletResponse response, ApiException refused)
            throws AuthenticationException {
        if (TokenExtractor.isHandshake(request)) {
            HandshakeMetrics.refused(refused.status());
        }
        // no filter sees this response
        headers.set(request, response, clients.isSecure(request));
        crossOrigin.set(request, response);
        if (refused.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            refused.header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        try {
            ErrorResponseSender.sendBeforeDispatch(request, response, refused);
        } catch (IOException gone) {
            throw new AuthenticationException("the error response could not be sent", gone);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}
