/** Notices on a status page, that is incidents and maintenances: a timeline of updates, written by administrators, published to readers. */
package org.heliograph.uptime.notice;
