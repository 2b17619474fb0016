/** Notices on a status page, incidents and maintenances: a timeline of updates, written by administrators and published to readers. */
package org.heliograph.uptime.notice;
