/** How long a monitor was up: arithmetic over the gaps between its pulses, aggregates by hour and day, and what is kept of them. */
package org.heliograph.uptime.history;
