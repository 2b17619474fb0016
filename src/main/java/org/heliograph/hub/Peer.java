package org.heliograph.hub;

import org.heliograph.identity.Caller;

/**
 * The remote end of a connection, as its handshake established it.
 *
 * @param caller         the authenticated caller; null for an anonymous connection
 * @param organizationId the organisation that was requested and authorised; null for paths without one
 * @param address        network address, for limits
 * @param expiresMillis  when the connection must be closed, milliseconds since the epoch; {@link #NEVER} for anonymous ones
 */
public record Peer(Caller caller, String organizationId, String address, long expiresMillis) {
    /** The connection has no expiry. */
    public static final long NEVER = Long.MAX_VALUE;
}
