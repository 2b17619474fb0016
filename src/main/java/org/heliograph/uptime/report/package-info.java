/** A month of a status page as CSV. */
package org.heliograph.uptime.report;
