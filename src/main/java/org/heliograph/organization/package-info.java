/** Organisations, their members, invitations and roles; may know identity, events and the log. */
package org.heliograph.organization;
