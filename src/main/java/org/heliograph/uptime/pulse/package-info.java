/** Pulses: how they come in over HTTP or a socket, what of them is valid, and the one writer a node that stores them in groups. */
package org.heliograph.uptime.pulse;
