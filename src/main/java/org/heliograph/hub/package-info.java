/** Sockets, who listens to what, and when a socket is dead; knows no dialect. */
package org.heliograph.hub;
