/** How many machines of each status an organisation has, kept beside the machines so that no request counts a million rows. */
package org.heliograph.machine.count;
