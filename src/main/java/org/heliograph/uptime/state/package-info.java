/** The state of each monitor, how a pulse and a check change it, and the one repository of the table {@code monitor_state}. */
package org.heliograph.uptime.state;
