/** Administration of organisations over REST: creation, members and invitations. */
package org.heliograph.organization.members;
