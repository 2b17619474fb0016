/** Server-sent events as another wire of the hub. */
package org.heliograph.gateway.sse;
