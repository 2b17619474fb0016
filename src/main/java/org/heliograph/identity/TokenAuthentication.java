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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/**
 * Who calls, for REST and for every WebSocket handshake: the container asks this before it serves a request or upgrades a
 * connection. A token that is there must be good, also where none is needed; none at all leaves the caller anonymous. No
 * HTTP session is made: each request brings its token.
 */
@ApplicationScoped
public class TokenAuthentication implements HttpAuthenticationMechanism {
    @Inject
    private TokenVerifier tokens;

    @Inject
    private AccountStatus standing;

    @Inject
    private Clock clock;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        Set<String> credentials = TokenPaths.looksAt(path(request)) ? Credentials.of(request) : Set.of();
        if (credentials.isEmpty()) {
            return context.doNothing();
        }
        if (credentials.size() > 1) {
            return refuse(request, response, ApiException.unauthorized("The request carries different tokens."));
        }
        try {
            request.setAttribute(CurrentCaller.LOOKED_AT, clock.millis());
            TokenVerifier.Verified verified =
                    tokens.examine(credentials.iterator().next());
            Caller caller = standing.now(verified.caller(), verified.ours());
            request.setAttribute(CurrentCaller.ATTRIBUTE, caller);
            return context.notifyContainerAboutLogin(caller, caller.roles());
        } catch (InvalidTokenException refused) {
            return refuse(request, response, ApiException.unauthorized(refused.getMessage()));
        } catch (ApiException notNow) {
            return refuse(request, response, notNow);
        }
    }

    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    private static AuthenticationStatus refuse(
            HttpServletRequest request, HttpServletResponse response, ApiException refused)
            throws AuthenticationException {
        byte[] body = Envelope.error(path(request), refused).toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(refused.status());
        if (refused.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException gone) {
            throw new AuthenticationException("the refusal could not be sent", gone);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}
