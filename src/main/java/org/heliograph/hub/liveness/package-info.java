/** When a socket is dead: every socket of this node is pinged and listened for. */
package org.heliograph.hub.liveness;
