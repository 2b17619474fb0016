package org.heliograph.operations.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.heliograph.identity.Caller;
import org.heliograph.identity.client.ClientAddressResolver;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Who may read the metrics: those who send the configured token or an API token of an administrator; without a configured one, programs on
 * the machine of the node as well. What came through a proxy comes from elsewhere, wherever the proxy is.
 */
@ApplicationScoped
public class MetricsAccess {
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
        if (request.getUserPrincipal() instanceof Caller caller) {
            if (!caller.isPlatformAdmin()) {
                throw ApiException.forbidden("Only administrators of the installation read the metrics.");
            }
        } else if (token.isPresent()) {
            String sent = request.getHeader("Authorization");
            if (sent == null
                    || !sent.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    || !MessageDigest.isEqual(
                            token.get(), bytes(sent.substring(BEARER.length()).strip()))) {
                throw ApiException.unauthorized(
                        "The metrics need an API token or the token of " + NodeSettings.METRICS_TOKEN.name() + ".");
            }
        } else if (!ClientAddressResolver.isLocal(request)) {
            throw ApiException.forbidden("The metrics are for this machine only; an API token and "
                    + NodeSettings.METRICS_TOKEN.name() + " open them to others.");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
