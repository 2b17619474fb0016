/** {@code /v1/admin}: how administrators write monitors and groups, and what that has in common with writing status pages. */
package org.heliograph.uptime.admin;
