package org.heliograph.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.security.Principal;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.platform.StartState;
import org.heliograph.rest.ApiException;

/**
 * Tells the container who has signed in. A server whose configuration is not in force looks for the caller among its own users and finds
 * nobody; then this node does not serve, and says why. The first call for the health shows it, or else the first call with a token.
 */
@ApplicationScoped
public class ContainerLogin {
    static final String NOT_IN_FORCE =
            "the configuration of the server is not in force, so that nobody can sign in: run"
                    + " server-config/wildfly/heliograph.cli, which also reloads the server (docs/operations.md)";

    private static final Logger LOG = Logger.getLogger(ContainerLogin.class.getName());
    private static final Principal NOBODY = new CallerPrincipal("heliograph-start-check");
    private static final int UNAVAILABLE = 503;

    private final AtomicBoolean checked = new AtomicBoolean();

    @Inject
    private StartState state;

    /** @throws ApiException 503 when the server accepts nobody */
    AuthenticationStatus login(HttpMessageContext context, Principal caller, Set<String> roles) {
        try {
            AuthenticationStatus status = context.notifyContainerAboutLogin(caller, roles);
            checked.set(true);
            return status;
        } catch (RuntimeException refused) {
            if (state.reason().isEmpty()) {
                state.waiting(NOT_IN_FORCE);
                LOG.log(Level.SEVERE, "this node does not serve: {0}", NOT_IN_FORCE);
                LOG.log(Level.FINE, "the server does not accept a caller", refused);
            }
            throw new ApiException(UNAVAILABLE, "NOT_CONFIGURED", "This node does not serve: " + NOT_IN_FORCE + ".");
        }
    }

    /** Tries once whether the server accepts a caller. Only for a call whose answer depends on no caller. */
    void check(HttpMessageContext context) {
        if (state.reason().isEmpty() && checked.compareAndSet(false, true)) {
            try {
                login(context, NOBODY, Set.of());
            } catch (ApiException refused) {
                LOG.log(Level.FINE, "the state of the application says so", refused);
            }
        }
    }
}
