/** Sockets, and who listens to what; knows no dialect. */
package org.heliograph.hub;
