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
 * Logs a caller in at the container. A server whose configuration is not in force looks for the caller among its own users and finds
 * none; then this node does not serve, and reports the reason. The first call for the health shows it, or else the first call with a token. The
 * first caller whom the server accepts proves that its configuration is in force: from then on a failure concerns one call only.
 */
@ApplicationScoped
public class ContainerLogin {
    static final String NOT_IN_FORCE =
            "the configuration of the server is not in force, so that signing in is impossible: run"
                    + " server-config/wildfly/heliograph.cli, which also reloads the server (docs/operations.md)";

    private static final Logger LOG = Logger.getLogger(ContainerLogin.class.getName());
    private static final Principal CHECK = new CallerPrincipal("heliograph-start-check");
    private static final int UNAVAILABLE = 503;

    private final AtomicBoolean checked = new AtomicBoolean();
    private final StartState state;
    private volatile boolean proven;

    /** For the container. */
    protected ContainerLogin() {
        this(null);
    }

    @Inject
    ContainerLogin(StartState state) {
        this.state = state;
    }

    /** @throws ApiException 503 when the server accepts no caller, or not this one */
    AuthenticationStatus login(HttpMessageContext context, Principal caller, Set<String> roles) {
        AuthenticationStatus status;
        try {
            status = context.notifyContainerAboutLogin(caller, roles);
        } catch (RuntimeException refused) {
            throw unavailable(refused);
        }
        proven = true;
        resume();
        return status;
    }

    private ApiException unavailable(RuntimeException refused) {
        if (proven) {
            LOG.log(Level.WARNING, "the server failed to accept a caller", refused);
            return new ApiException(UNAVAILABLE, "BUSY", "The server could not accept the caller; try again.")
                    .retryAfter(1);
        }
        if (state.suspend(NOT_IN_FORCE)) {
            LOG.log(Level.SEVERE, "this node does not serve: {0}", NOT_IN_FORCE);
            LOG.log(Level.FINE, "the server does not accept a caller", refused);
            if (proven) {
                // another call has succeeded meanwhile
                resume();
            }
        }
        return new ApiException(UNAVAILABLE, "NOT_CONFIGURED", "This node does not serve: " + NOT_IN_FORCE + ".");
    }

    private void resume() {
        if (state.resume(NOT_IN_FORCE)) {
            LOG.info("the server accepts callers: this node serves");
        }
    }

    /**
     * Tries whether the server accepts a caller: once, and again while this node does not serve since it accepted none. Only for a call
     * whose answer depends on no caller.
     */
    void check(HttpMessageContext context) {
        String reason = state.reason().orElse(null);
        boolean first = reason == null && !proven && checked.compareAndSet(false, true);
        if (first || NOT_IN_FORCE.equals(reason)) {
            try {
                login(context, CHECK, Set.of());
            } catch (ApiException refused) {
                LOG.log(Level.FINE, "the state of the application says so", refused);
            }
        }
    }
}
