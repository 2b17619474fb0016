/** The way in for sockets: origin, membership and limits before the upgrade, then what every endpoint shares. */
package org.heliograph.gateway;
