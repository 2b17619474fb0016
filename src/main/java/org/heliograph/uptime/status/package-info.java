/** How monitors and groups are at this moment, and what a status page shows of it. */
package org.heliograph.uptime.status;
