/**
 * The state of each monitor, how a pulse and a check change it, and the one repository of the table {@code monitor_state}; the outages
 * of the server, in which the state of every monitor is unknown.
 */
package org.heliograph.uptime.state;
