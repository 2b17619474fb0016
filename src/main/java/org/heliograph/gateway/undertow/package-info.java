/**
 * Undertow's own connections, through which the messages of a WebSocket leave together in one write. Loaded only where Undertow is the
 * server; everywhere else messages go through the Jakarta WebSocket API.
 */
package org.heliograph.gateway.undertow;
