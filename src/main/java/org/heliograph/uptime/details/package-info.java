/** What administrators see of monitors beyond their settings: states, recent reports, downtimes with their reasons, pages that show them. */
package org.heliograph.uptime.details;
