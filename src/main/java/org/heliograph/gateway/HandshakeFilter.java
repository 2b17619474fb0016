package org.heliograph.gateway;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.drain.DrainService;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.client.ClientAddressResolver;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ExceptionTranslator;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;
import org.heliograph.settings.SocketSettings;

/**
 * Checks WebSocket handshakes and requests for server-sent events: origin, token, membership and limits. A filter of the
 * application runs before the upgrade filters of both servers, and an error status is possible before the upgrade only.
 */
@WebFilter(
        urlPatterns = {"/api/realtime", "/api/events", "/v1/events", "/ws", "/ws/alerts"},
        asyncSupported = true)
public class HandshakeFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    /** Users close pages all the time, so a retry soon may find room. */
    private static final int RETRY_SECONDS = 30;

    @Inject
    private transient CurrentCaller currentCaller;

    @Inject
    private transient OrganizationAccess memberships;

    @Inject
    private transient SessionRegistry registry;

    @Inject
    private transient DrainService draining;

    @Inject
    private transient ClientAddressResolver addresses;

    @Inject
    private transient Configuration configuration;

    @Inject
    private transient Clock clock;

    private transient Map<String, Policy> policies;

    @Override
    public void init() {
        policies = Map.of(
                "/api/realtime",
                        new Policy(new Origins(configuration.get(SocketSettings.ORIGINS_REALTIME)), true, true, true),
                "/api/events",
                        new Policy(new Origins(configuration.get(SocketSettings.ORIGINS_REALTIME)), true, true, false),
                "/v1/events",
                        new Policy(new Origins(configuration.get(SocketSettings.ORIGINS_STATUS)), false, false, false),
                "/ws", new Policy(new Origins(configuration.get(SocketSettings.ORIGINS_WS)), false, false, true),
                "/ws/alerts",
                        new Policy(
                                new Origins(configuration.get(SocketSettings.ORIGINS_ALERTS)),
                                configuration.get(SocketSettings.ALERTS_SIGN_IN),
                                false,
                                true));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long began = currentCaller.verifiedAtMillis(clock.millis());
        Handshake handshake;
        try {
            handshake = new Handshake(check(request), began);
        } catch (RuntimeException refused) {
            ErrorResponseSender.send(path(request), response, ExceptionTranslator.of(refused));
            return;
        }
        chain.doFilter(withPrincipal(request, handshake), response);
    }

    private Peer check(HttpServletRequest request) {
        Policy policy = policies.get(path(request));
        if (policy.socket() && !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new ApiException(426, "UPGRADE_REQUIRED", "This path accepts WebSocket connections only.");
        }
        if (draining.progress().isPresent()) {
            throw new ApiException(503, "DRAINING", "This node is draining and accepts no new connections.")
                    .retryAfter(draining.retryAfterSeconds());
        }
        if (!policy.origins().allows(request.getHeader("Origin"), request.getHeader("Host"))) {
            throw ApiException.forbidden("This origin is not allowed.");
        }
        Caller caller =
                policy.signIn() ? currentCaller.get() : currentCaller.find().orElse(null);
        String organization = policy.organization() ? organization(request, caller) : null;
        String address = addresses.address(request);
        if (caller != null && registry.ofUser(caller.userId()) >= configuration.get(SocketSettings.SOCKETS_PER_USER)
                || registry.ofAddress(address) >= configuration.get(SocketSettings.SOCKETS_PER_ADDRESS)) {
            throw new ApiException(429, "RATE_LIMITED", "Too many open sockets.").retryAfter(RETRY_SECONDS);
        }
        return new Peer(caller, organization, address, caller == null ? Peer.NEVER : deadline(caller));
    }

    private String organization(HttpServletRequest request, Caller caller) {
        String organization = request.getParameter("org_id");
        if (organization == null || organization.isBlank()) {
            throw new ApiException(400, "MISSING_FIELDS", "The parameter org_id is missing.");
        }
        memberships.requireMember(caller, organization);
        return organization;
    }

    /** The end of the token, or of the clock skew for a token that is past its end. */
    private long deadline(Caller caller) {
        long ends = caller.expiresAt().toEpochMilli();
        return ends > clock.millis()
                ? ends
                : ends + SignInSettings.clockSkew(configuration).toMillis();
    }

    /** The path below the context root, whichever servlet is mapped to it. */
    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    private static HttpServletRequest withPrincipal(HttpServletRequest request, Principal principal) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
                return principal;
            }
        };
    }

    /**
     * What a path requires of a handshake.
     *
     * @param origins      the origins whose pages may connect
     * @param signIn       whether a token is required
     * @param organization whether membership of the organisation {@code org_id} is required
     * @param socket       true for a WebSocket, false for server-sent events
     */
    private record Policy(Origins origins, boolean signIn, boolean organization, boolean socket) {}
}
