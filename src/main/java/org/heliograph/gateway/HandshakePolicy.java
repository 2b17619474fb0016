package org.heliograph.gateway;

/**
 * What a socket's path asks of those who want in.
 *
 * @param origins      whose pages may
 * @param signIn       whether it takes a token
 * @param organization whether it takes the membership of an organisation, named by {@code org_id}
 * @param socket       whether what opens there is a WebSocket; otherwise it is a stream of server-sent events
 */
record HandshakePolicy(Origins origins, boolean signIn, boolean organization, boolean socket) {}
