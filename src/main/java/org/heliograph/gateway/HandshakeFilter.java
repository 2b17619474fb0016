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
import org.heliograph.hub.drain.Draining;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ExceptionTranslator;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;
import org.heliograph.settings.SocketSettings;

/**
 * Refuses handshakes before the upgrade, and streams before they begin. A filter of the application runs before both servers'
 * upgrade filters, and only before the upgrade can a refusal carry a status.
 */
@WebFilter(
        urlPatterns = {"/api/realtime", "/api/events", "/ws", "/ws/alerts"},
        asyncSupported = true)
public class HandshakeFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    /** Sockets end when people close pages: soon enough to look again. */
    private static final int RETRY_SECONDS = 30;

    @Inject
    private transient CurrentCaller currentCaller;

    @Inject
    private transient OrganizationAccess memberships;

    @Inject
    private transient SessionRegistry registry;

    @Inject
    private transient Draining draining;

    @Inject
    private transient Configuration configuration;

    @Inject
    private transient Clock clock;

    private transient Map<String, HandshakePolicy> entrances;

    @Override
    public void init() {
        entrances = Map.of(
                "/api/realtime",
                        new HandshakePolicy(
                                new Origins(configuration.get(SocketSettings.ORIGINS_REALTIME)), true, true, true),
                "/api/events",
                        new HandshakePolicy(
                                new Origins(configuration.get(SocketSettings.ORIGINS_REALTIME)), true, true, false),
                "/ws",
                        new HandshakePolicy(
                                new Origins(configuration.get(SocketSettings.ORIGINS_WS)), false, false, true),
                "/ws/alerts",
                        new HandshakePolicy(
                                new Origins(configuration.get(SocketSettings.ORIGINS_ALERTS)),
                                configuration.get(SocketSettings.ALERTS_SIGN_IN),
                                false,
                                true));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long began = currentCaller.lookedAtMillis(clock.millis());
        Handshake handshake;
        try {
            handshake = new Handshake(check(request), began);
        } catch (RuntimeException refused) {
            ErrorResponse.send(path(request), response, ExceptionTranslator.of(refused));
            return;
        }
        chain.doFilter(withPrincipal(request, handshake), response);
    }

    private Peer check(HttpServletRequest request) {
        HandshakePolicy entrance = entrances.get(path(request));
        if (entrance.socket() && !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new ApiException(426, "UPGRADE_REQUIRED", "Only WebSocket connections are served here.");
        }
        if (draining.course().isPresent()) {
            throw new ApiException(503, "DRAINING", "This node is about to stop and takes no new connections.")
                    .retryAfter(draining.retryAfterSeconds());
        }
        if (!entrance.origins().allows(request.getHeader("Origin"), request.getHeader("Host"))) {
            throw ApiException.forbidden("Pages of this origin may not connect.");
        }
        Caller caller =
                entrance.signIn() ? currentCaller.get() : currentCaller.find().orElse(null);
        String organization = entrance.organization() ? organization(request, caller) : null;
        String address = request.getRemoteAddr();
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

    /** A token that is past its end but within the clock skew is good for the rest of the skew. */
    private long deadline(Caller caller) {
        long ends = caller.expiresAt().toEpochMilli();
        return ends > clock.millis()
                ? ends
                : ends + configuration.get(SignInSettings.JWT_SKEW).toMillis();
    }

    /** Whatever servlet it is mapped to beside the upgrade. */
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
}
