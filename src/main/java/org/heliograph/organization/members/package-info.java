/** Administering organisations: making them, adding, changing, inviting and removing members, over REST. */
package org.heliograph.organization.members;
