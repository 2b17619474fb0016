/** What incidents and maintenances have in common: a timeline of updates on a status page, written by administrators and told to readers. */
package org.heliograph.uptime.bulletin;
