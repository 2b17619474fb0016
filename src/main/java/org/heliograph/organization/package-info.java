/** Organisations, memberships and roles, and the authorisation checks that use them. May use identity, events and the log. */
package org.heliograph.organization;
