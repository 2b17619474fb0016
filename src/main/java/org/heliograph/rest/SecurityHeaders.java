package org.heliograph.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.SocketSettings;

/**
 * The headers that every response has, by which browsers refuse foreign scripts, frames, windows and readers. Set before a response is made:
 * by the first filter and by the authentication, which comes before any filter. The scripts in {@code server-config} set them for what the
 * server answers without the application.
 */
@ApplicationScoped
public class SecurityHeaders {
    private static final String POLICY = "default-src 'self'; connect-src 'self'%s; img-src 'self' data:;"
            + " base-uri 'none'; form-action 'self'; frame-ancestors %s; object-src 'none'";

    /** Of pictures that administrators have sent: opened as documents, they may do nothing. */
    private static final String PICTURE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    /** The one page that all sites may put into a frame. It has no form and no button, so that no reader is led to press one. */
    private static final Pattern WIDGET = Pattern.compile("/status/[a-z0-9-]+/widget");

    /** Hosts that a source of a policy may have (CSP 3, 2.3.1); {@code 'self'} remains for others, such as IPv6 addresses. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?");

    private int hstsSeconds;
    private boolean publicStatus;

    /** For the container's proxies. */
    protected SecurityHeaders() {}

    @Inject
    SecurityHeaders(Configuration configuration) {
        hstsSeconds = configuration.get(NodeSettings.HSTS_SECONDS);
        publicStatus = configuration.get(SocketSettings.ORIGINS_STATUS).equals("*");
    }

    /** @param secure whether the client used https */
    public void set(HttpServletRequest request, HttpServletResponse response, boolean secure) {
        String path = path(request);
        boolean isWidget = WIDGET.matcher(path).matches();
        response.setHeader("Content-Security-Policy", policy(path, isWidget, request.getHeader("Host")));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", isWidget || isPublic(path) ? "cross-origin" : "same-origin");
        if (secure) {
            response.setHeader("Strict-Transport-Security", "max-age=" + hstsSeconds);
        }
    }

    private static String policy(String path, boolean isWidget, String host) {
        return path.startsWith("/v1/logos/")
                ? PICTURE_POLICY
                : POLICY.formatted(sockets(host), isWidget ? "*" : "'self'");
    }

    /** The sockets of the host that was asked for. Not all browsers count them to {@code 'self'}. */
    static String sockets(String host) {
        return host != null && HOST.matcher(host).matches() ? " ws://" + host + " wss://" + host : "";
    }

    /** The path that was asked for, also when the error page answers. */
    private static String path(HttpServletRequest request) {
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return asked == null ? request.getRequestURI() : asked.toString();
    }

    /** What pages of all origins may read, unless a setting names their origins. */
    private boolean isPublic(String path) {
        return publicStatus && (path.startsWith("/v1/status/") || path.equals("/v1/events"));
    }
}
