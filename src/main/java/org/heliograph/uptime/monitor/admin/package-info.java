/** {@code /v1/admin/monitors} and {@code /v1/admin/groups}: how administrators write what is watched. */
package org.heliograph.uptime.monitor.admin;
