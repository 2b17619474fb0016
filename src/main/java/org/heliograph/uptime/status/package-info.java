/** What readers of a status page get: its items with their statuses, their histories, and reports. */
package org.heliograph.uptime.status;
