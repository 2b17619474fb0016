/** Heartbeats of agents: the REST call, and the batched writes of {@code last_seen}. */
package org.heliograph.machine.heartbeat;
