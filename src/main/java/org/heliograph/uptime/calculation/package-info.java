/** How much of a stretch of time a monitor was up and how much down, judged by the gaps between its pulses: arithmetic, and nothing else. */
package org.heliograph.uptime.calculation;
