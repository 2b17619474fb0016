/** A status page for other programs: feeds and calendars of its incidents and maintenances, badges of its states. */
package org.heliograph.uptime.feed;
