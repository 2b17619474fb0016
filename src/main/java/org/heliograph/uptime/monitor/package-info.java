/** What is watched: monitors and the groups that combine them, as administrators describe them. */
package org.heliograph.uptime.monitor;
