/** Handshakes (origin, membership and limits, checked before the upgrade) and the base classes of endpoints and dialects. */
package org.heliograph.gateway;
