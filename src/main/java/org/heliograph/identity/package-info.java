/**
 * Authentication: tokens of our own and of other issuers, for REST calls and WebSocket handshakes, and the MicroProfile JWT
 * injection. Keys, accounts and sign-in are in the packages below.
 */
package org.heliograph.identity;
