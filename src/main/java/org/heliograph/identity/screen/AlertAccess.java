package org.heliograph.identity.screen;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.RawQuery;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * Access to alerts: configured platform roles change them; signed-in users, screens with a token, and, where so configured, anonymous
 * callers read them. A token that is present must be valid, also where none is required. A screen token comes as {@code ?screen=}, in the
 * header {@value #HEADER}, or as the subprotocol {@code screen-<token>}.
 */
@ApplicationScoped
public class AlertAccess {
    /** The header of a screen token; unlike a query it is not in the log of a proxy. */
    public static final String HEADER = "X-Heliograph-Screen";

    /** Begins the subprotocol that carries a screen token. */
    public static final String SUBPROTOCOL = "screen-";

    private static final String QUERY_PARAMETER = "screen";
    private static final String ANY_ROLE = "*";

    private CurrentCaller currentCaller;
    private ScreenTokenVerifier screens;
    private boolean open;
    private Set<String> roles = Set.of();

    /** For the container's proxy. */
    protected AlertAccess() {}

    @Inject
    AlertAccess(CurrentCaller currentCaller, ScreenTokenVerifier screens, Configuration configuration) {
        this.currentCaller = currentCaller;
        this.screens = screens;
        open = !SocketSettings.alertsRequireSignIn(configuration);
        roles = SocketSettings.alertRoles(configuration);
    }

    /**
     * The caller, who may open, acknowledge and resolve alerts.
     *
     * @throws ApiException 401 when the call is anonymous, 403 when none of the caller's platform roles may do this
     */
    public Caller requireOperator() {
        Caller caller = currentCaller.get();
        if (!roles.contains(ANY_ROLE) && Collections.disjoint(roles, caller.roles())) {
            throw ApiException.forbidden("Only operators may open, acknowledge and resolve alerts.");
        }
        return caller;
    }

    /**
     * The reader of a request for the history of alerts: a user, or a screen with a token.
     *
     * @throws ApiException 401 for an invalid credential, for two of them, and without one
     */
    public Caller requireReader(HttpServletRequest request) {
        return require(request).orElseGet(currentCaller::get);
    }

    /**
     * The reader of a request for alerts.
     *
     * @return a user or a screen; empty for an anonymous reader where these are allowed
     * @throws ApiException 401 for an invalid credential, for two of them, and without one where one is required
     */
    public Optional<Caller> require(HttpServletRequest request) {
        Set<String> tokens = tokens(request);
        if (tokens.isEmpty()) {
            return open ? currentCaller.find() : Optional.of(currentCaller.get());
        }
        if (tokens.size() > 1 || currentCaller.find().isPresent()) {
            throw ApiException.unauthorized("The request carries different tokens.");
        }
        return Optional.of(screens.verify(tokens.iterator().next()));
    }

    /** The distinct screen tokens of a request. */
    static Set<String> tokens(HttpServletRequest request) {
        Set<String> tokens = new LinkedHashSet<>(Collections.list(request.getHeaders(HEADER)));
        tokens.addAll(RawQuery.values(request, QUERY_PARAMETER));
        for (String header : Collections.list(request.getHeaders("Sec-WebSocket-Protocol"))) {
            for (String offered : header.split(",")) {
                if (offered.strip().startsWith(SUBPROTOCOL)) {
                    tokens.add(offered.strip().substring(SUBPROTOCOL.length()));
                }
            }
        }
        return tokens;
    }
}
