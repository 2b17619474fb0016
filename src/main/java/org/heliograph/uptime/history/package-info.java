/** What is kept of how a monitor was: its minutes, hours and days, the uptimes that end now, and the timer that sums them up and lets go of what is old. */
package org.heliograph.uptime.history;
