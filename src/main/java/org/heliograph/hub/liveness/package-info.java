/** When a socket is over: every socket of this node is pinged, listened for, and ended with its token. */
package org.heliograph.hub.liveness;
