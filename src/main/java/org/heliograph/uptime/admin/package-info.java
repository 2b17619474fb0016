/** What the administration of monitors, groups and status pages has in common. */
package org.heliograph.uptime.admin;
