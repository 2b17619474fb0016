/** The alerts dialect of {@code /ws/alerts} for wall screens (docs/alerts.md): alerts of all or some sites, and a heartbeat. */
package org.heliograph.dialect.alerts;
