/** Sockets, who listens to what, and how frames leave: one writer a socket, every queue bounded; knows no dialect. */
package org.heliograph.hub;
