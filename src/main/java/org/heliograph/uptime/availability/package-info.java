/** Whether any node is available to accept pulses, and the outages in which none was: the state of monitors in them is unknown. */
package org.heliograph.uptime.availability;
