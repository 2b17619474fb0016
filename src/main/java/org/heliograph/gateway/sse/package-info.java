/** Server-sent events as a transport of the hub. */
package org.heliograph.gateway.sse;
