package org.heliograph.gateway;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.heliograph.identity.screen.AlertAccess;

/**
 * Passes the verified token of a handshake to the socket's session, and opens no socket without it. {@link HandshakeFilter}
 * answers 401 and 403 before; what this finds missing means that the filter or the authentication is not in force on this server.
 */
public class JwtConfigurator extends ServerEndpointConfig.Configurator {
    private static final String HANDSHAKE = Handshake.class.getName();
    private static final String TOKEN = JsonWebToken.class.getName();
    private static final List<String> CREDENTIALS = List.of("token-", "access_token.", AlertAccess.SUBPROTOCOL);

    /**
     * Puts the handshake, and the {@code JsonWebToken} of a signed-in user, into the user properties of this connection.
     *
     * @throws IllegalStateException when the handshake was not checked; both servers answer it with a status and open nothing
     */
    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        if (!(request.getUserPrincipal() instanceof Handshake handshake)) {
            throw new IllegalStateException(
                    "A WebSocket handshake was not checked; is the server configured for Heliograph?");
        }
        config.getUserProperties().put(HANDSHAKE, handshake);
        if (handshake.peer().caller() != null) {
            config.getUserProperties().put(TOKEN, handshake.peer().caller());
        }
    }

    /**
     * The handshake of a session.
     *
     * @throws IllegalStateException when the session was opened without one
     */
    static Handshake handshake(Session session) {
        // the same as the principal, lest a server that shares user properties between connections mixes up their users
        if (session.getUserProperties().get(HANDSHAKE) instanceof Handshake handshake
                && handshake == session.getUserPrincipal()) {
            return handshake;
        }
        throw new IllegalStateException("A WebSocket session has no checked handshake.");
    }

    /** Repeats the subprotocol that carried a browser's token, since the browser closes the socket otherwise. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.stream()
                .filter(protocol -> CREDENTIALS.stream().anyMatch(protocol::startsWith))
                .findFirst()
                .orElse("");
    }

    /** True: {@link HandshakeFilter} checks the origin and answers with a status, which this method cannot. */
    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return true;
    }

    /** None: compressed frames cost more here than they save. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }
}
