/** The administration of organisations: list, rename, delete with everything that belongs to them. */
package org.heliograph.operations.organization;
