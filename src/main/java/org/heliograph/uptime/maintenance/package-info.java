/** Maintenances: work that is announced on a status page and begins and ends by itself at its times; and what stays quiet meanwhile. */
package org.heliograph.uptime.maintenance;
