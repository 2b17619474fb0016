/** Whether any node was there to take pulses: times in which none was are known to be unknown. */
package org.heliograph.uptime.availability;
