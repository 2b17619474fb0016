package org.heliograph.gateway;

import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.heliograph.hub.Peer;

/**
 * The result of the checks before the upgrade, and the principal of the socket's session: both servers pass the principal of
 * the upgraded request to the session, and nothing else of it. It has the claims of the caller's token, and none for an anonymous caller.
 *
 * @param beganMillis a moment before the first check, see {@link org.heliograph.platform.MonotonicTime#millis}
 * @param exchange    the server's own object for the request (see {@code gateway.undertow}); null for none
 */
public record Handshake(Peer peer, long beganMillis, Object exchange) implements JsonWebToken {
    /** A handshake of a server of which only the standard is known. */
    public Handshake(Peer peer, long beganMillis) {
        this(peer, beganMillis, null);
    }

    @Override
    public String getName() {
        return peer.caller() == null ? "anonymous" : peer.caller().getName();
    }

    @Override
    public Set<String> getClaimNames() {
        return peer.caller() == null ? Set.of() : peer.caller().getClaimNames();
    }

    @Override
    public Set<String> getGroups() {
        return peer.caller() == null ? Set.of() : peer.caller().getGroups();
    }

    @Override
    public <T> T getClaim(String name) {
        return peer.caller() == null ? null : peer.caller().getClaim(name);
    }
}
