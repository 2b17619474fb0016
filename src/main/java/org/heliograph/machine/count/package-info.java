/** How many machines of each status an organisation has, kept beside the machines so that nobody counts a million rows. */
package org.heliograph.machine.count;
