/** The configuration of monitors and groups as stored, and the topology in which they nest. */
package org.heliograph.uptime.monitor;
