/** How status pages look: their texts, colours and logos. */
package org.heliograph.uptime.appearance;
