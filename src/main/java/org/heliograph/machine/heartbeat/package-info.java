/** How agents report: node keys, routine heartbeats that cost one query, and the changes of status that are told. */
package org.heliograph.machine.heartbeat;
