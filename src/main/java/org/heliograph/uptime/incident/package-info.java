/** Incidents: what went wrong and how it goes on, as administrators tell it on a status page. */
package org.heliograph.uptime.incident;
