/** The current status of monitors and groups, as a status page shows it. */
package org.heliograph.uptime.status;
