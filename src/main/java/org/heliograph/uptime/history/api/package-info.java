/** The histories of monitors and groups, and the monthly report of a status page, over REST. */
package org.heliograph.uptime.history.api;
