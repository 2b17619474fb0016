package org.heliograph.operations.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.Network;
import org.heliograph.settings.NodeSettings;

/**
 * Who may read the metrics: those who send the configured token; without one, programs on the machine of the node. What came through a proxy
 * comes from elsewhere, wherever the proxy is.
 */
@ApplicationScoped
public class MetricsAccess {
    private static final List<String> OF_PROXIES = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");
    private static final String BEARER = "Bearer ";

    private Optional<byte[]> token = Optional.empty();

    /** For the container's proxy. */
    protected MetricsAccess() {}

    @Inject
    MetricsAccess(Configuration configuration) {
        token = configuration.find(NodeSettings.METRICS_TOKEN).map(MetricsAccess::bytes);
    }

    /** @throws ApiException 401 for a token that is missing or wrong, 403 for a client elsewhere when none is configured */
    void require(HttpServletRequest request) {
        if (token.isPresent()) {
            String sent = request.getHeader("Authorization");
            if (sent == null
                    || !sent.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    || !MessageDigest.isEqual(
                            token.get(), bytes(sent.substring(BEARER.length()).strip()))) {
                throw ApiException.unauthorized(
                        "The metrics need the token of " + NodeSettings.METRICS_TOKEN.name() + ".");
            }
        } else if (!isLocal(request)) {
            throw ApiException.forbidden("The metrics are for this machine only; " + NodeSettings.METRICS_TOKEN.name()
                    + " opens them to others who have it.");
        }
    }

    private static boolean isLocal(HttpServletRequest request) {
        if (OF_PROXIES.stream().anyMatch(header -> request.getHeader(header) != null)) {
            return false;
        }
        try {
            InetAddress peer = Network.address(request.getRemoteAddr());
            return peer.isLoopbackAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
