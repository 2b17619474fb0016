/** How pulses arrive over HTTP or a socket, how they are validated, and the writer of each node that stores them in batches. */
package org.heliograph.uptime.pulse;
