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
import java.util.Base64;
import java.util.Map;
import org.heliograph.gateway.undertow.UndertowConnections;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.drain.DrainService;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.HandshakeMetrics;
import org.heliograph.identity.client.ClientAddressResolver;
import org.heliograph.identity.screen.AlertAccess;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;
import org.heliograph.rest.ExceptionTranslator;
import org.heliograph.rest.origin.Origins;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;
import org.heliograph.settings.SocketSettings;

/**
 * Checks WebSocket handshakes and requests for server-sent events: origin, token, membership and limits. A filter of the
 * application runs before the upgrade filters of both servers, and an error status is possible before the upgrade only.
 */
@WebFilter(
        urlPatterns = {"/api/realtime", "/api/events", "/v1/events", "/ws", "/ws/alerts", "/api/v1/alerts/events"},
        asyncSupported = true)
public class HandshakeFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    /** Users close pages all the time, so a retry soon may find room. */
    private static final int RETRY_SECONDS = 30;

    /** The only version that RFC 6455 has. */
    private static final String VERSION = "13";

    private static final int KEY_BYTES = 16;

    @Inject
    private transient CurrentCaller currentCaller;

    @Inject
    private transient AlertAccess alertAccess;

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
        Origins fleet = new Origins(configuration.get(SocketSettings.ORIGINS_REALTIME));
        Origins alerts = new Origins(SocketSettings.publicOrigins(configuration, SocketSettings.ORIGINS_ALERTS));
        Origins shared = new Origins(SocketSettings.publicOrigins(configuration, SocketSettings.ORIGINS_WS));
        policies = Map.of(
                "/api/realtime", new Policy(fleet, Access.MEMBERS, true),
                "/api/events", new Policy(fleet, Access.MEMBERS, false),
                "/v1/events",
                        new Policy(
                                new Origins(configuration.get(SocketSettings.ORIGINS_STATUS)), Access.ANONYMOUS, false),
                "/ws", new Policy(shared, Access.ANONYMOUS, true),
                "/ws/alerts", new Policy(alerts, Access.ALERT_READERS, true),
                "/api/v1/alerts/events", new Policy(alerts, Access.ALERT_READERS, false));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long began = currentCaller.verifiedAtMillis(MonotonicTime.millis());
        Handshake handshake;
        try {
            handshake = new Handshake(check(request), began, UndertowConnections.current());
        } catch (RuntimeException refused) {
            ApiException answer = ExceptionTranslator.of(refused);
            HandshakeMetrics.refused(answer.status());
            ErrorResponseSender.send(request, response, answer);
            return;
        }
        chain.doFilter(withPrincipal(request, handshake), response);
    }

    private Peer check(HttpServletRequest request) {
        Policy policy = policies.get(ErrorResponseSender.path(request));
        if (!request.getMethod().equals("GET")) {
            // also HEAD: a stream has no headers to ask for, and would stay open
            throw ApiException.methodNotAllowed("GET");
        }
        if (policy.socket()) {
            requireUpgrade(request);
        }
        if (draining.progress().isPresent()) {
            throw new ApiException(503, "DRAINING", "This node is draining and accepts no new connections.")
                    .retryAfter(draining.retryAfterSeconds());
        }
        if (!policy.origins().allows(request.getHeader("Origin"), request.getHeader("Host"))) {
            throw ApiException.forbidden("This origin is not allowed.");
        }
        Caller caller = switch (policy.access()) {
            case MEMBERS -> currentCaller.get();
            case ANONYMOUS -> currentCaller.find().orElse(null);
            case ALERT_READERS -> alertAccess.require(request).orElse(null);
        };
        String organization = policy.access() == Access.MEMBERS ? organization(request, caller) : null;
        String address = addresses.address(request);
        if (caller != null && registry.ofUser(caller.userId()) >= configuration.get(SocketSettings.SOCKETS_PER_USER)
                || registry.ofAddress(address) >= configuration.get(SocketSettings.SOCKETS_PER_ADDRESS)) {
            throw new ApiException(429, "RATE_LIMITED", "Too many open sockets.").retryAfter(RETRY_SECONDS);
        }
        return new Peer(caller, organization, address, caller == null ? Peer.NEVER : deadline(caller));
    }

    /** Both servers answer what is no handshake of RFC 6455 with statuses of their own and without a body. */
    private static void requireUpgrade(HttpServletRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new ApiException(426, "UPGRADE_REQUIRED", "This path accepts WebSocket connections only.")
                    .header("Upgrade", "websocket")
                    .header("Connection", "Upgrade");
        }
        if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
            throw new ApiException(426, "UPGRADE_REQUIRED", "This path accepts WebSocket version 13 only.")
                    .header("Upgrade", "websocket")
                    .header("Connection", "Upgrade")
                    .header("Sec-WebSocket-Version", VERSION);
        }
        if (!isKey(request.getHeader("Sec-WebSocket-Key"))) {
            throw ApiException.badRequest("The header Sec-WebSocket-Key must be 16 bytes in Base64.");
        }
    }

    private static boolean isKey(String text) {
        try {
            return text != null && Base64.getDecoder().decode(text.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
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
     * @param origins the origins whose pages may connect
     * @param access  who may connect
     * @param socket  true for a WebSocket, false for server-sent events
     */
    private record Policy(Origins origins, Access access, boolean socket) {}

    /** Who may connect. */
    private enum Access {
        /** Members of the organisation {@code org_id}. */
        MEMBERS,
        /** All callers; a token that is present must be valid. */
        ANONYMOUS,
        /** See {@link AlertAccess}. */
        ALERT_READERS
    }
}
