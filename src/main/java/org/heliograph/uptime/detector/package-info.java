/** Finds the monitors whose pulses fail to come, and knows when the server itself was not there to take them. */
package org.heliograph.uptime.detector;
