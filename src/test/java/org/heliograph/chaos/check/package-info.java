/** Compares received events, acknowledged changes and the log. Independent of servers and sockets. */
package org.heliograph.chaos.check;
