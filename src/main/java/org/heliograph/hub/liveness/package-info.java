/** Detection of dead peers: every connection of this node is pinged, checked for silence, and closed when its token expires. */
package org.heliograph.hub.liveness;
