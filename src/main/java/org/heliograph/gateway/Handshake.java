package org.heliograph.gateway;

import java.security.Principal;
import org.heliograph.hub.Peer;

/**
 * What the checks before the upgrade found out, on its way to the endpoint: both servers hand the principal of the
 * request that they upgrade to the session, and nothing else of it.
 *
 * @param beganMillis a moment before anything was checked
 */
public record Handshake(Peer peer, long beganMillis) implements Principal {
    @Override
    public String getName() {
        return peer.caller() == null ? "anonymous" : peer.caller().getName();
    }
}
