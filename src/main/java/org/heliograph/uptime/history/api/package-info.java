/** How monitors and groups were, point by point, as readers of a status page get it. */
package org.heliograph.uptime.history.api;
