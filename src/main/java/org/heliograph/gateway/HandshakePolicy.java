package org.heliograph.gateway;

/**
 * What a path requires of a handshake.
 *
 * @param origins      the origins whose pages may connect
 * @param signIn       whether a token is required
 * @param organization whether membership of the organisation {@code org_id} is required
 * @param socket       true for a WebSocket, false for server-sent events
 */
record HandshakePolicy(Origins origins, boolean signIn, boolean organization, boolean socket) {}
