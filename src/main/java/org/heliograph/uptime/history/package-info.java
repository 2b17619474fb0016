/** How much of a time a monitor was up, judged by the gaps between its pulses; its minutes, hours and days; and the uptimes that end now. */
package org.heliograph.uptime.history;
