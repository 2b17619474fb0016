package org.heliograph.gateway;

import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/**
 * Echoes the subprotocol in which a browser brought its token, since it drops the socket otherwise; the token itself was
 * checked before. Extensions are refused: compressed frames cost more here than they save.
 */
public class TokenConfigurator extends ServerEndpointConfig.Configurator {
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.stream()
                .filter(protocol -> protocol.startsWith("token-") || protocol.startsWith("access_token."))
                .findFirst()
                .orElse("");
    }

    /** The filter before the upgrade has looked at the origin, and answers with a status, which this cannot. */
    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return true;
    }

    @Override
    public List<jakarta.websocket.Extension> getNegotiatedExtensions(
            List<jakarta.websocket.Extension> installed, List<jakarta.websocket.Extension> requested) {
        return List.of();
    }
}
