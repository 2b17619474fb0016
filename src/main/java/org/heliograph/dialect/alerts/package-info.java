/** The frames of {@code /ws/alerts}, for wall screens: alerts of all sites or of chosen ones, and a heartbeat. */
package org.heliograph.dialect.alerts;
