/** Connections, their subscriptions and the fan-out of publications to them; independent of any dialect. */
package org.heliograph.hub;
