package org.heliograph.hub;

import org.heliograph.identity.Caller;

/**
 * Who stands at the other end of a socket, as its handshake showed.
 *
 * @param caller         who signed in; null when nobody did
 * @param organizationId the organisation asked for and allowed; null where the path knows none
 * @param address        the network address, for limits
 * @param expiresMillis  when the socket may no longer be open, milliseconds since the epoch; {@link #NEVER} for anonymous ones
 */
public record Peer(Caller caller, String organizationId, String address, long expiresMillis) {
    public static final long NEVER = Long.MAX_VALUE;
}
