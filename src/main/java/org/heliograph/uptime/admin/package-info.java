/** {@code /v1/admin}: how administrators of the installation configure monitors, groups and status pages. */
package org.heliograph.uptime.admin;
